import type { MembersState } from '../../components/members/use-members.ts'
import type { Side } from '../../components/members/sides.ts'
import { pagesOf } from './paths.ts'
import { t } from './texts.ts'

/** Names that are told before the rest is only counted. */
const NAMED = 3

/** Whose lists were cut off, of those shown. */
export function cutNotes(members: Pick<MembersState, 'sides' | 'side' | 'matrix' | 'shown'>): string[] {
  const { sides, side, matrix, shown } = members
  const all = (shown.mode === 'all' ? matrix?.apps : shown.mode === 'one' ? side && [side] : sides?.apps) ?? []
  const cut = all.filter(({ capped }) => capped)
  const [only] = cut
  if (!only) return []
  if (cut.length === 1 && sides && shown.mode !== 'all')
    return [t('capped', { app: only.name, n: pagesOf(sides.members, only) })]
  return [t('cappedMany', { n: cut.length, names: namesOf(cut) })]
}

const namesOf = (cut: readonly Side[]) =>
  cut
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(t('and')) + (cut.length > NAMED ? '…' : '')
