import { parseDay, type Day } from '../contract/calendar.ts'
import type { Fault } from './faults.ts'
import { businessError, gatewayError, jsonReply, type SandboxReply } from './http.ts'
import { businessMessage, gatewayMessage } from './messages.ts'
import type { Profile } from './numbers/profiles.ts'
import { between } from './numbers/random.ts'
import type { World } from './numbers/world.ts'
import { quirksOf, withQuirks, type QuirkChoice } from './quirks.ts'
import { PLATFORM_METRICS, platformDays, platformRow, type PlatformForm } from './reports/platform.ts'
import { slashRange, type Granularity, type ReportRows, type SandboxReport, type WireRow } from './reports/report.ts'
import { sampleReply } from './samples.ts'

/** The API's fixed page size. */
export const PAGE_SIZE = 20
/** Platform figures come later than the apps' own: yesterday's are not there yet. */
const PLATFORM_LAG = 2
const REPLIES_AT_HAND = 64

export interface DataOptions {
  readonly quirks: QuirkChoice
  readonly samples: boolean
  readonly platformNested: boolean
}

interface Dates {
  readonly from: Day
  readonly to: Day
}

/** Answers the ten reports, once token and permission are known to be right. */
export class DataEndpoint {
  private readonly world: World
  private readonly options: DataOptions
  /** All rows of the latest replies: their later pages come soon. */
  private readonly replies = new Map<string, ReportRows>()
  private platformRows: { readonly version: string; readonly days: Map<Day, WireRow> } = {
    version: '',
    days: new Map(),
  }

  constructor(world: World, options: DataOptions) {
    this.world = world
    this.options = options
  }

  /** A page of one of the reports 1 to 9. `faults` may bend the paging. */
  report(report: SandboxReport, profile: Profile, form: URLSearchParams, faults: readonly Fault[]): SandboxReply {
    const dates = datesOf(form)
    const offset = report.paged ? wholeNumber(form.get('start_index')) : 0
    const granularity = form.get('gran')
    const option = report.option ? (form.get(report.option.name) ?? '') : ''
    const rightGran = report.granularities.length === 0 || report.granularities.includes(granularity as Granularity)
    const rightOption = report.option === null || report.option.values.includes(option)
    if (!dates || offset === null || !rightGran || !rightOption) return businessError(40001, businessMessage(40001))
    const gran = report.granularities.length === 0 ? null : (granularity as Granularity)
    if (this.options.samples && !bendsPages(faults)) {
      const text = sampleReply({ report: report.id, option, granularity: gran, ...dates, offset })
      if (text) return { ...jsonReply(null), body: text }
    }
    const rows = this.rows(report, profile, dates, gran ?? 'day', option)
    if (!report.paged) return jsonReply({ errno: 0, msg: 'success', data: { data_list: rows.list } })
    return this.page(rows, profile, dates, offset, faults)
  }

  /** A page of report 10. `dayKey` and a required `scene` depend on the path. */
  platform(form: URLSearchParams, dayKey: PlatformForm['dayKey'], faults: readonly Fault[]): SandboxReply {
    const dates = datesOf(form)
    const offset = wholeNumber(form.get('start_index') ?? '0')
    const size = wholeNumber(form.get('max_result') ?? form.get('max_results') ?? String(PAGE_SIZE))
    const scene = form.get('scene')
    const keys = (form.get('metrics') ?? '').split(',').filter((key) => PLATFORM_METRICS.includes(key))
    const sceneMissing = dayKey === 'data' ? !/^\d+$/.test(scene ?? '') : scene !== null && !/^\d*$/.test(scene)
    if (!dates || offset === null || !size || sceneMissing || keys.length === 0) {
      return businessError(40001, businessMessage(40001))
    }
    if (this.options.samples && !bendsPages(faults)) {
      const text = sampleReply({ report: 'platform', option: '', granularity: null, ...dates, offset })
      if (text) return { ...jsonReply(null), body: text }
    }
    const total = dates.to - dates.from + 1
    const known = this.platformDays(dates)
    const result: object[] = []
    const { start, end } = pageBounds(offset, Math.min(size, 100), faults)
    for (let day = dates.from + start; day <= Math.min(dates.to, dates.from + end - 1); day++) {
      result.push(platformRow(day, keys, known.get(day), { dayKey, nested: this.options.platformNested }))
    }
    return jsonReply({ errno: 0, msg: 'success', data: { offset, total: bentTotal(total, faults), result } })
  }

