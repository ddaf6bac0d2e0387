import { expect, test } from 'vitest'
import { openPageWorld, type PageWorld } from '../../page-world.ts'

async function number(world: PageWorld, props: object = {}) {
  await world.load()
  const { default: NumberSetting } = await import('../../../../renderer/views/settings/parts/NumberSetting.vue')
  const shown = await world.show(NumberSetting, {
    name: 'concurrency',
    label: '同时请求',
    help: 'help',
    unit: '个',
    min: 1,
    max: 32,
    whole: true,
    ...props,
  })
  const type = async (text: string) => {
    await shown.get('input').setValue(text)
    await shown.get('input').trigger('change')
    await world.settle()
  }
  return { shown, type }
}

test('a number is saved when the field is left, and can be taken back', async () => {
  const world = await openPageWorld()
  const { shown, type } = await number(world)
  expect(shown.get('input').element.value).toBe('4')
  await type('8')
  expect(world.asked('settings.set')).toEqual([{ concurrency: 8 }])
  expect(shown.text()).toContain('已保存')
  await shown.get('button').trigger('click')
  await world.settle()
  expect(world.asked('settings.set').at(-1)).toEqual({ concurrency: 4 })
  expect(shown.get('input').element.value).toBe('4')
  expect(shown.text()).not.toContain('已保存')
})

test.each(['', '0', '33', '2.5', 'viele', '1e9'])('%j is refused beside the field and not saved', async (text) => {
  const world = await openPageWorld()
  const { shown, type } = await number(world)
  await type(text)
  expect(world.asked('settings.set')).toEqual([])
  expect(shown.text()).toContain('请填写 1 到 32 之间的整数')
  const input = shown.get('input')
  expect(input.attributes('aria-invalid')).toBe('true')
  expect(document.getElementById(input.attributes('aria-describedby') ?? '')?.textContent).toContain('请填写')
  await input.trigger('keydown', { key: 'Escape' })
  expect(input.element.value).toBe('4')
  expect(shown.text()).not.toContain('请填写')
})

test('the same number again is not saved again', async () => {
  const world = await openPageWorld()
  const { type } = await number(world)
  await type('4')
  expect(world.asked('settings.set')).toEqual([])
})

test('a refusal of the core is told, and the field says nothing is saved', async () => {
  const world = await openPageWorld({
    handlers: {
      'settings.set': () => {
        throw new Error('no')
      },
    },
  })
  const { shown, type } = await number(world)
  await type('8')
  expect(shown.text()).not.toContain('已保存')
  expect(document.querySelector('.el-message')).not.toBeNull()
})

async function proxy(world: PageWorld) {
  await world.load()
  const { default: ProxySetting } = await import('../../../../renderer/views/settings/fetching/ProxySetting.vue')
  const shown = await world.show(ProxySetting)
  const choose = async (value: string) => {
    await shown.get(`[data-value="${value}"]`).trigger('click')
    await world.settle()
  }
  return { shown, choose }
}

test('a proxy of one’s own is saved once its address is one', async () => {
  const world = await openPageWorld()
  const { shown, choose } = await proxy(world)
  expect(shown.find('input').exists()).toBe(false)
  await choose('own')
  expect(world.asked('settings.set')).toEqual([])
  const input = shown.get('input')
  expect(document.activeElement).toBe(input.element)
  await input.setValue('proxy:8080')
  await input.trigger('change')
  expect(shown.text()).toContain('请填写代理的协议、地址和端口')
  await input.setValue(' http://proxy.example:8080/ ')
  await input.trigger('change')
  await world.settle()
  expect(world.asked('settings.set')).toEqual([{ proxy: 'http://proxy.example:8080' }])
  await choose('none')
  expect(world.asked('settings.set').at(-1)).toEqual({ proxy: 'none' })
  expect(shown.find('input').exists()).toBe(false)
})

test('a stored proxy stands in its field', async () => {
  const world = await openPageWorld({ settings: { proxy: 'socks5://10.0.0.1:1080' } })
  const { shown } = await proxy(world)
  expect(shown.get('input').element.value).toBe('socks5://10.0.0.1:1080')
  expect(shown.get('[data-value="own"]').attributes('aria-checked')).toBe('true')
})
