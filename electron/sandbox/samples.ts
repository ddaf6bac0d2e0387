import { parseDay, type Day } from '../contract/calendar.ts'
import samples from './samples.json' with { type: 'json' }

/** A reply printed in the specification, with the request it was given for. */
export interface Sample {
  readonly report: string
  /** The value of the report's own parameter; empty where it has none. */
  readonly variant: string
  /** hour, day, week, month; `range` for replies without periods. */
  readonly granularity: string
  /** `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
  readonly reply: { readonly data: Readonly<Record<string, unknown>>; readonly [key: string]: unknown }
}

export interface SampleRequest {
  readonly report: string
  readonly option: string
  /** Null for reports without the parameter. */
  readonly granularity: string | null
  readonly from: Day
  readonly to: Day
  readonly offset: number
}

const SAMPLES: readonly Sample[] = samples

/** The specification's own reply to exactly this request, as JSON text; past the first page the same envelope without rows. Null when it prints none. */
export function sampleReply(request: SampleRequest): string | null {
  const sample = byKey.get(keyOf(request))
  if (!sample) return null
  if (request.offset === 0) return JSON.stringify(sample.reply)
  const list = 'result' in sample.reply.data ? 'result' : 'data_list'
  return JSON.stringify({ ...sample.reply, data: { ...sample.reply.data, offset: request.offset, [list]: [] } })
}

const WITH_GRANULARITY: ReadonlySet<string> = new Set(['user-trend', 'retention'])

const byKey = new Map(
  SAMPLES.map((sample) => [
    keyOf({
      report: sample.report,
      option: sample.variant,
      granularity: WITH_GRANULARITY.has(sample.report) ? sample.granularity : null,
      from: parseDay(sample.from) ?? Number.NaN,
      to: parseDay(sample.to) ?? Number.NaN,
    }),
    sample,
  ]),
)

function keyOf(request: Omit<SampleRequest, 'offset'>): string {
  return [request.report, request.option, request.granularity ?? '', request.from, request.to].join('|')
}
