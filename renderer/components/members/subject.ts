import type { SourceSubject } from '../source/subject.ts'
import { ALIAS, BEFORE, CHANGE, DIFFERENCE, GROUP, INDEX, NAME, OTHER } from './member-table.ts'
import type { Member, Side, Sides } from './sides.ts'
import { unitOf } from './sides.ts'
import { t } from './texts.ts'

/** What one number of a member is about; of all members as one where there is none. */
export function memberSubject(
  sides: Sides,
  report: string,
  side: Side,
  member: Member | null,
  column: string,
  { isChange = false }: { isChange?: boolean } = {},
): SourceSubject {
  const { value, note, before, change, points } = side.read(member, column)
  const unit = unitOf(sides, column)
  const range = side.before ? (sides.beforeRange ?? sides.range) : sides.range
  return {
    metric: `${report}/${column}`,
    who: member ? t('who', { who: side.name, member: member.label }) : side.name,
    now: { value, note, unit },
    range,
    before:
      sides.beforeRange && !side.before
        ? { total: { value: before, note: null, unit }, range: sides.beforeRange }
        : null,
    ...(unit === 'percent' ? { points } : { change }),
    combined: side.appId === null,
    isChange,
    ...(side.appId === null || side.before ? {} : { app: side.appId, source: side.source }),
  }
}

/** What a cell of a member table is about; null for names. */
export function tableSubject(
  sides: Sides,
  report: string,
  { side, other, metric }: { side: Side; other: Side | null; metric: string },
  row: number | null,
  column: string,
): SourceSubject | null {
  if ([NAME, ALIAS, GROUP].includes(column)) return null
  const member = row === null ? null : (sides.members[row] ?? null)
  if (column === OTHER) return other && memberSubject(sides, report, other, member, metric)
  const compared = [BEFORE, CHANGE, DIFFERENCE, INDEX].includes(column)
  return memberSubject(sides, report, side, member, compared ? metric : column, { isChange: column === CHANGE })
}
