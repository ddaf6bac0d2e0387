import { formatDay, type Day } from '../../contract/calendar.ts'
import type { Alert } from '../../contract/methods/insights.ts'
import { NO_EVIDENCE, type Watch } from './insights-findings.ts'
import type { WatchedApp } from './insights-read.ts'

/** After so many days it is grave. */
const GRAVE_DAYS = 3

/**
 * Apps that have no numbers any more while others have: nothing on the last day judged, though something in the weeks before. The first
 * metric tells.
 */
export function silentApps(watch: Watch, apps: readonly WatchedApp[]): Alert[] {
  const day = watch.days.at(-1)
  const [metric = ''] = watch.metrics
  const unit = watch.formulas[0]?.metric.unit
  if (day === undefined || unit === undefined) return []
  const last = apps.flatMap((one) => (one.app ? [{ app: one.app, day: lastDay(watch, one) }] : []))
  if (!last.some((one) => one.day === day)) return []
  return last.flatMap(({ app, day: known }) => {
    if (known === null || known >= day) return []
    return [
      {
        ...NO_EVIDENCE,
        id: ['no-data', app.id, formatDay(known)].join(':'),
        kind: 'no-data' as const,
        severity: day - known >= GRAVE_DAYS ? ('critical' as const) : ('warning' as const),
        appId: app.id,
        app: app.name,
        metric,
        unit,
        from: formatDay(known + 1),
        to: formatDay(day),
        lastDay: formatDay(known),
      },
    ]
  })
}

function lastDay(watch: Watch, { cells }: WatchedApp): Day | null {
  const index = (cells[0] ?? []).findLastIndex((cell) => cell.own.value !== null)
  return index < 0 ? null : watch.range.from + index
}
