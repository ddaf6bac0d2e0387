import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSandbox } from '../../electron/sandbox/index.ts'
import { ask, day, num, plain, share, situations, sumOf, type Row } from './support.ts'

const RUNS = { numRuns: 40 }
const trend = { gran: 'day' }

function checkTrendRow(row: Row) {
  const users = num(row, 'user_count')
  const sessions = num(row, 'session_count')
  expect(num(row, 'new_user_count') + num(row, 'old_user_count')).toBe(users)
  expect(num(row, 'new_user_ratio')).toBe(share(num(row, 'new_user_count'), users))
  expect(num(row, 'old_user_ratio')).toBe(share(num(row, 'old_user_count'), users))
  expect(sessions).toBeGreaterThanOrEqual(users)
  if (users === 0) return
  // both are rounded from the same time: within half a second each
  const fromSessions = (num(row, 'average_session_time') * sessions) / users
  expect(Math.abs(num(row, 'session_time_per_person') - fromSessions)).toBeLessThanOrEqual(
    0.5 + (0.5 * sessions) / users,
  )
}

test('user trend: rows add up in themselves, newest first, and the range counts people once', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum } = ask(sandbox, index, 'getanalysisusertrend', from, to, trend)
      expect(rows).toHaveLength(to - from + 1)
      const names = rows.map((row) => String(row['name']))
      expect([...names].sort().reverse()).toEqual(names)
      for (const row of [...rows, sum]) checkTrendRow(row)
      expect(num(sum, 'new_user_count')).toBe(sumOf(rows, 'new_user_count'))
      expect(num(sum, 'session_count')).toBe(sumOf(rows, 'session_count'))
      expect(num(sum, 'user_count')).toBeGreaterThanOrEqual(Math.max(...rows.map((row) => num(row, 'user_count'))))
      const returning = rows.filter((row) => num(row, 'old_user_count') > 0).length
      if (returning > 1) expect(num(sum, 'user_count')).toBeLessThan(sumOf(rows, 'user_count'))
      else expect(num(sum, 'user_count')).toBeLessThanOrEqual(sumOf(rows, 'user_count'))
    }),
    RUNS,
  )
})

test('a day has the same numbers whatever range, page or sandbox it is asked in', () => {
  fc.assert(
    fc.property(situations, fc.nat(), ({ sandbox, index, from, to, today }, pick) => {
      const one = from + (pick % (to - from + 1))
      const wide = ask(sandbox, index, 'getanalysisusertrend', from, to, trend).rows
      const seed = 4711
      const again = plain({ seed, apps: 41, today: () => today })
      const twin = plain({ seed, apps: 41, today: () => today })
      const [alone] = ask(sandbox, index, 'getanalysisusertrend', one, one, trend).rows
      expect(wide[to - one]).toEqual(alone)
      expect(ask(again, index, 'getanalysisusertrend', one, one, trend)).toEqual(
        ask(twin, index, 'getanalysisusertrend', one, one, trend),
      )
    }),
    RUNS,
  )
})

test('a longer range never has fewer users', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      let before = 0
      for (let end = from; end <= to; end += 3) {
        const users = num(ask(sandbox, index, 'getanalysisusertrend', from, end, trend).sum, 'user_count')
        expect(users).toBeGreaterThanOrEqual(before)
        before = users
      }
    }),
    { numRuns: 15 },
  )
})

test('weeks run Monday to Sunday and months by the calendar, both clipped to the range', () => {
  const sandbox = plain()
  const weeks = ask(sandbox, 0, 'getanalysisusertrend', day('2024-09-04'), day('2024-09-17'), { gran: 'week' })
  expect(weeks.rows.map((row) => row['name'])).toEqual([
    '2024/09/16 - 2024/09/17',
    '2024/09/09 - 2024/09/15',
    '2024/09/04 - 2024/09/08',
  ])
  const months = ask(sandbox, 0, 'getanalysisusertrend', day('2024-07-30'), day('2024-09-02'), { gran: 'month' })
  expect(months.rows.map((row) => row['name'])).toEqual(['2024/09', '2024/08', '2024/07'])
  const whole = ask(sandbox, 0, 'getanalysisusertrend', day('2024-08-01'), day('2024-08-31'), trend)
  expect(months.rows[1]).toEqual({ name: '2024/08', ...whole.sum })
})

