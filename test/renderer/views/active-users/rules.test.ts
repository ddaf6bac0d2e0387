import { beforeEach, expect, test } from 'vitest'
import { metricChoices } from '../../../../renderer/components/series/metrics.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { dayOverWeek } from '../../../../renderer/views/active-users/day-week.ts'
import { themeOf, THEMES } from '../../../../renderer/views/active-users/themes.ts'
import { REPORTS } from '../../fake-data.ts'

beforeEach(() => setLocale('en'))

test('a theme is known by its metrics, in whatever order', () => {
  expect(themeOf(THEMES.active)).toBe('active')
  expect(themeOf(['lost_ratio', 'lost_user_count'])).toBe('churn')
  expect(themeOf(['lost_ratio'])).toBeNull()
  expect(themeOf(['lost_ratio', 'user_count'])).toBeNull()
})

test('every theme is of metrics that the report has, or that are made of them', () => {
  const choices = metricChoices(REPORTS).filter(({ report }) => report.id === 'active-users')
  const own = new Set([...choices, ...dayOverWeek(choices).map(({ choice }) => choice)].map(({ info }) => info.key))
  expect(own.has('day_week_activity_degree')).toBe(true)
  for (const key of [...THEMES.active, ...THEMES.sticky, ...THEMES.churn]) expect(own).toContain(key)
})

test('DAU/WAU says that it is ours, and is not there where the report lacks a part of it', () => {
  const choices = metricChoices(REPORTS).filter(({ report }) => report.id === 'active-users')
  const [made] = dayOverWeek(choices)
  expect(made).toMatchObject({
    num: 'active-users/user_count',
    den: 'active-users/weekly_user_count',
    choice: { metric: 'active-users/day_week_activity_degree', info: { unit: 'percent', overApps: { rule: 'ratio' } } },
  })
  expect(made?.choice.info.definition.en).toContain('worked out by Cygnet')
  expect(dayOverWeek(choices.filter(({ info }) => info.key !== 'weekly_user_count'))).toEqual([])
})
