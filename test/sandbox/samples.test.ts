import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatApiDay } from '../../electron/contract/calendar.ts'
import { createSandbox } from '../../electron/sandbox/index.ts'
import { DATA, FORM, day } from './support.ts'

interface Sample {
  report: string
  variant: string
  granularity: string
  from: string
  to: string
  reply: { data: Record<string, unknown> }
}

const SAMPLES = JSON.parse(
  readFileSync(new URL('../../electron/sandbox/samples.json', import.meta.url), 'utf8'),
) as Sample[]

/** Paths and parameters as the specification prints them. */
const REQUESTS: Record<string, (sample: Sample) => [path: string, form: Record<string, string>]> = {
  'user-trend': ({ granularity }) => ['getanalysisusertrend', { gran: granularity }],
  'active-users': () => ['getanalysisactivityuser', {}],
  retention: ({ granularity, variant }) => ['getanalysisretaineduser', { gran: granularity, report_type: variant }],
  audience: () => ['getanalysisvisitattribute', {}],
  region: () => ['getanalysisregion', {}],
  terminal: ({ variant }) => ['getanalysisterminal', { terminal_type: variant }],
  pages: () => ['getanalysisvisitpage', {}],
  habits: ({ variant }) => ['getanalysisvisitcharacter', { character_type: variant }],
  sources: () => ['getanalysissource', {}],
  platform: () => ['getdata', { scene: '0', metrics: 'tp_day_user_count,tp_day_session_count' }],
}

function send(sample: Sample, offset: number, shift = 0, samples = true): Record<string, unknown> {
  const sandbox = createSandbox({ samples, today: () => day('2024-10-04') })
  const [path, extra] = REQUESTS[sample.report]?.(sample) ?? ['', {}]
  const form = new URLSearchParams({
    start_date: formatApiDay(day(sample.from)),
    end_date: formatApiDay(day(sample.to) + shift),
    start_index: String(offset),
    ...extra,
  })
  const platform = sample.report === 'platform'
  const url = `${DATA}${path}?access_token=${platform ? sandbox.platform.token : sandbox.apps[2]?.token}`
  const request = platform
    ? { method: 'GET', url: `${url}&${form}` }
    : { method: 'POST', url, contentType: FORM, body: form.toString() }
  return JSON.parse(sandbox.handle(request).body) as Record<string, unknown>
}

test('the twelve replies of the specification cover all ten reports', () => {
  expect(SAMPLES).toHaveLength(12)
  expect(new Set(SAMPLES.map((sample) => sample.report)).size).toBe(10)
})

test.each(SAMPLES)('$report $variant $granularity is replayed for exactly its dates', (sample) => {
  expect(send(sample, 0)).toEqual(sample.reply)
  expect(send(sample, 0, 1)).not.toEqual(sample.reply)
  expect(send(sample, 0, 0, false)).not.toEqual(sample.reply)
  if (sample.report === 'audience') return
  const list = sample.report === 'platform' ? 'result' : 'data_list'
  expect(send(sample, 2)).toEqual({ ...sample.reply, data: { ...sample.reply.data, offset: 2, [list]: [] } })
})