test('hours pool the range: starts and new users add up, 24 rows on two pages', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum, total } = ask(sandbox, index, 'getanalysisusertrend', from, to, { gran: 'hour' })
      expect(total).toBe(24)
      expect(rows.map((row) => row['name']).slice(0, 2)).toEqual(['00:00 - 00:59', '01:00 - 01:59'])
      expect(sumOf(rows, 'session_count')).toBe(num(sum, 'session_count'))
      expect(sumOf(rows, 'new_user_count')).toBe(num(sum, 'new_user_count'))
      for (const row of rows) checkTrendRow(row)
    }),
    RUNS,
  )
})

test('active users: windows nest, ratios follow, the accumulated number grows by the new users of the day', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum } = ask(sandbox, index, 'getanalysisactivityuser', from, to)
      const days = ask(sandbox, index, 'getanalysisusertrend', from, to, trend).rows
      const { name, ...last } = rows[0] ?? {}
      expect(name).toBeDefined()
      expect(sum).toEqual(last)
      rows.forEach((row, i) => {
        const [dau, wau, mau, ever] = [
          'user_count',
          'weekly_user_count',
          'monthly_user_count',
          'accumulative_user_count',
        ].map((key) => num(row, key)) as [number, number, number, number]
        expect(dau).toBe(num(days[i], 'user_count'))
        expect(wau).toBeGreaterThanOrEqual(dau)
        expect(mau).toBeGreaterThanOrEqual(wau)
        expect(ever).toBeGreaterThanOrEqual(mau + num(row, 'lost_user_count') - (ever - mau))
        expect(num(row, 'lost_user_count')).toBeGreaterThanOrEqual(0)
        expect(num(row, 'lost_user_count')).toBeLessThanOrEqual(ever - mau)
        expect(num(row, 'daily_activity_degree')).toBe(share(dau, ever))
        expect(num(row, 'day_month_activity_degree')).toBe(share(dau, mau))
        expect(num(row, 'weekly_activity_degree')).toBe(share(wau, ever))
        expect(num(row, 'monthly_activity_degree')).toBe(share(mau, ever))
        expect(num(row, 'lost_ratio')).toBe(share(num(row, 'lost_user_count'), ever))
        const before = rows[i + 1]
        if (before) expect(ever - num(before, 'accumulative_user_count')).toBe(num(days[i], 'new_user_count'))
      })
    }),
    RUNS,
  )
})

test('retention: cohorts oldest first, immature cells unknown, the ratio is the count over the cohort', () => {
  fc.assert(
    fc.property(situations, fc.constantFrom('day', 'week', 'month'), ({ sandbox, index, from, to, today }, gran) => {
      const count = ask(sandbox, index, 'getanalysisretaineduser', from, to, { gran, report_type: 'count' })
      const ratio = ask(sandbox, index, 'getanalysisretaineduser', from, to, { gran, report_type: 'ratio' })
      const users = ask(sandbox, index, 'getanalysisusertrend', from, to, { gran })
      expect(count.sum).toEqual({ active_user_count: '--' })
      expect(count.rows.map((row) => row['name'])).toEqual(users.rows.map((row) => row['name']).reverse())
      count.rows.forEach((row, i) => {
        const size = num(row, 'active_user_count')
        expect(size).toBe(num(users.rows[users.rows.length - 1 - i], 'user_count'))
        const cells = Object.keys(row).slice(2)
        expect(cells).toHaveLength(8)
        cells.forEach((key, column) => {
          const cell = row[key]
          if (gran === 'day') {
            expect(key).toBe(`第${column + 2}天`)
            expect(cell === '--').toBe(from + i + column + 1 >= today)
          }
          if (cell === '--') {
            expect(ratio.rows[i]?.[key]).toBe('--')
            return
          }
          expect(num(row, key)).toBeLessThanOrEqual(size)
          expect(ratio.rows[i]?.[key]).toBe(share(num(row, key), size))
        })
        const known = cells.map((key) => row[key] !== '--')
        expect(known).toEqual([...known].sort((a, b) => Number(b) - Number(a)))
      })
    }),
    RUNS,
  )
})

