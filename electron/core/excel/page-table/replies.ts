import type { Snapshot } from '../../../contract/methods/history.ts'
import { worded } from '../book.ts'
import type { PageSheet } from './types.ts'
import type { Words } from './words.ts'

/** Every reply, the newest first. */
export function repliesSheet(words: Words, replies: readonly Snapshot[], notes: readonly string[]): PageSheet {
  const { p, t, shared } = words
  return {
    name: shared.pageTables.replies,
    title: shared.pageTables.replies,
    notes,
    columns: [
      { name: p.replies.id, kind: 'id' },
      { name: t.fetchedAt, kind: 'moment' },
      { name: p.app, kind: 'text' },
      { name: p.report, kind: 'text' },
      { name: p.variant, kind: 'text' },
      { name: p.replies.granularity, kind: 'text' },
      { name: t.from, kind: 'day' },
      { name: t.to, kind: 'day' },
      { name: p.outcome, kind: 'text' },
      { name: p.replies.rows, kind: 'count' },
    ],
    pinned: 1,
    rows: replies.map((reply) => [
      reply.id,
      reply.fetchedAt,
      words.app(reply.appId, reply.app),
      words.report(reply.report),
      words.variant(reply.report, reply.variant),
      worded(shared.granularities, reply.granularity),
      reply.from,
      reply.to,
      p.replies.outcomes[reply.capped ? 'capped' : reply.changed ? 'news' : 'same'],
      reply.rows,
    ]),
  }
}
