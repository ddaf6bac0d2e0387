import type { Unit } from '../../../contract/units.ts'
import { metricOf, type Book } from '../book.ts'
import { appColour, looksOf, nthColour } from '../charts/palette.ts'
import { fill } from '../i18n/index.ts'
import { remarksFor } from './remarks.ts'
import { isDays, type SectionBody, type SectionChart, type Stretch } from './sections.ts'

/** Lines that a reader can still tell apart. */
export const MOST_LINES = 8
const MOST_BARS = 10
/** Apps beside each other in each group of bars. */
const MOST_CLUSTERED = 5
const MOST_RINGS = 8
const MOST_APPS_ALONG = 20

export interface About {
  readonly appId: number
  readonly app: string
}

interface Chosen {
  /** Places in the list given, in its order. */
  readonly at: readonly number[]
  /** The rule, where some were left out. */
  readonly note: string | null
}

/** The apps a chart shows of many: those with most of the summary's first figure, so that every chart of a workbook shows the same. */
export function chooseApps({ input, t }: Book, apps: readonly About[], most: number): Chosen {
  const all = apps.map((_, n) => n)
  if (apps.length <= most) return { at: all, note: null }
  const { overview, locale, catalogue } = input
  const [report = '', key = ''] = (overview.metrics[0]?.metric ?? '').split('/')
  const size = new Map(overview.apps.map(({ appId, kpis }) => [appId, kpis[0]?.total.value ?? 0]))
  const sizeOf = (n: number) => size.get(apps[n]?.appId ?? 0) ?? 0
  const at = all.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most)
  const info = metricOf(
    catalogue.find(({ id }) => id === report),
    key,
  )
  return { at: at.sort((a, b) => a - b), note: fill(t.chartTopApps, { n: most, metric: info.name[locale] }) }
}

const whole = (length: number): Stretch => ({ from: 0, to: length - 1 })
const notes = (...some: readonly (string | null)[]) => some.filter((note) => note !== null).join(' · ') || null

const partialOf = (body: SectionBody) => {
  const at = body.heads.flatMap((head, n) => (head.partial ? [n] : []))
  return at.length > 0 ? { partial: at } : {}
}

/** One metric by period, a line an app; of one period alone a column an app. */
export function appsOverTime(
  book: Book,
  title: string,
  unit: Unit,
  apps: readonly About[],
  body: SectionBody,
): SectionChart[] {
  if (body.heads.length === 0) return []
  const { at, note } = chooseApps(book, apps, MOST_LINES)
  if (body.heads.length === 1) return [appsAtOnce(title, unit, apps, body)]
  const looks = looksOf(at.map((n) => appColour(apps[n]?.appId ?? 0)))
  const chosen = at.map((n) => apps[n]?.appId ?? 0)
  return [
    {
      kind: 'line',
      title,
      note,
      unit,
      along: 'down',
      categories: whole(body.heads.length),
      days: isDays(body),
      series: at.map((n, i) => ({
        at: n,
        ...(looks[i] ?? { colour: nthColour(i) }),
        ...partialOf(body),
        ...remarksFor(book, body, chosen, i),
      })),
    },
  ]
}

const appsAtOnce = (title: string, unit: Unit, apps: readonly About[], body: SectionBody): SectionChart => ({
  kind: 'column',
  title,
  note: null,
  unit,
  along: 'across',
  categories: whole(Math.min(apps.length, MOST_APPS_ALONG)),
  days: false,
  series: [{ at: 0, colour: nthColour(0), ...(body.heads[0]?.partial && { partial: apps.map((_, n) => n) }) }],
})

/** One app's metrics by period: its counts as lines; the first of them as columns with a rate as a line. */
export function metricsOverTime(book: Book, title: string, appId: number, body: SectionBody): SectionChart[] {
  if (body.heads.length < 2) return []
  const of = (unit: Unit) => body.columns.flatMap((column, n) => (column.unit === unit ? [n] : []))
  const counts = of('count').slice(0, 5)
  const [first] = counts
  const [rate] = [...of('percent'), ...of('seconds'), ...of('decimal')]
  const common = { note: null, along: 'down', categories: whole(body.heads.length), days: isDays(body) } as const
  const partial = partialOf(body)
  const remarks = remarksFor(book, body, [appId], 0)
  const label = (n: number) => body.columns[n]?.label ?? ''
  const charts: SectionChart[] = []
  if (counts.length > 1 || (first !== undefined && rate === undefined)) {
    const series = counts.map((at, i) => ({ at, colour: nthColour(i), ...partial, ...(i === 0 && remarks) }))
    charts.push({ ...common, kind: 'line', title, unit: 'count', series })
  }
  if (rate !== undefined) {
    const secondUnit = body.columns[rate]?.unit ?? 'percent'
    const line = { at: rate, colour: nthColour(1), ...partial }
    if (first === undefined)
      charts.push({ ...common, kind: 'line', title: label(rate), unit: secondUnit, series: [{ ...line, ...remarks }] })
    else {
      const series = [
        { at: first, colour: appColour(appId), ...partial },
        { ...line, second: true, ...remarks },
      ]
      const both = [label(first), label(rate)].join(book.t.dot)
      charts.push({ ...common, kind: 'combo', title: both, unit: 'count', secondUnit, series })
    }
  }
  return charts
}

