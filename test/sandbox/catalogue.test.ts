import { expect, test } from 'vitest'
import { formatApiDay } from '../../electron/contract/calendar.ts'
import { reports } from '../../electron/core/catalogue/index.ts'
import type { Decoded, Report, ReportRequest } from '../../electron/core/catalogue/schema.ts'
import type { SandboxCore } from '../../electron/sandbox/index.ts'
import { DATA, FORM, day, plain } from './support.ts'

const [FROM, TO] = [day('2024-09-06'), day('2024-10-05')]

/** Sends a catalogue request page by page, as the report file describes it, and decodes what comes back. */
function fetched(sandbox: SandboxCore, index: number, report: Report, request: ReportRequest): Decoded {
  const params = {
    ...report.variants.find((variant) => variant.key === request.variant)?.params,
    ...report.granularities.find((option) => option.key === request.granularity)?.params,
    ...(report.paging.paged ? report.paging.params : {}),
    start_date: formatApiDay(request.from),
    end_date: formatApiDay(request.to),
  }
  const list = report.paging.paged ? report.paging.list : 'data_list'
  const rows: unknown[] = []
  for (;;) {
    const extra =
      report.token === 'platform' ? { scene: '0', metrics: report.metrics.map((metric) => metric.key).join() } : {}
    const form = new URLSearchParams({ ...params, ...extra, start_index: String(rows.length) })
    const url = `${DATA}${report.endpoint}?access_token=${report.token === 'platform' ? sandbox.platform.token : sandbox.apps[index]?.token}`
    const call = report.verb === 'GET' ? { url: `${url}&${form}` } : { url, contentType: FORM, body: form.toString() }
    const reply = JSON.parse(sandbox.handle({ method: report.verb, ...call }).body) as {
      errno: number
      data: Record<string, unknown> & { total?: number }
    }
    expect(reply.errno).toBe(0)
    const page = reply.data[list] as unknown[]
    rows.push(...page)
    if (!report.paging.paged || page.length === 0 || rows.length >= (reply.data.total ?? 0)) {
      return report.decode({ ...reply.data, [list]: rows }, request)
    }
  }
}

const requests = reports.flatMap((report) =>
  report.variants.flatMap((variant) =>
    report.granularities.map((granularity) => ({
      id: report.id,
      report,
      variant: variant.key,
      granularity: granularity.key,
    })),
  ),
)

test.each(requests)(
  '$id $variant $granularity: every quirk decodes to the same numbers',
  ({ report, variant, granularity }) => {
    const request = { variant, granularity, from: FROM, to: TO }
    const straight = plain({ today: () => TO })
    const odd = plain({ today: () => TO, quirks: 'by-app' })
    for (const index of [0, 1, 2, 3]) {
      const expected = fetched(straight, index, report, request)
      expect(expected.rows.some((row) => row.values.some((value) => value !== null && value > 0))).toBe(true)
      expect(fetched(odd, index, report, request)).toEqual(expected)
    }
  },
)
