import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { inspectFile } from '../../../electron/core/store/integrity.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { acquireWriter } from '../../../electron/core/store/writer-lock.ts'
import { DAILY, makeHome, makeStore, plain, query, reply } from './support.ts'

let script = ''

/** The child as one file: loading it source by source takes seconds. */
beforeAll(async () => {
  const source = fileURLToPath(new URL('child.ts', import.meta.url))
  const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href
  const outDir = makeHome()
  chmodSync(outDir, 0o755)
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: source,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { paths: { 'better-sqlite3': sqlite }, entryFileNames: 'child.mjs', format: 'es' },
      },
    },
  })
  script = join(outDir, 'child.mjs')
})

interface Child {
  readonly process: ChildProcess
  readonly lines: AsyncIterator<string>
}

function start(what: string, path: string, app = 0, uid?: number): Child {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit']
  const child = spawn(process.execPath, ['--expose-gc', script, what, path, String(app)], {
    stdio,
    ...(uid ? { uid, gid: uid } : {}),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

const next = async (child: Child) => String((await child.lines.next()).value)

/** Goes on until the child has ended; answers its last line. */
async function ended(child: Child, onLine: () => void = () => undefined): Promise<string> {
  let last = ''
  for (let line = await child.lines.next(); line.done !== true; line = await child.lines.next()) {
    last = line.value
    onLine()
  }
  return last
}

async function kill({ process: child }: Child): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test('of many processes that open a new home at once all succeed, with one file', async () => {
  const path = join(makeHome(), 'cygnet.db')
  const all = await Promise.all(Array.from({ length: 4 }, () => ended(start('open', path))))
  expect(all).toEqual(['opened', 'opened', 'opened', 'opened'])
  expect(readdirSync(dirname(path))).toEqual(['cygnet.db'])
  expect(inspectFile(path).ok).toBe(true)
})

test('two processes that write and one that reads do not harm each other', async () => {
  const store = makeStore()
  const apps = [store.apps.add({ name: 'a' }).id, store.apps.add({ name: 'b' }).id]
  let reads = 0
  const read = () => {
    reads += 1
    // At every moment each day's newest reply is all there is: numbers never fall from one day to the next.
    for (const series of store.facts.daily(query(DAILY, [0], undefined, apps), { from: 1, to: 59 })) {
      const [values = []] = series.values
      expect(values.every((value, i) => i === 0 || Number(value) >= Number(values[i - 1]))).toBe(true)
    }
  }
  expect(await Promise.all(apps.map((app) => ended(start('write', store.path, app), read)))).toEqual([
    'written',
    'written',
  ])
  expect(reads).toBe(122)
  expect(apps.map((app) => store.snapshots.count(app))).toEqual([60, 60])
  const [a, b] = store.facts.daily(query(DAILY, [0], undefined, apps), { from: 1, to: 159 })
  expect(a?.values).toEqual(b?.values)
  expect(a?.values[0]).toEqual(Array.from({ length: 159 }, (_, i) => Math.min(i + 1, 60)))
  store.close()
  expect(inspectFile(store.path).ok).toBe(true)
})

test('one process is the writer; the system lets go of it when it is killed', async () => {
  const store = makeStore()
  store.snapshots.record(reply({ from: 1, to: 1, at: 1, rows: [plain(1, [1])] }))
  const child = start('lock', store.path)
  expect(await next(child)).toBe('locked')
  const home = dirname(store.path)
  const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string
  const locked = { path: join(home, 'writer.lock'), pid: child.process.pid, since }
  expect(() => acquireWriter(home)).toThrow(expect.objectContaining({ code: 'store.locked', details: locked }))
  const reader = openStore(store.path, { readonly: true })
  expect(reader.snapshots.count()).toBe(1)
  reader.close()
  await kill(child)
  const lock = acquireWriter(home)
  expect(() => acquireWriter(home)).toThrow(expect.objectContaining({ code: 'store.locked' }))
  lock.release()
  lock.release()
  expect(existsSync(join(home, 'writer.json'))).toBe(false)
  acquireWriter(home).release()
  store.close()
})

test('a sync killed at any moment leaves whole replies, each done exactly when it is stored', async () => {
  for (const after of [0, 3, 9, 20, 45]) {
    const store = makeStore()
    store.close()
    const child = start('sync', store.path)
    let said = Number(await next(child))
    while (said < after) said = Number(await next(child))
    await kill(child)
    const opened = openStore(store.path)
    const [job] = opened.jobs.list(1)
    expect(job?.state).toBe('interrupted')
    expect(opened.jobs.newestUnfinishedSync()?.id).toBe(job?.id)
    const stored = opened.snapshots.count()
    expect(stored).toBeGreaterThanOrEqual(after)
    expect(opened.queue.remaining(job?.id ?? 0)).toBe(5_000 - stored)
    const [series] = opened.facts.daily(query(DAILY, [0, 1]), { from: 1, to: 6_000 })
    const days = Array.from({ length: stored === 0 ? 0 : stored + 99 }, (_, i) => Math.min(i + 1, stored))
    expect(series?.values).toEqual([days, days])
    expect(opened.snapshots.list({ limit: 1 }).map((s) => opened.snapshots.payload(s.id))).toEqual(
      stored === 0 ? [] : [JSON.stringify({ n: stored })],
    )
    opened.close()
    expect(inspectFile(store.path).ok).toBe(true)
  }
})

const root = process.getuid?.() === 0
const NOBODY = 65_534

test('a home that cannot be written is an error that names it, and the history is untouched', async () => {
  const store = makeStore()
  store.snapshots.record(reply({ from: 1, to: 1, at: 1, rows: [plain(1, [1])] }))
  store.close()
  const before = readFileSync(store.path)
  chmodSync(store.path, 0o444)
  chmodSync(dirname(store.path), 0o555)
  // Root may write everywhere: there the other process is nobody.
  const said = JSON.parse(await ended(start('write', store.path, 0, root ? NOBODY : undefined))) as object
  expect(said).toMatchObject({ code: 'store.readonly', details: { path: store.path } })
  const missing = join(dirname(store.path), 'new', 'cygnet.db')
  expect(JSON.parse(await ended(start('open', missing, 0, root ? NOBODY : undefined)))).toMatchObject({
    code: 'store.readonly',
  })
  chmodSync(dirname(store.path), 0o755)
  expect(readFileSync(store.path).equals(before)).toBe(true)
})
