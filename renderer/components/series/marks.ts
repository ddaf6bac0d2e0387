import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import type { PeriodInfo } from '../../../electron/contract/methods/query.ts'
import type { ChartMark } from '../../charts/annotations.ts'
import type { Granularity } from '../../charts/places.ts'
import { fitText } from '../../charts/text-width.ts'

/** Pixels a remark may take on a chart; the tooltip says it in full. */
const ROOM = 132

const touches = ({ from, to }: PeriodInfo, note: Annotation) => note.from <= to && note.to >= from

/** What was noted on the days of a period. */
export const notedOn = (period: PeriodInfo, notes: readonly Annotation[]): string[] =>
  notes.filter((note) => touches(period, note)).map(textOf)

/** A remark; with whom it is about, where that is one of several. */
const textOf = ({ app, tag, text }: Annotation): string => ((app ?? tag) === null ? text : `${app ?? tag}: ${text}`)

/** Remarks as marks on the axis: each on the first of its periods, those of one place together. An hour of the day has no day. */
export function marksFor(
  periods: readonly PeriodInfo[],
  granularity: Granularity,
  notes: readonly Annotation[],
  several: boolean,
): ChartMark[] {
  if (granularity === 'hour') return []
  const found = notes.flatMap((note) => {
    const at = periods.findIndex((period) => touches(period, note))
    const to = periods.findLastIndex((period) => touches(period, note))
    return at < 0 ? [] : [{ at, to, text: several ? textOf(note) : note.text }]
  })
  return [...Map.groupBy(found, ({ at }) => at)].map(([at, own]) => ({
    at,
    to: Math.max(...own.map(({ to }) => to)),
    label: fitText(own.map(({ text }) => text).join(' · '), ROOM),
  }))
}
