import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Coverage } from '../../../../electron/contract/methods/history-coverage.ts'
import { COVERAGE_STATES } from '../../../../electron/contract/methods/history-coverage.ts'
import { fillInput, minutesFor } from '../../../../renderer/views/history/coverage/fill.ts'
import { matrixRows, shownRows, type MatrixRow } from '../../../../renderer/views/history/coverage/rows.ts'
import {
  gapsOf,
  partOf,
  runsOf,
  sharesOf,
  STATES,
  tallyOf,
  type StateLetter,
} from '../../../../renderer/views/history/coverage/states.ts'
import { DAY_WIDTH, HEIGHT, stripPaths, ticksOf } from '../../../../renderer/views/history/coverage/strip.ts'

const names = { app: (_: number, name: string) => name, report: (id: string) => `报表 ${id}` }
const none = { final: 0, open: 0, stale: 0, wider: 0, missing: 0, refused: 0, ahead: 0 }
const COVERAGE: Coverage = {
  from: '2026-11-01',
  to: '2026-11-04',
  reports: ['trend', 'region', 'platform'],
  apps: [
    { appId: 0, app: 'platform', rows: ['', '', 'ffff'] },
    { appId: 7, app: '山城民宿', rows: ['ffoo', 'wwmm', ''] },
    { appId: 9, app: '北辰家居', rows: ['ffso', 'ffrr', ''] },
  ],
  counts: [none, none, none],
  refusals: [],
}
const shown = (rows: readonly MatrixRow[], some: Partial<Parameters<typeof shownRows>[1]> = {}) =>
  shownRows(rows, { query: '', state: '', open: new Set(), sort: null, locale: 'zh-CN', ...some }).map(
    ({ name, depth }) => `${'  '.repeat(depth)}${name}`,
  )

test('the letters are the contract’s, from the best to the worst', () => {
  expect(STATES).toEqual(Object.keys(COVERAGE_STATES))
})

test('complete are days with up-to-date data of their own, of those that are over', () => {
  expect(partOf(tallyOf(['ffoo', 'wwmm']))).toBe(50)
  expect(partOf(tallyOf(['ffsa']))).toBeCloseTo(200 / 3, 9)
  expect(partOf(tallyOf(['aaa']))).toBeNull()
})

test('what a longer range holds is told apart from what is not there, in shares that make up a hundred', () => {
  expect(gapsOf(tallyOf(['ffsa', 'wwmr']))).toBe(3)
  expect(sharesOf(tallyOf(['ffoo', 'wwwm']))).toEqual({ own: 50, wider: 37.5, gaps: 12.5 })
  // neither is what is nearly complete told as complete, nor one gap as none
  expect(sharesOf(tallyOf(['f'.repeat(99_999) + 'm']))).toEqual({ own: 99.99, wider: 0, gaps: 0.01 })
  expect(sharesOf(tallyOf(['ffw']))).toEqual({ own: 66.66, wider: 33.34, gaps: 0 })
  expect(sharesOf(tallyOf(['aaa']))).toBeNull()
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 6, maxLength: 6 }), (days) => {
      const [f = 0, o = 0, s = 0, w = 0, m = 0, r = 0] = days
      const shares = sharesOf({ f, o, s, w, m, r, a: 3 })
      const over = f + o + s + w + m + r
      if (!shares) return expect(over).toBe(0)
      expect(Math.abs(shares.own + shares.wider + shares.gaps - 100)).toBeLessThan(1e-9)
      expect(shares.own).toBeLessThanOrEqual((100 * (f + o)) / over)
      expect(shares.gaps).toBeGreaterThanOrEqual((100 * (s + m + r)) / over - 1e-9)
      expect(Math.abs(shares.wider - (100 * w) / over)).toBeLessThan(0.02)
    }),
  )
})