  private page(
    rows: ReportRows,
    profile: Profile,
    dates: Dates,
    offset: number,
    faults: readonly Fault[],
  ): SandboxReply {
    const { start, end } = pageBounds(offset, PAGE_SIZE, faults)
    const extra = quirksOf(this.options.quirks, profile.index).has('unknownFields')
    return jsonReply({
      errno: 0,
      msg: 'success',
      data: {
        time_span: slashRange(dates.from, dates.to),
        offset,
        total: bentTotal(rows.list.length, faults),
        ...(rows.sum ? { sum: rows.sum } : {}),
        data_list: rows.list.slice(start, end),
        ...(extra ? { server: { node: Math.floor(between(1, 9, profile.seed, dates.from)), cached: false } } : {}),
      },
      ...(extra ? { request_id: `${profile.appId}${dates.from}` } : {}),
    })
  }

  private rows(
    report: SandboxReport,
    profile: Profile,
    dates: Dates,
    granularity: Granularity,
    option: string,
  ): ReportRows {
    const { version, today } = this.world
    const key = [version, report.id, profile.index, dates.from, dates.to, granularity, option].join('|')
    const known = this.replies.get(key)
    if (known) return known
    const app = this.world.app(profile)
    const built = report.build({ app, ...dates, yesterday: today - 1, granularity, option })
    const rows = withQuirks(built, quirksOf(this.options.quirks, profile.index))
    if (rows.list.length > PAGE_SIZE) {
      this.replies.set(key, rows)
      if (this.replies.size > REPLIES_AT_HAND) this.replies.delete(this.replies.keys().next().value as string)
    }
    return rows
  }

  private platformDays({ from, to }: Dates): ReadonlyMap<Day, WireRow> {
    const { version, today } = this.world
    if (this.platformRows.version !== version) this.platformRows = { version, days: new Map() }
    const { days } = this.platformRows
    const last = Math.min(to, today - PLATFORM_LAG)
    const missing: Day[] = []
    for (let day = from; day <= last; day++) if (!days.has(day)) missing.push(day)
    const first = missing[0]
    if (first !== undefined) {
      for (const [day, row] of platformDays(this.world.apps(), first, missing.at(-1) ?? first)) days.set(day, row)
    }
    return days
  }
}

/** The error that asking with this token deserves. */
export function tokenError(code: 6 | 100 | 110 | 111): SandboxReply {
  return gatewayError(code, gatewayMessage(code))
}

function datesOf(form: URLSearchParams): Dates | null {
  const from = apiDay(form.get('start_date'))
  const to = apiDay(form.get('end_date'))
  return from === null || to === null || to < from ? null : { from, to }
}

function apiDay(text: string | null): Day | null {
  return text !== null && /^\d{8}$/.test(text) ? parseDay(text) : null
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

function pageBounds(offset: number, size: number, faults: readonly Fault[]): { start: number; end: number } {
  const shifted = faults.find((fault) => fault.kind === 'duplicate-rows')
  const start = shifted && offset > 0 ? Math.max(0, offset - (shifted.rows ?? 1)) : offset
  return { start, end: start + size }
}

function bendsPages(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.kind === 'duplicate-rows' || fault.kind === 'wrong-total')
}

function bentTotal(total: number, faults: readonly Fault[]): number {
  const fault = faults.find((entry) => entry.kind === 'wrong-total')
  return fault ? (fault.total ?? total + (fault.by ?? 7)) : total
}
