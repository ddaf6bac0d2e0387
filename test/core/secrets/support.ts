import type { Sealer } from '../../../electron/core/runtime/capabilities.ts'
import { createRedactor } from '../../../electron/core/secrets/redact.ts'
import { createVault, type Vault } from '../../../electron/core/secrets/vault.ts'
import type { SealedSecret, Secrets } from '../../../electron/core/store/secrets.ts'
import { testSealer } from '../service/world.ts'

/** The store's secrets in memory, with a count of what was written. */
export function memoryRecords(): Secrets & { readonly rows: Map<string, SealedSecret>; readonly writes: string[] } {
  const rows = new Map<string, SealedSecret>()
  const writes: string[] = []
  const key = (app: number, kind: string) => `${app} ${kind}`
  return {
    rows,
    writes,
    get: (app, kind) => rows.get(key(app, kind)) ?? null,
    put: (app, kind, record) => {
      writes.push(kind)
      rows.set(key(app, kind), record)
    },
    putMany: (list) => {
      writes.push(list.map(({ kind }) => kind).join('+'))
      for (const { app, kind, record } of list) rows.set(key(app, kind), record)
    },
    remove: (app, kind) => {
      if (rows.delete(key(app, kind))) writes.push(`-${kind}`)
    },
  }
}

export function memoryVault(
  records: Secrets = memoryRecords(),
  sealer: Sealer = testSealer(),
  redact = createRedactor(),
): Vault {
  return createVault({ records, sealer, redact })
}
