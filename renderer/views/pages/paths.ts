import type { Member, Side } from '../../components/members/sides.ts'
import { VIEWS } from './metrics.ts'

/** Letters of a path that fit beside a bar, and in a column's head. */
const MOST = 24
const MOST_IN_HEAD = 14

/** A path's end, which tells pages apart, where all of it has no room: `pages/activity/summer/detail` → `…/summer/detail`. */
export function shortPath(path: string, most = MOST): string {
  if (path.length <= most) return path
  const parts = path.split('/')
  for (let from = 1; from < parts.length; from += 1) {
    const end = `…/${parts.slice(from).join('/')}`
    if (end.length <= most) return end
  }
  return `…${path.slice(1 - most)}`
}

export const headOf = ({ label }: Member): string => shortPath(label, MOST_IN_HEAD)

/** Pages that two of the apps have, or more. */
export function commonTo(members: readonly Member[], sides: readonly Side[]): Member[] {
  return members.filter((member) => sides.filter((side) => side.read(member, VIEWS).value !== null).length > 1)
}

/** How many pages an app's list has. */
export const pagesOf = (members: readonly Member[], side: Side): number =>
  members.filter((member) => side.read(member, VIEWS).value !== null).length
