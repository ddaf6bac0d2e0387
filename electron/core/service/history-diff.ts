import { formatDay } from '../../contract/calendar.ts'
import type { Output } from '../../contract/index.ts'
import type { Column } from '../catalogue/index.ts'
import type { Decoded, Row } from '../catalogue/schema.ts'

type Diff = Pick<Output<'history.diff'>, 'changes' | 'same'>

/** Cell by cell: what a later reply says otherwise than an earlier one. A row only one of them has counts as unknown in the other. */
export function diffReplies(columns: readonly Column[], before: Decoded, after: Decoded): Diff {
  const labels = new Map([...before.members, ...after.members].map((member) => [member.id, member]))
  const old = new Map(before.rows.map((row) => [keyOf(row), row]))
  const now = new Map(after.rows.map((row) => [keyOf(row), row]))
  const changes: Diff['changes'] = []
  let same = 0
  for (const key of new Set([...now.keys(), ...old.keys()])) {
    const row = now.get(key) ?? old.get(key)
    if (!row) continue
    const member = row.member === null ? undefined : labels.get(row.member)
    for (const { column, metric } of columns) {
      const was = old.get(key)?.values[column] ?? null
      const is = now.get(key)?.values[column] ?? null
      if (was === is) {
        if (is !== null) same += 1
        continue
      }
      changes.push({
        key: member?.key ?? formatDay(row.from),
        label: member?.label ?? formatDay(row.from),
        from: formatDay(row.from),
        to: formatDay(row.to),
        metric: metric.key,
        unit: metric.unit,
        before: was,
        after: is,
      })
    }
  }
  return { changes, same }
}

const keyOf = (row: Row) => `${row.from} ${row.to} ${row.member ?? ''}`
