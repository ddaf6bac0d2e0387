import { formatDay } from '../../contract/calendar.ts'
import { changePercent } from '../../contract/compare.ts'
import type { Output } from '../../contract/index.ts'
import type { Locale } from '../../contract/primitives.ts'
import { columnsFor, memberLabel, type Column } from '../catalogue/lookup.ts'
import type { Decoded, Member, Report, Row, Values } from '../catalogue/schema.ts'
import type { SnapshotRow } from '../store/types.ts'

type Diff = Pick<Output<'history.diff'>, 'changes' | 'same'>
type Change = Diff['changes'][number]

/**
 * Cell by cell: what a later reply says otherwise than an earlier one of the same series. A row that only one of them has counts as unknown
 * in the other; their own sums are held against each other where they are for the same range.
 */
export function diffReplies(report: Report, one: Reply, other: Reply, locale: Locale): Diff {
  const [before, after] = [one.decoded, other.decoded]
  const columns = columnsFor(report, other.row.variant, other.row.granularity)
  const members = new Map([...before.members, ...after.members].map((member) => [member.id, member]))
  const old = new Map(before.rows.map((row) => [keyOf(row), row]))
  const now = new Map(after.rows.map((row) => [keyOf(row), row]))
  const changes: Change[] = []
  let same = 0
  const compare = (about: Omit<Change, keyof ReturnType<typeof numbersOf>>, was?: Values, is?: Values) => {
    for (const column of columns) {
      const numbers = numbersOf(column, was, is)
      if (numbers.before !== numbers.after) changes.push({ ...about, ...numbers })
      else if (numbers.after !== null) same += 1
    }
  }
  for (const key of new Set([...now.keys(), ...old.keys()])) {
    const row = now.get(key) ?? old.get(key)
    if (row) compare(rowOut(report, members, row, locale), old.get(key)?.values, now.get(key)?.values)
  }
  const sameRange = one.row.from === other.row.from && one.row.to === other.row.to
  if (sameRange && before.sum && after.sum) compare(wholeOut(other.row), before.sum, after.sum)
  return { changes, same }
}

/** A stored reply and what it says. */
interface Reply {
  readonly row: SnapshotRow
  readonly decoded: Decoded
}

const keyOf = (row: Row) => `${row.from} ${row.to} ${row.member ?? ''}`

function numbersOf({ column, metric }: Column, was: Values | undefined, is: Values | undefined) {
  const [before, after] = [was?.[column] ?? null, is?.[column] ?? null]
  return {
    metric: metric.key,
    unit: metric.unit,
    before,
    after,
    difference: before === null || after === null ? null : after - before,
    percent: changePercent(after, before),
  }
}

function rowOut(report: Report, members: ReadonlyMap<string, Member>, row: Row, locale: Locale) {
  const member = row.member === null ? undefined : members.get(row.member)
  const parent = member?.parent ? members.get(member.parent) : undefined
  return {
    key: member?.key ?? formatDay(row.from),
    label: member ? memberLabel(report, member, locale) : formatDay(row.from),
    parent: parent ? memberLabel(report, parent, locale) : null,
    whole: false,
    from: formatDay(row.from),
    to: formatDay(row.to),
  }
}

function wholeOut(reply: SnapshotRow) {
  const [from, to] = [formatDay(reply.from), formatDay(reply.to)]
  return { key: '', label: from === to ? from : `${from} – ${to}`, parent: null, whole: true, from, to }
}
