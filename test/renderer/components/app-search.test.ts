import { expect, test } from 'vitest'
import { makeApps } from '../fake-data.ts'
import { openPageWorld } from '../page-world.ts'

const letter = (i: number) => String.fromCodePoint(0x4e00 + i)

async function list(count: number, chosen: number | null = null) {
  const apps = makeApps(count).map((app, i) => ({ ...app, name: `应用${letter(i)}` }))
  const world = await openPageWorld()
  const { default: AppSearch } = await import('../../../renderer/components/app-search/AppSearch.vue')
  const shown = await world.show(AppSearch, { apps, chosen, label: '选择应用' })
  const names = () => shown.findAll('li .grow').map((each) => each.text())
  return { apps, shown, names, input: shown.get('input') }
}

test('an app is found by its name, and Enter takes the first', async () => {
  const { apps, shown, names, input } = await list(12, 2)
  expect(names()).toHaveLength(12)
  expect(shown.get('[aria-current]').text()).toContain(`应用${letter(1)}`)
  await input.setValue(letter(10))
  expect(names()).toEqual([`应用${letter(10)}`])
  await input.trigger('keydown', { key: 'Enter' })
  expect(shown.emitted('pick')).toEqual([[apps[10]?.id]])
})

test('what no app is called is said, and Enter takes none', async () => {
  const { shown, names, input } = await list(3)
  await input.setValue('没有这个')
  expect(names()).toEqual([])
  expect(shown.text()).toContain('没有匹配“没有这个”的应用')
  await input.trigger('keydown', { key: 'Enter' })
  expect(shown.emitted('pick')).toBeUndefined()
})

test('of very many the first are listed, and how many more there are', async () => {
  const { shown, names } = await list(230)
  expect(names()).toHaveLength(200)
  expect(shown.text()).toContain('还有 30 个')
})
