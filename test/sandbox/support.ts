import fc from 'fast-check'
import { formatApiDay, parseDay, type Day } from '../../electron/contract/calendar.ts'
import { createSandbox, type SandboxCore, type SandboxOptions } from '../../electron/sandbox/index.ts'

export const DATA = '/rest/2.0/smartapp/data/'
export const FORM = 'application/x-www-form-urlencoded'
export type Row = Record<string, unknown>
export interface Envelope {
  errno?: number
  msg?: string
  error_code?: number
  error?: string
  data: { total?: number; offset: number; time_span: string; sum?: Row; data_list: Row[]; [key: string]: unknown }
}

export const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(text)
  return parsed
}

/** A sandbox whose day stands still, without quirks and without the specification's samples. */
export function plain(options: SandboxOptions = {}): SandboxCore {
  return createSandbox({ today: () => day('2024-10-04'), quirks: 'none', samples: false, ...options })
}

export function post(sandbox: SandboxCore, path: string, form: Record<string, string>, token: string): Envelope {
  const body = new URLSearchParams(form).toString()
  const url = `${DATA}${path}?access_token=${token}`
  return JSON.parse(sandbox.handle({ method: 'POST', url, contentType: FORM, body }).body) as Envelope
}

export interface Asked {
  rows: Row[]
  sum: Row
  total: number
}

/** All pages of a reply of app number `index`, offset by offset. */
export function ask(
  sandbox: SandboxCore,
  index: number,
  path: string,
  from: Day,
  to: Day,
  extra: Record<string, string> = {},
): Asked {
  const rows: Row[] = []
  for (;;) {
    const dates = { start_date: formatApiDay(from), end_date: formatApiDay(to) }
    const form = { ...dates, start_index: String(rows.length), ...extra }
    const reply = post(sandbox, path, form, sandbox.apps[index]?.token ?? '')
    if (reply.errno !== 0) throw new Error(JSON.stringify(reply))
    rows.push(...reply.data.data_list)
    // A reply that is not paged has no total.
    const { total = rows.length } = reply.data
    if (reply.data.data_list.length === 0 || rows.length >= total) {
      return { rows, sum: reply.data.sum ?? {}, total }
    }
  }
}

export const num = (row: Row | undefined, key: string): number => {
  const value = row?.[key]
  const read = typeof value === 'string' ? Number(value) : value
  if (typeof read !== 'number' || Number.isNaN(read)) throw new Error(`${key} is ${String(value)}`)
  return read
}
export const sumOf = (rows: readonly Row[], key: string) => rows.reduce((sum, row) => sum + num(row, key), 0)
/** Per cent with two decimals, written independently of the sandbox. */
export const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100)

/** A world, one of its apps, and a range before its today. */
export const situations = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    index: fc.integer({ min: 0, max: 40 }),
    from: fc.integer({ min: day('2018-06-20'), max: day('2026-12-01') }),
    days: fc.integer({ min: 1, max: 45 }),
    rest: fc.integer({ min: 1, max: 80 }),
  })
  .map(({ seed, index, from, days, rest }) => {
    const to = from + days - 1
    const sandbox = plain({ seed, apps: 41, today: () => to + rest })
    const today = to + rest
    const shown = () => JSON.stringify({ seed, index, from: formatApiDay(from), to: formatApiDay(to), rest })
    return { sandbox, index, from, to, today, [fc.toStringMethod]: shown }
  })