/** How cohorts come back: a curve a row, over the columns of rates. */
export function cohortCurves(
  book: Book,
  rows: readonly (About & { readonly at: number })[],
  columns: Stretch,
): SectionChart[] {
  if (columns.to < columns.from || rows.length === 0) return []
  const { at, note } = chooseApps(book, rows, MOST_LINES)
  const looks = looksOf(at.map((n) => appColour(rows[n]?.appId ?? 0)))
  const series = at.map((n, i) => ({ at: rows[n]?.at ?? 0, ...(looks[i] ?? { colour: nthColour(i) }) }))
  return [
    {
      kind: 'line',
      title: book.t.chartRetention,
      note,
      unit: 'percent',
      along: 'across',
      categories: columns,
      days: false,
      series,
    },
  ]
}

/**
 * Members of a dimension, apps across. Few members that make a whole: each app's mix as parts of 100 %. Else the first members as bars, the
 * largest apps beside each other. One chart for each stretch of members.
 */
export function membersOfApps(
  book: Book,
  title: string,
  unit: Unit,
  apps: readonly About[],
  stretches: readonly (Stretch & { readonly name?: string })[],
  body: SectionBody,
): SectionChart[] {
  return stretches.flatMap((stretch): SectionChart[] => {
    const count = stretch.to - stretch.from + 1
    const named = stretch.name === undefined ? title : [title, stretch.name].join(book.t.dot)
    const parts = unit === 'count' || unit === 'percent'
    if (count < 1) return []
    if (parts && count > 1 && count <= MOST_RINGS && apps.length <= MOST_APPS_ALONG)
      return [mixOfApps(named, unit, apps, stretch)]
    return [barsOfApps(book, named, unit, apps, stretch, body)]
  })
}

const mixOfApps = (title: string, unit: Unit, apps: readonly About[], { from, to }: Stretch): SectionChart => ({
  kind: 'share',
  title,
  note: null,
  unit,
  along: 'across',
  categories: whole(apps.length),
  days: false,
  series: Array.from({ length: to - from + 1 }, (_, n) => ({ at: from + n, colour: nthColour(n) })),
})

function barsOfApps(
  book: Book,
  title: string,
  unit: Unit,
  apps: readonly About[],
  { from, to }: Stretch,
  body: SectionBody,
): SectionChart {
  const { at, note } = chooseApps(book, apps, MOST_CLUSTERED)
  const last = Math.min(to, from + MOST_BARS - 1)
  const looks = looksOf(at.map((n) => appColour(apps[n]?.appId ?? 0)))
  return {
    kind: 'bar',
    title,
    note: notes(firstNote(book, { from, to: last }, to, body), note),
    unit,
    along: 'down',
    categories: { from, to: last },
    days: false,
    series: at.map((n, i) => ({ at: n, colour: looks[i]?.colour ?? nthColour(i) })),
  }
}

/** One app's members by their first metric: a ring of few that make a whole, else bars of the first. */
export function membersOfOne(
  book: Book,
  title: string,
  appId: number,
  stretches: readonly (Stretch & { readonly name?: string })[],
  body: SectionBody,
): SectionChart[] {
  const [column] = body.columns
  if (!column) return []
  return stretches.flatMap((stretch): SectionChart[] => {
    const { from, to, name } = stretch
    const count = to - from + 1
    if (count < 1) return []
    const ring = (column.unit === 'count' || column.unit === 'percent') && count > 1 && count <= MOST_RINGS
    const last = ring ? to : Math.min(to, from + MOST_BARS - 1)
    return [
      {
        kind: ring ? 'doughnut' : 'bar',
        title: [title, name ?? column.label].join(book.t.dot),
        note: firstNote(book, { from, to: last }, to, body),
        unit: column.unit,
        along: 'down',
        categories: { from, to: last },
        days: false,
        series: [{ at: 0, colour: appColour(appId) }],
      },
    ]
  })
}

/** Said where a chart shows only the first members of a list. */
const firstNote = ({ t }: Book, shown: Stretch, to: number, body: SectionBody) =>
  shown.to < to || body.more > 0 ? fill(t.chartFirst, { n: shown.to - shown.from + 1 }) : null
