import type { ExportChoice } from '../../stores/exports.ts'
import type { MembersState } from './use-members.ts'

/** A workbook of one app seen against another has both. */
export function workbookOf({ seen, shown }: Pick<MembersState, 'seen' | 'shown'>): ExportChoice {
  const own = shown.mode === 'one' ? shown.app : null
  return typeof seen === 'number' && own ? { scope: { apps: [own.id, seen], tags: [] } } : {}
}
