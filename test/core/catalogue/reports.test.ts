import { describe, expect, test } from 'vitest'
import { reports } from '../../../electron/core/catalogue/index.ts'
import { specSamples } from '../../fixtures/spec-samples.ts'
import { expectConformance } from './conformance.ts'

const samples = specSamples()

test('the ten reports of the specification, in its order', () => {
  expect(
    reports.map((report) => `${report.order} ${report.id} ${report.verb} ${report.endpoint} ${report.token}`),
  ).toEqual([
    '1 user-trend POST getanalysisusertrend app',
    '2 active-users POST getanalysisactivityuser app',
    '3 retention POST getanalysisretaineduser app',
    '4 audience POST getanalysisvisitattribute app',
    '5 region POST getanalysisregion app',
    '6 terminal POST getanalysisterminal app',
    '7 pages POST getanalysisvisitpage app',
    '8 habits POST getanalysisvisitcharacter app',
    '9 sources POST getanalysissource app',
    '10 platform GET getdata platform',
  ])
})

describe.each(reports.map((report) => [report.id, report] as const))('%s', (id, report) => {
  const own = samples.filter((sample) => sample.report === id)

  test('has a fixture', () => {
    expect(own.length).toBeGreaterThan(0)
  })

  test.each(own)('decodes its sample by $variant $granularity to the numbers printed', (sample) => {
    expectConformance(report, sample)
  })

  test('every metric has names and a definition of its own in both languages', () => {
    for (const metric of report.metrics) {
      expect(metric.name['zh-CN'], metric.key).toMatch(/\p{Script=Han}|DAU|WAU|MAU/u)
      expect(metric.name.en, metric.key).toMatch(/^[\x20-\x7e“”’−×Σ]+$/)
      expect(metric.definition['zh-CN'].length, metric.key).toBeGreaterThan(metric.name['zh-CN'].length)
      expect(metric.definition.en.length, metric.key).toBeGreaterThan(10)
    }
    const names = report.metrics.map((metric) => metric.name.en)
    expect(new Set(names).size).toBe(names.length)
  })

  test('percentages are never added up, and numbers of users never over days', () => {
    for (const metric of report.metrics) {
      if (metric.unit !== 'count') expect(['sum', 'unique'], metric.key).not.toContain(metric.overApps.rule)
      if (metric.unit !== 'count') expect(['sum', 'max'], metric.key).not.toContain(metric.overTime.rule)
      const users = /^(?!.*new_).*user_count$/.test(metric.key)
      // habits by frequency count user-days: those do add up
      if (users && id !== 'habits') expect(metric.overTime.rule, metric.key).not.toBe('sum')
    }
  })
})