test('audience: ages and sexes make a hundred, interests are the ten largest', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const [groups] = ask(sandbox, index, 'getanalysisvisitattribute', from, to).rows as Record<string, Row[]>[]
      const { age = [], sex = [], interest = [] } = groups ?? {}
      if (age.length === 0) {
        expect([sex, interest]).toEqual([[], []])
        return
      }
      expect([age.length, sex.length, interest.length]).toEqual([7, 2, 10])
      expect(sumOf(age, 'count_ratio')).toBeCloseTo(100, 1)
      expect(sumOf(sex, 'count_ratio')).toBeCloseTo(100, 1)
      const ratios = interest.map((row) => num(row, 'count_ratio'))
      expect([...ratios].sort((a, b) => b - a)).toEqual(ratios)
      for (const row of [...age, ...sex, ...interest]) expect(row['attribute_id']).toMatch(/^\d{15,20}$/)
    }),
    RUNS,
  )
})

test('region: 34 provinces by sessions, near the trend but not equal to it', () => {
  let different = 0
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum } = ask(sandbox, index, 'getanalysisregion', from, to)
      const sessions = num(ask(sandbox, index, 'getanalysisusertrend', from, to, trend).sum, 'session_count')
      if (rows.length === 0) {
        expect(sessions).toBeLessThan(5)
        return
      }
      expect(new Set(rows.map((row) => row['name'])).size).toBe(34)
      const counts = rows.map((row) => num(row, 'session_count_district'))
      expect([...counts].sort((a, b) => b - a)).toEqual(counts)
      expect(sumOf(rows, 'session_count_district')).toBe(num(sum, 'session_count_district'))
      for (const key of ['session_count', 'new_user_count', 'user_count']) {
        expect(num(sum, `${key}_district_ratio`)).toBe(100)
        expect(Math.abs(sumOf(rows, `${key}_district_ratio`) - 100)).toBeLessThan(0.2)
      }
      expect(Math.abs(num(sum, 'session_count_district') - sessions)).toBeLessThanOrEqual(
        sessions * 0.01 + (to - from + 1),
      )
      if (num(sum, 'session_count_district') !== sessions) different++
    }),
    RUNS,
  )
  expect(different).toBeGreaterThan(10)
})

test('regions, devices, pages and sources of a range are the sums of its days', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from }) => {
      const cases = [
        ['getanalysisregion', 'session_count_district', {}],
        ['getanalysisterminal', 'accumulative_session_count', { terminal_type: 'terminal_device' }],
        ['getanalysisvisitpage', 'pv_count', {}],
        ['getanalysissource', 'new_user_count', {}],
      ] as const
      for (const [path, key, extra] of cases) {
        const tally = (rows: readonly Row[], into = new Map<string, number>()) => {
          for (const row of rows) {
            const name = JSON.stringify(row['pageId'] ?? (row['name'] as Row[] | string)[0] ?? '')
            const id =
              path === 'getanalysissource'
                ? JSON.stringify((row['name'] as Row[])[0]?.['source'] ?? '')
                : name + JSON.stringify(row['name'])
            into.set(id, (into.get(id) ?? 0) + num(row, key))
          }
          return into
        }
        const days = new Map<string, number>()
        for (let d = from; d <= from + 3; d++) tally(ask(sandbox, index, path, d, d, extra).rows, days)
        const range = tally(ask(sandbox, index, path, from, from + 3, extra).rows)
        const filled = (map: Map<string, number>) => new Map([...map].filter(([, value]) => value > 0).sort())
        expect(filled(range)).toEqual(filled(days))
      }
    }),
    { numRuns: 12 },
  )
})

