import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { fast, newHome, openWorld } from './world.ts'

const FIRST = parseDay('2026-10-01') ?? NaN
const dated = (n: number) => formatDay(FIRST + n)
const nine = (n: number) => startOfDayMs(FIRST + n) + 9 * 3_600_000
const RANGE = { from: dated(0), to: dated(9) }
const at = (n: number) => new Date(nine(n)).toISOString()

/** A world whose clock stands at nine in the morning of a day, and can be moved on; a sync moves it by a second. */
async function openAt(n: number) {
  let now = nine(n)
  const world = await openWorld({ sandbox: { apps: 2, quirks: 'none', now: () => now }, core: { clock: () => now } })
  const ids = await world.addApps()
  const { core } = world
  return {
    ...world,
    ids,
    moveTo: (day: number) => (now = nine(day)),
    sync: async (more: object = {}) => {
      now += 1000
      const input = { range: RANGE, scope: {}, reports: ['user-trend', 'region'], force: true, ...fast, ...more }
      const { job } = await core.call('sync.start', input)
      await core.call('jobs.wait', { job })
    },
    restatements: (more: object = {}) => core.call('history.restatements', { range: RANGE, scope: {}, ...more }),
  }
}

/** What the stored replies themselves say of a metric, read from their raw form. */
async function said(world: Awaited<ReturnType<typeof openAt>>, report: string, metric: string) {
  const { core } = world
  const list = await core.call('history.list', { report, app: world.ids[0] })
  const replies = await Promise.all(list.toReversed().map(({ id }) => core.call('history.show', { id })))
  return replies.map(({ payload }) => {
    const { data } = payload as { data: { data_list: Record<string, unknown>[]; sum: Record<string, unknown> } }
    return {
      rows: new Map(data.data_list.map((row) => [String(row['name']).replaceAll('/', '-'), Number(row[metric])])),
      sum: Number(data.sum[metric]),
    }
  })
}

test('a restated day is told cell by cell, with before, after and when, as the raw replies have it', async () => {
  const world = await openAt(12)
  const [first = 0] = world.ids
  await world.sync()
  const app = world.sandbox.apps[0]?.appId ?? ''
  world.sandbox.restate({ app, from: FIRST + 3, to: FIRST + 4, factor: 1.5 })
  world.moveTo(13)
  await world.sync()
  const [was, is] = await said(world, 'user-trend', 'session_count')
  const asked = { reports: ['user-trend'], metrics: ['session_count'], scope: { apps: [first] } }
  const { cells, total, counts, groups } = await world.restatements(asked)
  const changed = [...(is?.rows ?? [])].filter(([day, value]) => was?.rows.get(day) !== value)
  const rows = cells.filter((cell) => !cell.whole)
  expect(new Map(rows.map((cell) => [cell.from, [cell.before, cell.after]]))).toEqual(
    new Map(changed.map(([day, value]) => [day, [was?.rows.get(day), value]])),
  )
  expect(changed.map(([day]) => day).sort()).toEqual([dated(3), dated(4)])
  // the reply's own sum for the range changed as well
  expect(cells.filter((cell) => cell.whole)).toMatchObject([
    { from: RANGE.from, to: RANGE.to, before: was?.sum, after: is?.sum, kind: 'restated' },
  ])
  expect([total, counts]).toEqual([3, { restated: 3, filled: 0, withdrawn: 0, added: 0 }])
  for (const { difference, percent, before, after, beforeAt, at: when } of cells) {
    expect(difference).toBe((after ?? NaN) - (before ?? NaN))
    expect(percent).toBeCloseTo((100 * ((after ?? NaN) - (before ?? NaN))) / (before ?? NaN), 9)
    expect([beforeAt?.slice(0, 10), when?.slice(0, 10)]).toEqual([dated(12), dated(13)])
  }
  expect(groups).toMatchObject([{ day: dated(13), report: 'user-trend', cells: 3, apps: 1 }])

  // provinces: named, and found by their report
  const provinces = await world.restatements({ reports: ['region'], limit: 2 })
  expect(provinces.cells).toHaveLength(2)
  expect(provinces.total).toBeGreaterThan(2)
  expect(provinces.cells.every((cell) => cell.whole || cell.label !== null)).toBe(true)
  // only what came in a time, or is large enough
  expect((await world.restatements({ ...asked, until: at(13) })).total).toBe(0)
  expect((await world.restatements({ ...asked, since: at(13) })).total).toBe(3)
  expect((await world.restatements({ ...asked, minPercent: 1000 })).total).toBe(0)
  expect((await world.restatements({ ...asked, scope: { apps: world.ids.slice(1) } })).total).toBe(0)
  await expect(world.restatements({ metrics: ['nothing'] })).rejects.toMatchObject({ code: 'metric.unknown' })
})

