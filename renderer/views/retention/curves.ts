import type { Cohorts } from '../../../electron/contract/methods/query-cohorts.ts'
import { dashesFor } from '../../charts/dashes.ts'
import type { ChartSeries } from '../../charts/line-chart.ts'
import { seriesOf } from '../../theme/series.ts'
import type { Age } from './ages.ts'
import type { CohortRow } from './cohorts.ts'
import { t } from './texts.ts'

/** So many cohorts have colours; those before them are grey. */
export const RECENT = 5
export const MEAN = 'mean'
/** Of cohorts that are only there to show how far they spread. */
export const GREY = '--line-strong'

/** A curve by age: its numbers, and the people each stands on. */
export interface Curve {
  readonly key: string
  readonly label: string
  readonly color: ChartSeries['color']
  readonly dash: ChartSeries['dash']
  readonly strong: boolean
  readonly rate: readonly (number | null)[]
  readonly retained: readonly (number | null)[]
  readonly base: readonly (number | null)[]
}
export interface Curves {
  readonly ages: readonly Age[]
  readonly kind: Cohorts['granularity']
  readonly curves: readonly Curve[]
  /** The apps they are held against, and who those are; null for none. */
  readonly band: Cohorts['band'] | null
  readonly bandOf: string
}

/** Whether curves are held against the middle of some apps, and against whose. */
export interface Held {
  readonly held: boolean
  readonly bandOf: string
}

/** One app: a curve a cohort, the last ones in colour, and above them all as one. */
export function cohortCurves(rows: readonly CohortRow[], cohorts: Cohorts, { held, bandOf }: Held): Curves {
  const told = rows.flatMap((row, i) => (row.cells.some(({ rate }) => rate !== null) ? [i] : []))
  const first = told.at(-RECENT) ?? 0
  const own = rows.map((row, i): Curve => ({
    key: row.from,
    label: row.title,
    color: told.includes(i) && i >= first ? 2 + told.filter((each) => each >= first && each < i).length : GREY,
    dash: [],
    strong: false,
    rate: row.cells.map(({ rate }) => rate),
    retained: row.cells.map(({ retained }) => retained),
    base: row.cells.map(({ rate }) => (rate === null ? null : row.size)),
  }))
  const [app] = cohorts.apps
  return { ...common(cohorts, held, bandOf), curves: [...own, meanOf(t('mean'), app ?? cohorts.pooled)] }
}

/** Several apps: a curve each, in its own colour. */
export function appCurves(cohorts: Cohorts, { held, bandOf }: Held): Curves {
  const colors = cohorts.apps.map(({ appId }) => seriesOf(appId))
  const dashes = dashesFor(colors)
  const own = cohorts.apps.map((app, i): Curve => ({
    key: String(app.appId),
    label: app.app,
    color: colors[i] ?? 1,
    dash: dashes[i] ?? [],
    strong: false,
    rate: app.rate,
    retained: app.retained,
    base: app.base,
  }))
  return { ...common(cohorts, held, bandOf), curves: own }
}

/** All apps: only what they are together, before the band of their curves. */
export function pooledCurve(cohorts: Cohorts, { held, bandOf }: Held): Curves {
  return { ...common(cohorts, held, bandOf), curves: [meanOf(t('mean'), cohorts.pooled)] }
}

const common = ({ ages, granularity, band }: Cohorts, held: boolean, bandOf: string) => ({
  ages,
  kind: granularity,
  band: held ? band : null,
  bandOf,
})

const meanOf = (label: string, { rate, retained, base }: Cohorts['pooled']): Curve => ({
  key: MEAN,
  label,
  color: '--ink',
  dash: [],
  strong: true,
  rate,
  retained,
  base,
})
