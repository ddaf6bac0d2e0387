import type { Granularity, Report } from '../../../electron/core/catalogue/schema.ts'

const text = { 'zh-CN': '名', en: 'name' }

/** A report with just enough shape for the planner: what it can be asked for, and how its numbers settle. */
export function fakeReport(part: {
  id: string
  granularities: Granularity[]
  variants?: string[]
  sum?: Report['sum']
  settles?: number
  token?: Report['token']
}): Report {
  return {
    id: part.id,
    order: 1,
    name: text,
    description: text,
    endpoint: part.id,
    verb: 'POST',
    token: part.token ?? 'app',
    paging: { paged: false },
    granularities: part.granularities.map((key) => ({ key, params: {} })),
    variants: (part.variants ?? ['']).map((key) => ({ key, name: text, params: {} })),
    dimension: null,
    twoLevels: false,
    metrics: [],
    sum: part.sum ?? 'none',
    settlesAfter: () => part.settles ?? 0,
    decode: () => ({ rows: [], members: [], sum: null }),
  }
}
