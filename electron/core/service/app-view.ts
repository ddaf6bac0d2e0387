import type { App } from '../../contract/methods/apps.ts'
import type { AppRow } from '../store/apps.ts'
import type { Context } from './context.ts'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** An app as doors see it: what is known of its token, never the token. */
export async function toContractApp(
  context: Context,
  row: AppRow,
  lastFetched = context.store().snapshots.lastFetched(row.id),
): Promise<App> {
  const token = await context.tokens().stateOfApp(row.id)
  return {
    id: row.id,
    name: row.name,
    externalId: row.externalId,
    officialName: row.officialName,
    tags: [...row.tags],
    tokenWay: token.way,
    tokenState: token.state,
    tokenExpiresAt: iso(token.expiresAt),
    dataPermission: row.dataPermission,
    lastFetchedAt: iso(lastFetched),
    createdAt: new Date(row.createdAt).toISOString(),
  }
}

/** Several apps, in their order. */
export function toContractApps(context: Context, rows: readonly AppRow[]): Promise<App[]> {
  const fetched = context.store().snapshots.allLastFetched()
  return Promise.all(rows.map((row) => toContractApp(context, row, fetched.get(row.id) ?? null)))
}
