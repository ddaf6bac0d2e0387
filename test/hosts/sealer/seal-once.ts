import { createCliSealer } from '../../../electron/hosts/sealer/index.ts'

/** A process of its own that seals one secret in a home: `node seal-once.ts HOME SECRET`. */
const [, , home = '', secret = ''] = process.argv
const sealer = await createCliSealer(home, {})
const before = sealer.id
const sealed = await sealer.seal(secret)
process.stdout.write(JSON.stringify({ before, id: sealer.id, sealed: Buffer.from(sealed).toString('base64') }))
