import type { Provenance } from '../../contract/methods/query.ts'
import type { QueryOptions } from './query-scope.ts'

/** Where numbers came from, by snapshot id: which snapshot, and when it was fetched. */
export function provenanceOf(options: QueryOptions, ids: Iterable<number>): Map<number, Provenance> {
  const wanted = [...new Set(ids)].filter((id) => id > 0)
  if (wanted.length === 0) return new Map()
  return new Map(
    options
      .snapshotsOf(wanted)
      .map(({ id, fetchedAt }) => [id, { snapshot: id, fetchedAt: new Date(fetchedAt).toISOString() }]),
  )
}