test('terminal: five types over the same sessions, three metrics for networks, some numbers quoted', () => {
  const sandbox = plain()
  const [from, to] = [day('2024-09-01'), day('2024-09-30')]
  const sessions = num(ask(sandbox, 0, 'getanalysisusertrend', from, to, trend).sum, 'session_count')
  const kinds = new Set<string>()
  for (const type of ['brand', 'device', 'os', 'screen', 'network']) {
    const { rows, sum } = ask(sandbox, 0, 'getanalysisterminal', from, to, { terminal_type: `terminal_${type}` })
    expect(sumOf(rows, 'accumulative_session_count')).toBe(sessions)
    expect(num(sum, 'accumulative_session_count')).toBe(sessions)
    expect(Object.keys(sum)).toHaveLength(type === 'network' ? 3 : 5)
    expect(Math.abs(sumOf(rows, 'accumulative_session_count_ratio') - 100)).toBeLessThan(0.6)
    expect(new Set(rows.map((row) => row['name'])).size).toBe(rows.length)
    for (const row of rows) kinds.add(typeof row['accumulative_session_count'])
    if (type === 'device') expect(rows.length).toBeGreaterThan(100)
  }
  expect(kinds).toEqual(new Set(['number', 'string']))
})

test('pages: every session enters and leaves once, the exit rate is exits over views', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum } = ask(sandbox, index, 'getanalysisvisitpage', from, to)
      for (const key of ['pv_count', 'pv_user_count', 'entry_count', 'exit_count']) {
        expect(sumOf(rows, key)).toBe(num(sum, key))
      }
      expect(num(sum, 'entry_count')).toBe(num(sum, 'exit_count'))
      for (const row of rows) {
        expect(row['pageId']).toMatch(/^\d{19,20}$/)
        expect(num(row, 'bounce_ratio')).toBe(share(num(row, 'exit_count'), num(row, 'pv_count')))
        expect(num(row, 'pv_ratio')).toBe(share(num(row, 'pv_count'), num(sum, 'pv_count')))
        expect(num(row, 'pv_count')).toBeGreaterThanOrEqual(num(row, 'exit_count'))
        expect(num(row, 'pv_count')).toBeGreaterThanOrEqual(num(row, 'entry_count'))
        expect(num(row, 'pv_count')).toBeGreaterThanOrEqual(num(row, 'pv_user_count'))
      }
    }),
    RUNS,
  )
})

test('the fourth app has page names that look like formulas', () => {
  const { rows } = ask(plain(), 3, 'getanalysisvisitpage', day('2024-09-01'), day('2024-09-30'))
  const names = rows.map((row) => row['pageName'])
  expect(names).toEqual(expect.arrayContaining(["=cmd|' /C calc'!A0", '+SUM(1,2)', '@x', '-1+2']))
})

test('habits: frequency counts user-days, interval users of the range, the others sessions', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const days = ask(sandbox, index, 'getanalysisusertrend', from, to, trend)
      const expected = {
        depth: num(days.sum, 'session_count'),
        time: num(days.sum, 'session_count'),
        interval: num(days.sum, 'user_count'),
        frequency: sumOf(days.rows, 'user_count'),
      }
      for (const [type, total] of Object.entries(expected)) {
        const { rows, sum } = ask(sandbox, index, 'getanalysisvisitcharacter', from, to, { character_type: type })
        const key = type === 'frequency' ? 'user_count' : 'session_count'
        expect(Object.keys(sum)).toEqual([key, `${key}_ratio`])
        expect(num(sum, key)).toBe(total)
        if (total > 0) expect(sumOf(rows, key)).toBe(total)
        for (const row of rows) expect(num(row, `${key}_ratio`)).toBe(share(num(row, key), total))
      }
    }),
    RUNS,
  )
})

test('sources: a group is the sum of its scenes, all of them together the new users and sessions of the trend', () => {
  fc.assert(
    fc.property(situations, ({ sandbox, index, from, to }) => {
      const { rows, sum } = ask(sandbox, index, 'getanalysissource', from, to)
      const users = ask(sandbox, index, 'getanalysisusertrend', from, to, trend).sum
      expect(sum).toEqual({})
      expect(sumOf(rows, 'new_user_count')).toBe(num(users, 'new_user_count'))
      const order = rows.map((row) => num(row, 'new_user_count'))
      expect([...order].sort((a, b) => b - a)).toEqual(order)
      const all = sumOf(rows, 'user_count')
      for (const row of rows) {
        const scenes = row['name'] as Row[]
        expect(num(row, 'user_scale')).toBe(share(num(row, 'user_count'), all))
        expect(num(row, 'user_count')).toBeGreaterThanOrEqual(num(row, 'new_user_count'))
        expect(num(row, 'session_count_per_user')).toBeGreaterThanOrEqual(1)
        if (scenes.length === 0) continue
        expect(new Set(scenes.map((scene) => scene['source'])).size).toBe(1)
        for (const key of ['new_user_count', 'user_count']) expect(sumOf(scenes, key)).toBe(num(row, key))
        expect(Math.abs(sumOf(scenes, 'session_scale') - num(row, 'session_scale'))).toBeLessThan(0.05)
      }
    }),
    RUNS,
  )
})

