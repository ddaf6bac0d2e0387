import { formatDay, parseDay } from '../../electron/contract/calendar.ts'
import type { Input, Output } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import { chance } from './fake-data.ts'
import { inScope, MEMBER_REPORTS, valuesOf } from './fake-members.ts'

/** `query.member`: every third day was fetched by itself. */
export function fakeMember(all: readonly App[], input: Input<'query.member'>): Output<'query.member'> {
  const info = MEMBER_REPORTS.find(({ id }) => id === input.report)
  const keys = input.metrics ?? info?.variants[0]?.metrics ?? []
  const [from, to] = [parseDay(input.range.from) ?? 0, parseDay(input.range.to) ?? 0]
  const days = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const stored = (day: number) => day % 3 === 0
  return {
    report: input.report,
    variant: '',
    columns: keys.map((key) => ({ key, unit: info?.metrics.find((metric) => metric.key === key)?.unit ?? 'count' })),
    periods: days.map((day) => ({ key: formatDay(day), from: formatDay(day), to: formatDay(day), partial: false })),
    apps: inScope(all, input.scope).map(({ id, name }) => ({
      appId: id,
      app: name,
      days: days.map((day) => (stored(day) ? 'listed' : 'not-fetched')),
      values: keys.map((_, k) =>
        days.map((day) => (stored(day) ? (valuesOf(id, 1 + chance(id, day), keys)[k] ?? null) : null)),
      ),
      sources: days.map((day) =>
        stored(day) ? { snapshot: day, fetchedAt: new Date((day + 1) * 86_400_000).toISOString() } : null,
      ),
    })),
  }
}