test('what changed since a moment and since a workbook: net, with what was added', async () => {
  const world = await openAt(12)
  const [first = 0] = world.ids
  await world.sync({ range: { from: dated(0), to: dated(4) } })
  const { job } = await world.core.call('export.start', {
    range: { from: dated(0), to: dated(4) },
    compare: 'none',
    scope: { apps: [first] },
    metrics: ['user-trend/session_count'],
    path: join(newHome(), 'sent.xlsx'),
  })
  expect((await world.core.call('jobs.wait', { job })).state).toBe('done')
  const app = world.sandbox.apps[0]?.appId ?? ''
  world.sandbox.restate({ app, from: FIRST + 2, to: FIRST + 2, factor: 2 })
  world.moveTo(13)
  await world.sync({ range: { from: dated(0), to: dated(4) } })
  const since = (more: object) => world.core.call('history.changedSince', more)
  const sent = await since({ job })
  expect(sent.since).toBe(new Date(nine(12) + 1000).toISOString())
  expect(sent.cells.map((cell) => [cell.metric, cell.whole ? 'whole' : cell.from, cell.kind])).toEqual(
    expect.arrayContaining([
      ['session_count', dated(2), 'restated'],
      ['session_count', 'whole', 'restated'],
    ]),
  )
  expect(sent).toMatchObject({
    total: 2,
    apps: [{ appId: first, cells: 2 }],
    reports: [{ report: 'user-trend', cells: 2 }],
  })

  // a longer range fetched meanwhile adds days; put right again, nothing is left of the restatement
  await world.sync({ range: RANGE })
  const question = { since: at(12.5), range: RANGE, scope: { apps: [first] }, reports: ['user-trend'] }
  const added = await since({ ...question, kinds: ['added'] })
  expect(new Set(added.cells.filter((cell) => !cell.whole).map((cell) => cell.from))).toEqual(
    new Set([5, 6, 7, 8, 9].map(dated)),
  )
  expect((await since({ ...question, asOf: at(12.6) })).total).toBe(0)
  world.sandbox.restate({ app, from: FIRST + 2, to: FIRST + 2, factor: 0.5 })
  world.moveTo(14)
  await world.sync({ range: { from: dated(0), to: dated(4) } })
  expect((await since({ job })).total).toBe(0)
  expect((await world.restatements({ scope: { apps: [first] }, metrics: ['session_count'] })).total).toBe(4)
  await expect(since({ job: 99 })).rejects.toMatchObject({ code: 'job.unknown' })
  await expect(since({ scope: {} })).rejects.toMatchObject({ code: 'input.invalid', details: { field: 'since' } })
})

test('moments are syncs: each with its replies and how much of what was known they changed', async () => {
  const world = await openAt(12)
  const [first = 0] = world.ids
  await world.sync()
  world.moveTo(13)
  await world.sync()
  world.moveTo(14)
  world.sandbox.restate({ app: world.sandbox.apps[0]?.appId ?? '', from: FIRST + 3, to: FIRST + 3, factor: 3 })
  await world.sync()
  const moments = await world.core.call('history.moments', { scope: {} })
  expect(
    moments.map(({ at: when, replies, changed, replaced }) => [when.slice(0, 10), replies, changed, replaced > 0]),
  ).toEqual([
    [dated(12), 4, 4, false],
    [dated(13), 4, 0, false],
    [dated(14), 4, 2, true],
  ])
  // syncs close upon each other are two moments, of everything and of one app
  world.sandbox.restate({ app: world.sandbox.apps[0]?.appId ?? '', from: FIRST + 3, to: FIRST + 3, factor: 3 })
  await world.sync()
  for (const scope of [{}, { apps: [first] }]) {
    const close = (await world.core.call('history.moments', { scope })).slice(2)
    expect(close.map(({ at: when, replies, replaced }) => [when.slice(0, 10), replies, replaced > 0])).toEqual([
      [dated(14), 'apps' in scope ? 2 : 4, true],
      [dated(14), 'apps' in scope ? 2 : 4, true],
    ])
  }
  // as of each of them, and just before
  const series = (asOf: string) =>
    world.core.call('query.series', {
      metric: 'user-trend/session_count',
      range: RANGE,
      scope: { apps: [first] },
      asOf,
    })
  const [one, two, three] = await Promise.all(moments.map((moment) => series(moment.at)))
  expect(two?.series[0]?.values).toEqual(one?.series[0]?.values)
  expect(three?.series[0]?.values[3]).not.toBe(one?.series[0]?.values[3])
  const rows = (await world.restatements({ metrics: [] })).cells
  expect(moments[2]?.replaced).toBe(
    new Set(
      rows
        .filter(({ at: when }) => when === moments[2]?.at)
        .map((cell) => `${cell.report} ${cell.key} ${cell.from} ${cell.to}`),
    ).size,
  )
  // of one app, one report, or days nothing was fetched of
  const of = async (more: object) => (await world.core.call('history.moments', { scope: {}, ...more })).length
  expect([
    await of({ scope: { apps: [first] } }),
    await of({ reports: ['region'] }),
    await of({ reports: ['pages'] }),
    await of({ range: { from: dated(20), to: dated(21) } }),
  ]).toEqual([4, 4, 0, 0])
})

