import type { Member, Reading, Side } from './sides.ts'

/** What a version belongs to: `Android 8.1` → Android, `iOS 14.4` → iOS; a name without a number is its own. */
export function familyOf(name: string): string {
  const [, family = ''] = /^(\D+?)[\s_-]*\d/.exec(name.trim()) ?? []
  return family === '' ? name.trim() : family
}

/** Members as families: each family a member of its own, whose numbers are those of its members added up. */
export function families(members: readonly Member[], sides: readonly Side[]): { members: Member[]; sides: Side[] } {
  const groups = Map.groupBy(members, ({ label }) => familyOf(label))
  const made = [...groups.keys()].map((name): Member => ({
    id: `family:${name}`,
    key: name,
    label: name,
    alias: null,
    parent: null,
  }))
  return {
    members: made,
    sides: sides.map((side) => ({
      ...side,
      read: (member, column) =>
        member === null
          ? side.read(null, column)
          : added((groups.get(member.label) ?? []).map((each) => side.read(each, column))),
    })),
  }
}

function added(readings: readonly Reading[]): Reading {
  const known = readings.filter(({ value }) => value !== null)
  const [first] = known.length > 0 ? known : readings
  const sum = (of: (reading: Reading) => number | null) => {
    const values = readings.flatMap((reading) => of(reading) ?? [])
    return values.length === 0 ? null : values.reduce((a, b) => a + b, 0)
  }
  const value = sum((reading) => reading.value)
  const before = sum((reading) => reading.before)
  // what came or went between the ranges has no movement of its own, but is part of its family's
  const alike = value !== null && before !== null && readings.some(({ points }) => points !== null)
  return { value, note: first?.note ?? null, before, change: null, points: alike ? value - before : null }
}
