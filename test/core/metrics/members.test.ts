import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reports } from '../../../electron/core/catalogue/index.ts'
import { Formulas } from '../../../electron/core/metrics/formula.ts'
import { memberTotals } from '../../../electron/core/metrics/members.ts'

const formulas = new Formulas(reports)
const count = fc.integer({ min: 0, max: 100_000 })
const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('a whole that no reply tells is made of the top level, without adding people', () => {
  const keys = ['new_user_count', 'user_count', 'new_user_scale', 'session_count_per_user'] as const
  const sources = keys.map((key) => formulas.named(`sources/${key}`))
  const row = fc.record({ news: count, users: count, per: fc.nat(9), group: fc.boolean() })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (given) => {
      const rows = given.map(({ news, users, per, group }, i) => {
        const values: (number | null)[] = []
        const said = [news, users, 1, per]
        sources.forEach(({ ref }, m) => (values[ref.column] = said[m] ?? null))
        return { member: group ? `group ${i}` : `scene ${i}`, values }
      })
      const parent = rows.find(({ member }) => member.startsWith('group'))?.member ?? null
      const parentOf = (member: string) => (member.startsWith('scene') ? parent : null)
      const top = given.filter(({ group }) => group || parent === null)
      const totals = memberTotals(sources, rows, parentOf)
      const at = (m: number) => totals[sources[m]?.ref.column ?? -1]
      const news = add(top.map((one) => one.news))
      expect(at(0)).toBe(news)
      expect(at(1)).toBeNull()
      expect(at(2)).toBe(news > 0 ? 100 : null)
      const users = add(top.map((one) => one.users))
      if (users === 0) expect(at(3)).toBeNull()
      else expect(at(3)).toBeCloseTo(add(top.map((one) => one.users * one.per)) / users, 9)
    }),
  )
})
