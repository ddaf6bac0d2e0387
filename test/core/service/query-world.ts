import { dayOf, parseDay } from '../../../electron/contract/calendar.ts'
import type { AlertRule } from '../../../electron/contract/methods/alerts.ts'
import { methods, type MethodName, type Output } from '../../../electron/contract/index.ts'
import { getReport, reports } from '../../../electron/core/catalogue/index.ts'
import type { Granularity } from '../../../electron/core/catalogue/schema.ts'
import { insightsOverview } from '../../../electron/core/service/insights.ts'
import { createQuery, type QueryApp, type QueryOptions } from '../../../electron/core/service/query.ts'
import { MemoryFacts, valuesOf } from '../metrics/memory-facts.ts'
import { specSamples } from '../../fixtures/spec-samples.ts'

export const day = (text: string) => {
  const found = parseDay(text)
  if (found === null) throw new Error(`no day: ${text}`)
  return found
}

/** Noon in Shanghai of a day. */
export const noon = (text: string) => Date.parse(`${text}T04:00:00Z`)

type Known = Readonly<Record<string, number | null>>

/** A history in memory with apps, and questions to it. The clock stands at noon of `today`. */
export class World {
  readonly facts = new MemoryFacts()
  readonly apps: QueryApp[]
  readonly options: QueryOptions
  readonly query
  locale: 'zh-CN' | 'en' = 'zh-CN'

  constructor(names: readonly string[] = ['甲'], today = '2019-05-20', tags?: readonly (readonly string[])[]) {
    this.apps = names.map((name, i) => ({ id: i + 1, name, tags: tags?.[i] ?? (i === 0 ? ['first'] : ['other']) }))
    this.options = {
      facts: this.facts,
      snapshotsOf: this.facts.snapshotsOf,
      apps: () => this.apps,
      reports,
      clock: () => noon(today),
      locale: () => this.locale,
    }
    this.query = createQuery(this.options)
    if (dayOf(noon(today)) !== day(today)) throw new Error('not noon in Shanghai')
  }

  /** A reply of periods: rows by day, or `from/to`. */
  periods(
    app: number,
    report: string,
    rows: Readonly<Record<string, Known>>,
    more: {
      sum?: Known
      from?: string
      to?: string
      granularity?: Granularity
      variant?: string
      fetchedAt?: number
    } = {},
  ) {
    const found = getReport(report)
    const variant = more.variant ?? found.variants[0]?.key ?? ''
    const granularity = more.granularity ?? 'day'
    const values = (known: Known) => valuesOf(found, known, variant, granularity)
    const decoded = Object.entries(rows).map(([name, known]) => {
      const [from = '', to = from] = name.split('/')
      return { from: day(from), to: day(to), member: null, values: values(known) }
    })
    const from = more.from ? day(more.from) : Math.min(...decoded.map((row) => row.from))
    const to = more.to ? day(more.to) : Math.max(...decoded.map((row) => row.to))
    const about = {
      app,
      report,
      variant,
      granularity,
      from,
      to,
      ...(more.fetchedAt !== undefined && { fetchedAt: more.fetchedAt }),
    }
    return this.facts.put(about, { rows: decoded, sum: more.sum ? values(more.sum) : null })
  }

  /** A reply about members over a range (hours: `granularity: 'hour'`, members `hour:00`…). */
  members(
    app: number,
    report: string,
    from: string,
    to: string,
    rows: Readonly<Record<string, Known>>,
    more: {
      sum?: Known
      granularity?: Granularity
      variant?: string
      capped?: boolean
      fetchedAt?: number
      /** The API's own id of a member, where it is not its name. */
      keyOf?: (name: string) => string
      aliasOf?: (name: string) => string | null
    } = {},
  ) {
    const found = getReport(report)
    const variant = more.variant ?? found.variants[0]?.key ?? ''
    const values = (known: Known) => valuesOf(found, known, variant, more.granularity ?? 'range')
    const range = { from: day(from), to: day(to) }
    const ids = Object.keys(rows).map((name) =>
      more.granularity === 'hour' ? `hour:${name}` : `${report}:${more.keyOf?.(name) ?? name}`,
    )
    const about = {
      app,
      report,
      variant,
      granularity: more.granularity ?? ('range' as const),
      ...range,
      capped: more.capped ?? false,
      ...(more.fetchedAt !== undefined && { fetchedAt: more.fetchedAt }),
    }
    return this.facts.put(about, {
      rows: Object.values(rows).map((known, i) => ({ ...range, member: ids[i] ?? '', values: values(known) })),
      members: Object.keys(rows).map((name, i) => ({
        id: ids[i] ?? '',
        key: more.keyOf?.(name) ?? name,
        label: name,
        alias: more.aliasOf?.(name) ?? null,
        parent: null,
      })),
      sum: more.sum ? values(more.sum) : null,
    })
  }

  /** Every sample reply of the specification, decoded by the catalogue. */
  samples(app = 1) {
    for (const sample of specSamples()) {
      const report = getReport(sample.report)
      const request = {
        variant: sample.variant,
        granularity: sample.granularity,
        from: day(sample.from),
        to: day(sample.to),
      }
      const where = { app: report.token === 'platform' ? 0 : app, report: report.id, ...request }
      this.facts.put(where, report.decode(sample.reply['data'] as Record<string, unknown>, request))
    }
  }

  series(metric: string, from: string, to: string, more: Record<string, unknown> = {}) {
    return this.#ask('query.series', { metric, range: { from, to }, scope: {}, ...more })
  }

  table(report: string, from: string, to: string, more: Record<string, unknown> = {}) {
    return this.#ask('query.table', { report, range: { from, to }, scope: {}, ...more })
  }

  overview(from: string, to: string, more: Record<string, unknown> = {}) {
    return this.#ask('query.overview', { range: { from, to }, scope: {}, ...more })
  }

  /** What `insights.overview` finds. */
  async insights(from: string, to: string, rules: readonly AlertRule[] = [], more: Record<string, unknown> = {}) {
    const { input, output } = methods['insights.overview']
    const asked = input.parse({ range: { from, to }, scope: {}, ...more })
    return output.parse(await insightsOverview(this.options, rules, asked))
  }

  /** `query.members`. */
  compareMembers(report: string, from: string, to: string, more: Record<string, unknown> = {}) {
    return this.ask('query.members', { report, range: { from, to }, scope: {}, ...more })
  }

  /** A question that takes turns. */
  async ask<M extends keyof World['query']['handlers']>(method: M, input: unknown): Promise<Output<M>> {
    const handler = this.query.handlers[method] as (input: unknown) => unknown
    return methods[method].output.parse(await handler(methods[method].input.parse(input))) as Output<M>
  }

  /** Through the contract's schemas, in and out. */
  #ask<M extends MethodName & `query.${string}`>(method: M, input: unknown): Output<M> {
    const handler = this.query.handlers[method] as (input: unknown) => unknown
    return methods[method].output.parse(handler(methods[method].input.parse(input))) as Output<M>
  }
}
