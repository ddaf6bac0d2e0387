import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay } from '../../../electron/contract/calendar.ts'
import { day, World } from './query-world.ts'

const FROM = '2019-05-10'
const dated = (n: number) => formatDay(day(FROM) + n)
const DAYS = 6
const LAST = dated(DAYS - 1)

/** What a day's reply of an app says of the page: nothing fetched, a list without it, a cut-off list without it, or its numbers. */
const told = fc.oneof(
  fc.constant('not-fetched' as const),
  fc.constant('not-listed' as const),
  fc.constant('cut-off' as const),
  fc.record({ pv: fc.integer({ min: 0, max: 9999 }), time: fc.option(fc.integer({ min: 0, max: 900 })) }),
)

test('a page by day is what each single day’s reply says of it, and says why it says nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(told, { minLength: DAYS, maxLength: DAYS }), { minLength: 1, maxLength: 3 }),
      async (apps) => {
        const world = new World(['甲', '乙', '丙'].slice(0, apps.length))
        apps.forEach((days, a) => {
          // the whole range's reply says nothing of single days
          world.members(a + 1, 'pages', FROM, LAST, { 'pages/a': { pv_count: 77_777 } })
          days.forEach((said, d) => {
            if (said === 'not-fetched') return
            const other = { 'pages/b': { pv_count: 5 } }
            const rows =
              typeof said === 'string'
                ? other
                : { ...other, 'pages/a': { pv_count: said.pv, average_stay_time: said.time } }
            world.members(a + 1, 'pages', dated(d), dated(d), rows, {
              capped: said === 'cut-off',
              keyOf: (name) => `${a}${name.at(-1) ?? ''}`,
            })
          })
        })
        const answer = await world.ask('query.member', {
          report: 'pages',
          metrics: ['average_stay_time', 'pv_count'],
          range: { from: FROM, to: LAST },
          scope: {},
          member: 'pages/a',
        })
        expect(answer.columns).toEqual([
          { key: 'average_stay_time', unit: 'seconds' },
          { key: 'pv_count', unit: 'count' },
        ])
        expect(answer.periods.map(({ from }) => from)).toEqual(Array.from({ length: DAYS }, (_, d) => dated(d)))
        expect(answer.apps.map(({ days }) => days)).toEqual(
          apps.map((days) => days.map((said) => (typeof said === 'string' ? said : 'listed'))),
        )
        expect(answer.apps.map(({ values }) => values)).toEqual(
          apps.map((days) => [
            days.map((said) => (typeof said === 'string' ? null : said.time)),
            days.map((said) => (typeof said === 'string' ? null : said.pv)),
          ]),
        )
        for (const { days, sources } of answer.apps)
          expect(sources.map((source) => source === null)).toEqual(days.map((state) => state === 'not-fetched'))
      },
    ),
    { numRuns: 60 },
  )
})

test('a day that is not over is marked; an earlier moment has only what was there then', async () => {
  const world = new World(['甲'], dated(1))
  const at = (text: string) => Date.parse(text)
  const rows = (pv: number) => ({ 'pages/a': { pv_count: pv } })
  world.members(1, 'pages', FROM, FROM, rows(10), { fetchedAt: at('2019-05-11T01:00:00Z') })
  world.members(1, 'pages', FROM, FROM, rows(12), { fetchedAt: at('2019-05-12T01:00:00Z') })
  const ask = (more: object = {}) =>
    world.ask('query.member', {
      report: 'pages',
      metrics: ['pv_count'],
      range: { from: FROM, to: dated(1) },
      scope: {},
      member: 'pages/a',
      ...more,
    })
  const now = await ask()
  expect(now.periods.map(({ partial }) => partial)).toEqual([false, true])
  expect(now.apps[0]?.values).toEqual([[12, null]])
  expect((await ask({ asOf: '2019-05-11T12:00:00Z' })).apps[0]?.values).toEqual([[10, null]])
  expect((await ask({ asOf: '2019-05-10T12:00:00Z' })).apps[0]).toMatchObject({
    days: ['not-fetched', 'not-fetched'],
    sources: [null, null],
  })
})

test('refuses what has no members', async () => {
  const world = new World()
  const asked = { report: 'pages', range: { from: FROM, to: LAST }, scope: {}, member: 'pages/a' }
  await expect(world.ask('query.member', { ...asked, report: 'user-trend' })).rejects.toMatchObject({
    code: 'input.invalid',
  })
  await expect(world.ask('query.member', { ...asked, metrics: ['nothing'] })).rejects.toMatchObject({
    code: 'metric.unknown',
  })
})
