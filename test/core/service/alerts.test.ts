import { expect, test } from 'vitest'
import { openWorld } from './world.ts'

const METRIC = 'user-trend/session_count'

test('alert rules are kept with their condition, listed by scope, changed and removed', async () => {
  const { core } = await openWorld()
  const { app } = await core.call('apps.add', { name: '甲', tags: ['客户'], check: false })
  const other = (await core.call('apps.add', { name: '乙', check: false })).app
  const below = await core.call('alerts.save', {
    appId: app.id,
    metric: METRIC,
    condition: { kind: 'below', value: 1000 },
  })
  expect(below).toMatchObject({
    appId: app.id,
    app: '甲',
    tag: null,
    name: '',
    each: true,
    days: 1,
    condition: { kind: 'below', value: 1000 },
    severity: 'warning',
    enabled: true,
  })
  const change = await core.call('alerts.save', {
    tag: '客户',
    name: '周环比',
    metric: METRIC,
    each: false,
    days: 7,
    condition: { kind: 'change', direction: 'fall', percent: 20 },
    severity: 'critical',
  })
  expect(change.condition).toEqual({ kind: 'change', direction: 'fall', percent: 20, against: 'previous', minBase: 0 })
  await core.call('alerts.save', { metric: METRIC, condition: { kind: 'no-data', days: 2 } })
  expect(await core.call('alerts.list', {})).toHaveLength(3)
  expect((await core.call('alerts.list', { scope: { apps: [other.id] } })).map((one) => one.condition.kind)).toEqual([
    'no-data',
  ])
  const off = await core.call('alerts.save', { ...change, enabled: false })
  expect(off).toMatchObject({ id: change.id, enabled: false, createdAt: change.createdAt })
  await core.call('alerts.remove', { id: below.id })
  expect((await core.call('alerts.list', {})).map((one) => one.enabled)).toEqual([false, true])
  await core.call('apps.remove', { app: app.id })
  expect(await core.call('alerts.list', {})).toHaveLength(2)
})

test('a rule about a metric, an app or a rule that is not there is refused', async () => {
  const { core } = await openWorld()
  const save = (input: object) =>
    core.call('alerts.save', { metric: METRIC, condition: { kind: 'above', value: 1 }, ...input })
  await expect(save({ metric: 'user-trend/nonsense' })).rejects.toMatchObject({ code: 'metric.unknown' })
  await expect(save({ metric: 'nonsense/x' })).rejects.toMatchObject({ code: 'report.unknown' })
  await expect(save({ appId: 5 })).rejects.toMatchObject({ code: 'app.unknown' })
  await expect(save({ id: 5 })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(save({ condition: { kind: 'change', direction: 'rise', percent: 0 } })).rejects.toMatchObject({
    code: 'input.invalid',
  })
})