test('before the launch there is nothing, today is unknown, later days are absent', () => {
  const today = day('2024-10-04')
  const sandbox = plain({ apps: [{ launch: day('2024-09-20') }] })
  const before = ask(sandbox, 0, 'getanalysisusertrend', day('2024-09-01'), day('2024-09-05'), trend)
  expect(before.rows.every((row) => num(row, 'user_count') === 0)).toBe(true)
  expect(ask(sandbox, 0, 'getanalysisregion', day('2024-09-01'), day('2024-09-05')).total).toBe(0)
  const after = ask(sandbox, 0, 'getanalysisusertrend', today - 2, today + 3, trend)
  expect(after.rows.map((row) => row['user_count'] === '--')).toEqual([true, false, false])
  const known = ask(sandbox, 0, 'getanalysisusertrend', today - 2, today - 1, trend)
  expect(after.sum).toEqual(known.sum)
  const future = ask(sandbox, 0, 'getanalysisusertrend', today + 1, today + 3, trend)
  expect([future.rows, future.sum['user_count']]).toEqual([[], '--'])
  expect(num(ask(sandbox, 0, 'getanalysisactivityuser', today - 1, today - 1).sum, 'accumulative_user_count')).toBe(
    sumOf(ask(sandbox, 0, 'getanalysisusertrend', day('2024-09-20'), today - 1, trend).rows, 'new_user_count'),
  )
})

test('apps have names and ids of their own, also a thousand of them', () => {
  const { apps } = createSandbox({ apps: 1000, today: () => day('2024-10-04') })
  expect(apps.slice(0, 3).map((app) => app.name)).toEqual(['小鹿育儿', '城市公积金查询', '好大夫预约'])
  for (const key of ['name', 'appId', 'token'] as const) expect(new Set(apps.map((app) => app[key])).size).toBe(1000)
})

test('restated days change, and only they', () => {
  const sandbox = plain()
  const [from, to] = [day('2024-09-20'), day('2024-09-25')]
  const before = ask(sandbox, 0, 'getanalysisusertrend', from, to, trend).rows
  sandbox.restate({ from: to - 1, to, factor: 1.1 })
  const after = ask(sandbox, 0, 'getanalysisusertrend', from, to, trend).rows
  expect(after.slice(2)).toEqual(before.slice(2))
  for (const i of [0, 1]) {
    expect(num(after[i], 'session_count')).toBeGreaterThan(num(before[i], 'session_count') * 1.08)
    checkTrendRow(after[i] ?? {})
  }
  const active = ask(sandbox, 0, 'getanalysisactivityuser', to - 1, to).rows
  expect(num(active[0], 'accumulative_user_count') - num(active[1], 'accumulative_user_count')).toBe(
    num(after[0], 'new_user_count'),
  )
})

test('with restated days on, the latest days are lower on the day they come and settle later', () => {
  let today = day('2024-09-10')
  const sandbox = plain({ restatedDays: 2, today: () => today })
  const users = () =>
    num(ask(sandbox, 0, 'getanalysisusertrend', day('2024-09-09'), day('2024-09-09'), trend).sum, 'session_count')
  const told: number[] = []
  for (let i = 0; i < 4; i++, today++) told.push(users())
  const [first = 0, second = 0, third = 0, fourth = 0] = told
  expect(first).toBeLessThan(third)
  expect(second).toBeLessThan(third)
  expect(fourth).toBe(third)
  const still = plain({ today: () => day('2024-09-10') })
  expect(
    num(ask(still, 0, 'getanalysisusertrend', day('2024-09-09'), day('2024-09-09'), trend).sum, 'session_count'),
  ).toBe(third)
})
