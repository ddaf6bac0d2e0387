import { formatApiDay, parseDay } from '../../../electron/contract/calendar.ts'
import type { SandboxApp, SandboxCore } from '../../../electron/sandbox/index.ts'

export type WireRow = Readonly<Record<string, unknown>>
export interface Reply {
  /** All pages' rows, in the API's order. */
  readonly rows: readonly WireRow[]
  readonly sum: WireRow
}
interface Range {
  readonly from: string
  readonly to: string
}

/** Asks the API itself, past the code under test: every page of a report for an app. */
export function ask(
  sandbox: SandboxCore,
  app: SandboxApp,
  path: string,
  { from, to }: Range,
  params: Readonly<Record<string, string>> = {},
): Reply {
  const rows: WireRow[] = []
  for (;;) {
    const form = { start_date: day(from), end_date: day(to), start_index: String(rows.length), ...params }
    const reply = sandbox.handle({
      method: 'POST',
      url: `/rest/2.0/smartapp/data/${path}?access_token=${app.token}`,
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(form).toString(),
    })
    const { errno, data } = JSON.parse(reply.body) as {
      errno: number
      data: { data_list: WireRow[]; total?: number; sum?: WireRow }
    }
    if (errno !== 0) throw new Error(`${path}: errno ${errno}`)
    rows.push(...data.data_list.map(tidy))
    // a report without pages says no total
    if (rows.length >= (data.total ?? 0) || data.data_list.length === 0) return { rows, sum: tidy(data.sum ?? {}) }
  }
}

/** The platform's own report, day by day from the first; days that are not there yet are rows of `--`. */
export function askPlatform(sandbox: SandboxCore, { from, to }: Range, metrics: readonly string[]): readonly WireRow[] {
  const query = new URLSearchParams({
    access_token: sandbox.platform.token,
    start_date: day(from),
    end_date: day(to),
    start_index: '0',
    max_result: '100',
    scene: '0',
    metrics: metrics.join(','),
  })
  const reply = sandbox.handle({ method: 'GET', url: `/rest/2.0/smartapp/data/getdata?${query.toString()}`, body: '' })
  const { errno, data } = JSON.parse(reply.body) as { errno: number; data: { result: WireRow[] } }
  if (errno !== 0) throw new Error(`getdata: errno ${errno}`)
  return data.result.map(tidy)
}

/** Keys come with tabs behind them, and one with nothing but a space in it: report 2's weekly users. */
function tidy(row: WireRow): WireRow {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key.trim() || 'weekly_user_count', value]))
}

/** A field of a row as a number; `--` and what is missing are unknown. */
export function numberOf(row: WireRow | undefined, key: string): number | null {
  const value = row?.[key]
  return value === undefined || value === '--' ? null : Number(value)
}

const day = (text: string) => formatApiDay(parseDay(text) ?? NaN)
