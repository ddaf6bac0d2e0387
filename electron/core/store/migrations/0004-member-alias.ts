import type { Migration } from './types.ts'

/** A second name of a member, as pages have. Members of before get theirs with their next reply. */
export const memberAlias: Migration = {
  version: 4,
  rewrites: false,
  up(db) {
    db.exec('ALTER TABLE member ADD COLUMN alias TEXT')
  },
}