test('apps with their reports below, or reports with their apps; what is not an app’s has no line', () => {
  const byApp = matrixRows(COVERAGE, 'app', names)
  expect(byApp.map((row) => [row.name, row.below.map((each) => each.name)])).toEqual([
    ['platform', ['报表 platform']],
    ['山城民宿', ['报表 trend', '报表 region']],
    ['北辰家居', ['报表 trend', '报表 region']],
  ])
  expect(byApp[1]?.tally).toEqual({ f: 2, o: 2, s: 0, w: 2, m: 2, r: 0, a: 0 })
  const byReport = matrixRows(COVERAGE, 'report', names)
  expect(byReport.map((row) => [row.name, row.below.map((each) => each.name)])).toEqual([
    ['报表 trend', ['山城民宿', '北辰家居']],
    ['报表 region', ['山城民宿', '北辰家居']],
    ['报表 platform', ['platform']],
  ])
  const ids = [...byApp, ...byApp.flatMap(({ below }) => below)].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('lines are found by name, kept by state, opened and sorted', () => {
  const rows = matrixRows(COVERAGE, 'app', names)
  const id = rows[2]?.id ?? NaN
  expect(shown(rows, { open: new Set([id]) })).toEqual([
    'platform',
    '山城民宿',
    '北辰家居',
    '  报表 trend',
    '  报表 region',
  ])
  expect(shown(rows, { state: 'r', open: new Set([id]) })).toEqual(['北辰家居', '  报表 region'])
  expect(shown(rows, { query: '家居', open: new Set([id]) })).toHaveLength(3)
  expect(shown(rows, { query: 'region', open: new Set([id]) })).toEqual(['山城民宿', '北辰家居', '  报表 region'])
  // two missing; one stale and two refused
  expect(shown(rows, { sort: { key: 'gaps', descending: true } })).toEqual(['北辰家居', '山城民宿', 'platform'])
  expect(shown(rows, { sort: { key: 'part', descending: false } })).toEqual(['山城民宿', '北辰家居', 'platform'])
  expect(shown(rows, { sort: { key: 'wider', descending: true } })).toEqual(['山城民宿', 'platform', '北辰家居'])
})

test('a fill is of what is shown, or of the lines selected', () => {
  const all = {
    range: { from: '2026-11-01', to: '2026-11-04' },
    scope: { apps: [], tags: ['重点'] },
    reports: ['trend'],
    wider: false,
    unsettled: false,
  }
  const { range, scope, reports } = all
  expect(fillInput(all, [])).toEqual({ range, scope, reports, fill: { wider: false, unsettled: false } })
  const line = (appId: number | null, report: string | null) => ({ appId, report })
  // exactly the cells chosen, not all reports of all their apps
  expect(
    fillInput({ ...all, wider: true, unsettled: true }, [line(7, 'trend'), line(9, 'region'), line(0, 'platform')]),
  ).toEqual({
    ...{ range, scope, reports },
    fill: {
      wider: true,
      unsettled: true,
      only: [
        { appId: 7, report: 'trend' },
        { appId: 9, report: 'region' },
        { appId: 0, report: 'platform' },
      ],
    },
  })
  expect(fillInput(all, [line(7, null), line(null, 'region')]).fill).toMatchObject({
    only: [{ appId: 7 }, { report: 'region' }],
  })
  expect([minutesFor(4680, 5), minutesFor(100, 5)]).toEqual([15, 0])
})

const letters = fc.constantFrom<StateLetter>(...STATES)

test('stretches are the days again', () => {
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), (days) => {
      const runs = runsOf(days.join(''))
      expect(runs.flatMap(({ state, from, to }) => Array<string>(to - from + 1).fill(state))).toEqual(days)
      expect(runs.slice(1).every((run, i) => run.state !== runs[i]?.state)).toBe(true)
    }),
  )
})

test('blocks fill each day’s height with the parts of its states', () => {
  fc.assert(
    fc.property(fc.array(fc.array(letters, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 9 }), (rows) => {
      const height = new Map<string, number>()
      for (const { state, path } of stripPaths(rows.map((row) => row.join(''))))
        for (const [, x = '', , h = ''] of path.matchAll(/M(\d+) (-?[\d.]+)h[\d.]+v([\d.]+)h/g))
          height.set(`${Number(x) / DAY_WIDTH} ${state}`, Number(h))
      for (let day = 0; day < 5; day += 1)
        for (const state of STATES) {
          const count = rows.filter((row) => row[day] === state).length
          const expected = state === 'a' ? 0 : (count / rows.length) * HEIGHT
          expect(height.get(`${day} ${state}`) ?? 0).toBeCloseTo(expected, 1)
        }
    }),
  )
})

test('the axis names as many days as there is room for', () => {
  const days = Array.from({ length: 30 }, (_, i) => `2026-11-${String(i + 1).padStart(2, '0')}`)
  expect(ticksOf(days, 600).map(({ label }) => label)).toEqual(['11-01', '11-06', '11-11', '11-16', '11-21', '11-26'])
  expect(ticksOf(days, 60)).toHaveLength(1)
  expect(ticksOf(days.slice(0, 2), 600).map(({ at }) => at)).toEqual([0, 50])
})
