import { describe, expect, test } from 'vitest'
import type { Moments } from '../../../electron/contract/methods/history-changes.ts'
import type { FakeOptions } from '../fake-host.ts'
import { changeBars, momentAt, stopAfter, stopOf } from '../../../renderer/frame/as-of.ts'
import { openPageWorld } from '../page-world.ts'

const moment = (day: number, replaced: number): Moments[number] => ({
  at: `2026-11-${day}T01:10:00.000Z`,
  from: `2026-11-${day}T01:00:00.000Z`,
  replies: 12,
  changed: 3,
  replaced,
})
const MOMENTS = [moment(10, 0), moment(12, 40), moment(14, 2)]

test('a moment stands at the last fetch known then, and now behind them all', () => {
  expect(stopOf(MOMENTS, null)).toBe(3)
  expect(stopOf(MOMENTS, MOMENTS[1]?.at ?? '')).toBe(1)
  expect(stopOf(MOMENTS, '2026-11-13T00:00:00.000Z')).toBe(1)
  expect(stopOf(MOMENTS, '2026-11-01T00:00:00.000Z')).toBe(-1)
  expect([momentAt(MOMENTS, 0), momentAt(MOMENTS, 3)]).toEqual([MOMENTS[0]?.at, null])
  expect([stopAfter(MOMENTS, 3, -1), stopAfter(MOMENTS, 0, -1), stopAfter(MOMENTS, 3, 1)]).toEqual([2, 0, 3])
})

test('bars grow with what was restated; a fetch that restated nothing has none', () => {
  const [none, most, few = NaN] = changeBars(MOMENTS)
  expect([none, most]).toEqual([0, 1])
  expect(few).toBeCloseTo(Math.log(3) / Math.log(41), 9)
  expect(changeBars([moment(10, 0)])).toEqual([0])
})

async function open(path: string, handlers: FakeOptions['handlers'] = {}, by?: number) {
  const world = await openPageWorld({ handlers: { 'history.moments': () => MOMENTS, ...handlers } })
  const [{ default: bar }, { useAsOf }, { useScope }, { router }] = await Promise.all([
    import('../../../renderer/frame/AsOfBar.vue'),
    import('../../../renderer/stores/as-of.ts'),
    import('../../../renderer/stores/scope.ts'),
    import('../../../renderer/router/index.ts'),
  ])
  await world.load()
  await world.go(path)
  const shown = await world.show(bar)
  const asOf = useAsOf()
  if (by === undefined) asOf.open()
  else asOf.step(by)
  await world.settle()
  const slider = () => shown.get<HTMLInputElement>('input[type=range]')
  return { ...world, asOf, scope: useScope(), router, shown, slider }
}

describe('the slider', () => {
  test('stands at now, and goes back fetch by fetch; Back leads to now at once', async () => {
    const { slider, shown, router, settle, asked, scope } = await open('/overview?range=2026-11-01_2026-11-09')
    expect(asked('history.moments')).toEqual([
      { scope: { apps: [], tags: [] }, range: { from: '2026-11-01', to: '2026-11-09' } },
    ])
    expect([slider().element.value, slider().element.max]).toEqual(['3', '3'])
    expect(shown.text()).toContain('正在看最新的数据')
    await slider().setValue('2')
    await settle()
    expect(router.currentRoute.value.query['asof']).toBe(MOMENTS[2]?.at)
    await expect.poll(() => shown.text()).toContain('修订了之前的 2 行')
    await slider().setValue('1')
    await expect.poll(() => router.currentRoute.value.query['asof']).toBe(MOMENTS[1]?.at)
    router.back()
    await expect.poll(() => scope.scope.asOf).toBeNull()
  })

  test('a moment between two fetches stands at the earlier one, and says which it is', async () => {
    const { slider, shown } = await open('/overview?asof=2026-11-13T00:00:00.000Z')
    expect(slider().element.value).toBe('1')
    expect(shown.classes()).toContain('then')
    expect(shown.text()).toMatch(/按 2026-11-1[23] .* 时已知的数据显示/)
  })

  test('steps from anywhere, before the fetches are known too; the button leads back to now', async () => {
    const { asOf, scope, shown, settle } = await open('/overview', {}, -1)
    await expect.poll(() => scope.scope.asOf).toBe(MOMENTS[2]?.at)
    await shown.findAll('button').at(-1)?.trigger('click')
    await settle()
    expect([scope.scope.asOf, asOf.shown]).toEqual([null, false])
  })

  test('the keys step from the slider too, but not from a field with text', async () => {
    const { isTyping } = await import('../../../renderer/frame/shortcuts.ts')
    const { slider } = await open('/overview')
    expect(isTyping(slider().element)).toBe(false)
    expect(isTyping(document.createElement('input'))).toBe(true)
    expect(isTyping(document.createElement('textarea'))).toBe(true)
    expect(isTyping(document.createElement('button'))).toBe(false)
  })

  test('a step while a view is being loaded goes along to it, and Back leads to the view before', async () => {
    const { asOf, scope, router, settle } = await open('/overview')
    const { promise, resolve } = Promise.withResolvers<object>()
    router.addRoute({ name: 'slow', path: '/slow', component: () => promise as Promise<{ default: object }> })
    const gone = scope.go('slow')
    await settle()
    asOf.step(-1)
    await settle()
    expect([router.currentRoute.value.name, scope.scope.asOf]).toEqual(['overview', null])
    resolve({ default: { render: () => null } })
    await gone
    await expect.poll(() => scope.scope.asOf).toBe(MOMENTS[2]?.at)
    expect(router.currentRoute.value.name).toBe('slow')
    router.back()
    await expect.poll(() => router.currentRoute.value.name).toBe('overview')
  })

  test('nothing fetched says so', async () => {
    const { shown, slider } = await open('/overview', { 'history.moments': () => [] })
    expect(shown.text()).toContain('这段日期还没有取过数据')
    expect(slider().element.disabled).toBe(true)
  })
})
