import type { Cohorts } from '../../../electron/contract/methods/query-cohorts.ts'
import { changePercent } from '../../../electron/contract/compare.ts'
import { sequentialScale, type ColorScale } from '../../charts/color-scale.ts'
import type { ValueCell, ValueCells, ValueColumn, ValueRow } from '../../components/values/values.ts'
import type { DateRange } from '../../format/presets.ts'
import { ageFull, ageTitle, type Age, type CohortKind } from './ages.ts'
import type { CohortCell, CohortRow } from './cohorts.ts'
import { t } from './texts.ts'

export const HEAD = 'head'
export const SIZE = 'size'
const COHORTS = 'cohorts'

/** A table whose cells by age are coloured by their rate. */
export interface Heat {
  readonly columns: readonly ValueColumn[]
  readonly rows: readonly ValueRow[]
  readonly feet: readonly ValueCells[]
  /** By row and column: what colours a cell, and why one has no number. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<string, CohortCell>>
  readonly scale: ColorScale
}

type Curve = Cohorts['pooled']
export type Before = Cohorts & { readonly range: DateRange }

const scaleOf = (cells: Heat['cells']): ColorScale =>
  sequentialScale(
    [...cells.values()].flatMap((own) => [...own.values()].map(({ rate }) => rate)),
    'percent',
  )

const ageColumns = (ages: readonly Age[], kind: CohortKind, count: boolean): ValueColumn[] =>
  ages.map((age) => ({
    key: age.key,
    title: ageTitle(age, kind),
    full: ageFull(age, kind),
    kind: 'number',
    unit: count ? 'count' : 'percent',
    width: age.age === 1 ? 96 : 76,
  }))

/** Cohorts down, ages across; below them all as one, and the same of the range compared with. */
export function triangle(
  rows: readonly CohortRow[],
  ages: readonly Age[],
  kind: CohortKind,
  count: boolean,
  means: { readonly now: Curve; readonly before: Before | null },
): Heat {
  const cells = new Map(
    rows.map((row, i) => [i, new Map(ages.flatMap(({ key }, a) => (row.cells[a] ? [[key, row.cells[a]]] : [])))]),
  )
  return {
    columns: [
      { key: HEAD, title: t(`cohort.${kind}`), kind: 'text', width: kind === 'day' ? 136 : 212, pinned: true },
      { key: SIZE, title: t('size'), kind: 'number', unit: 'count', width: 92 },
      ...ageColumns(ages, kind, count),
    ],
    rows: rows.map((row, i) => ({
      id: i,
      cells: new Map<string, ValueCell>([
        [HEAD, { text: row.title, order: i, partial: row.partial }],
        [SIZE, { value: row.size, partial: row.partial }],
        ...ages.map(({ key }, a): [string, ValueCell] => {
          const cell = row.cells[a]
          return [key, { value: (count ? cell?.retained : cell?.rate) ?? null }]
        }),
      ]),
    })),
    feet: meanFeet(ages, t('mean'), means),
    cells,
    scale: scaleOf(cells),
  }
}

/** Apps down, ages across; below them all apps as one, and the middle of those they are held against, if they are. */
export function appHeat(cohorts: Cohorts, held: boolean, before: Before | null, query = ''): Heat {
  const { ages, granularity: kind, band } = cohorts
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const apps = cohorts.apps.filter(({ app }) => words.every((word) => app.toLowerCase().includes(word)))
  const cells = new Map(
    apps.map((app) => [
      app.appId,
      new Map(
        ages.map(({ key }, a): [string, CohortCell] => {
          const [retained, rate] = [app.retained[a] ?? null, app.rate[a] ?? null]
          const none = app.cohorts === 0 ? 'absent' : 'young'
          return [key, { state: rate === null ? none : 'known', retained, rate }]
        }),
      ),
    ]),
  )
  const most = Math.max(0, ...band.apps)
  const median: ValueCells = new Map<string, ValueCell>([
    [HEAD, { text: t('medianFoot', { n: most }) }],
    ...ages.map(({ key }, a): [string, ValueCell] => [key, { value: band.median[a] ?? null, unit: 'percent' }]),
  ])
  return {
    columns: [
      { key: HEAD, title: t('app'), kind: 'text', width: 198, pinned: true },
      { key: COHORTS, title: t('cohorts'), kind: 'number', unit: 'count', width: 76 },
      { key: SIZE, title: t('people'), kind: 'number', unit: 'count', width: 104 },
      ...ageColumns(ages, kind, false),
    ],
    rows: apps.map((app) => ({
      id: app.appId,
      cells: new Map<string, ValueCell>([
        [HEAD, { text: app.app }],
        [COHORTS, { value: app.cohorts, note: app.note === 'incomplete' ? 'incomplete' : null }],
        [SIZE, { value: app.cohorts === 0 ? null : (app.base[0] ?? null) }],
        ...ages.map(({ key }, a): [string, ValueCell] => [key, { value: app.rate[a] ?? null }]),
      ]),
    })),
    feet: [
      ...meanFeet(ages, t('pooled', { n: cohorts.apps.length }), { now: cohorts.pooled, before }),
      ...(held && most > 1 ? [median] : []),
    ],
    cells,
    scale: scaleOf(cells),
  }
}

/** The mean by age; with a comparison the one of that range, and the change of each. */
function meanFeet(
  ages: readonly Age[],
  title: string,
  { now, before }: { readonly now: Curve; readonly before: Before | null },
): ValueCells[] {
  const line = (head: string, of: (a: number) => ValueCell): ValueCells =>
    new Map<string, ValueCell>([[HEAD, { text: head }], ...ages.map(({ key }, a): [string, ValueCell] => [key, of(a)])])
  const rate = (curve: Curve) => (a: number) => ({ value: curve.rate[a] ?? null, unit: 'percent' as const })
  if (!before) return [line(title, rate(now))]
  const { pooled } = before
  const known = pooled.rate.some((value) => value !== null)
  const change = (a: number) => ({
    value: changePercent(now.rate[a] ?? null, pooled.rate[a] ?? null),
    kind: 'change' as const,
  })
  return [line(title, rate(now)), line(t('before'), rate(pooled)), ...(known ? [line(t('change'), change)] : [])]
}
