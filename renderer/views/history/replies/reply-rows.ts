import type { Snapshot } from '../../../../electron/contract/methods/history.ts'
import type { ValueColumn, ValueRow } from '../../../components/values/values.ts'
import { formatMoment, formatRange } from '../../../format/dates.ts'
import { shared } from '../../../i18n/shared.ts'
import type { Names } from '../names.ts'
import { t } from './texts.ts'

/** What came of a request: the reply said something new, the same as before, or was cut off at the row limit. */
export const outcomeOf = ({ changed, capped }: Pick<Snapshot, 'changed' | 'capped'>): 'capped' | 'news' | 'same' =>
  capped ? 'capped' : changed ? 'news' : 'same'

export const replyColumns = (): ValueColumn[] => [
  { key: 'at', title: t('at'), kind: 'text', width: 116 },
  { key: 'app', title: t('app'), kind: 'text', width: 150 },
  { key: 'report', title: t('report'), kind: 'text', width: 150 },
  { key: 'granularity', title: t('granularity'), kind: 'text', width: 70 },
  { key: 'days', title: t('days'), kind: 'text', width: 160 },
  { key: 'rows', title: t('rows'), kind: 'number', width: 76 },
  { key: 'outcome', title: t('outcome'), kind: 'text', width: 120 },
]

export function replyRows(list: readonly Snapshot[], names: Names): ValueRow[] {
  return list.map((reply) => ({
    id: reply.id,
    cells: new Map([
      ['at', { text: formatMoment(reply.fetchedAt), order: reply.fetchedAt }],
      ['app', { text: names.app(reply.appId, reply.app) }],
      ['report', { text: names.series(reply.report, reply.variant) }],
      ['granularity', { text: shared(`granularities.${reply.granularity}`) }],
      ['days', { text: formatRange(reply.from, reply.to), order: reply.from }],
      ['rows', { value: reply.rows }],
      ['outcome', { text: t(`outcomes.${outcomeOf(reply)}`) }],
    ]),
  }))
}

/** The reply a person holds another against: the newest earlier one of just the same days, else of some of them. */
export function replyBefore(
  { from, to }: Pick<Snapshot, 'from' | 'to'>,
  earlier: readonly Snapshot[],
): Snapshot | null {
  return earlier.find((each) => each.from === from && each.to === to) ?? earlier[0] ?? null
}
