import type { Member } from '../../components/members/sides.ts'
import type { Level } from './state.ts'
import { t } from './texts.ts'

/** The members of one level: groups, or all scenes with their group's name behind their own, for names repeat. */
export function membersOf(members: readonly Member[], level: Level): readonly Member[] {
  const groups = new Map(members.filter(({ parent }) => parent === null).map((group) => [group.id, group]))
  if (level === 'groups') return [...groups.values()]
  const parents = new Set(members.map(({ parent }) => parent))
  return members.flatMap((member): Member[] => {
    // a group without scenes is all there is of it
    if (member.parent === null) return parents.has(member.id) ? [] : [member]
    const group = groups.get(member.parent)
    return [group ? { ...member, label: t('path', { group: group.label, scene: member.label }) } : member]
  })
}