test('the lag curve of a history whose last days are provisional', async () => {
  let now = nine(1)
  const world = await openWorld({
    sandbox: { apps: 8, quirks: 'none', now: () => now, restatedDays: 2 },
    core: { clock: () => now },
  })
  await world.addApps()
  const shown: Record<string, number[]> = {}
  for (let day = 1; day <= 10; day += 1) {
    now = nine(day)
    const input = {
      range: { from: dated(0), to: dated(day - 1) },
      scope: {},
      reports: ['user-trend'],
      force: true,
      ...fast,
    }
    const { job } = await world.core.call('sync.start', input)
    await world.core.call('jobs.wait', { job })
    const { series } = await world.core.call('query.series', { ...input, metric: 'user-trend/session_count' })
    for (const { app, values } of series) values.forEach((value, n) => (shown[`${app} ${n}`] ??= []).push(value ?? NaN))
  }
  const lag = await world.core.call('history.lag', { report: 'user-trend', range: RANGE, scope: {} })
  const found = lag.metrics.find(({ metric }) => metric === 'session_count')
  expect(lag.refetchDays).toBe(3)
  for (const point of found?.points ?? []) {
    const looks = Object.values(shown).filter((values) => values.length - 1 > point.lag)
    const changed = looks.filter((values) => values[point.lag] !== values.at(-1)).length
    expect([point.cells, point.changed]).toEqual([looks.length, (100 * changed) / looks.length])
    const sum = (of: (values: number[]) => number) => looks.reduce((a, values) => a + of(values), 0)
    expect(point.reported).toBeCloseTo((100 * sum((v) => v[point.lag] ?? NaN)) / sum((v) => v.at(-1) ?? NaN), 9)
  }
  // two days are provisional on the morning they are fetched: the third look tells the last word
  expect(found?.points.map(({ changed }) => changed > 0)).toEqual([true, true, ...Array<boolean>(7).fill(false)])
  expect([found?.advised?.days, found?.seenUpTo]).toEqual([2, 9])
  const then = await world.core.call('history.lag', { report: 'user-trend', range: RANGE, scope: {}, asOf: at(1) })
  expect(then.metrics.every(({ points }) => points.length === 0)).toBe(true)
})

test('snapshots are listed by what they are about and when they came, page by page', async () => {
  const world = await openAt(12)
  const [first = 0, second = 0] = world.ids
  await world.sync()
  world.moveTo(13)
  await world.sync()
  await world.sync({ range: { from: dated(10), to: dated(11) }, reports: ['user-trend'] })
  const list = async (more: object) => {
    const found: Output<'history.list'> = await world.core.call('history.list', more)
    return found.map(({ appId, report, from }) => `${appId} ${report} ${from}`)
  }
  expect(await list({})).toHaveLength(10)
  expect(await list({ app: first, range: { from: dated(9), to: dated(9) } })).toHaveLength(4)
  expect(await list({ range: { from: dated(10), to: dated(20) } })).toHaveLength(2)
  expect(await list({ app: second, changed: true })).toHaveLength(3)
  expect(await list({ changed: true })).toHaveLength(6)
  expect(await list({ apps: [second, 99], changed: true })).toHaveLength(3)
  expect(await list({ apps: [first, second, 97, 98, 99, 100] })).toHaveLength(10)
  expect(await list({ apps: [95, 96, 97, 98, 99, 100] })).toEqual([])
  expect(await list({ granularity: 'range', variant: '', report: 'region', since: at(12.5) })).toHaveLength(2)
  expect(await list({ until: at(12.5) })).toHaveLength(4)
  const all = await world.core.call('history.list', { app: first })
  const page = await world.core.call('history.list', { app: first, limit: 2, before: all[1]?.id })
  expect(page).toEqual(all.slice(2, 4))
})
