import { formatMoment, formatRange } from '../../../format/dates.ts'
import { shared } from '../../../i18n/shared.ts'
import { t as frame } from '../../../i18n/texts.ts'
import { appsText } from '../recent-text.ts'
import { t as exportsT } from '../texts.ts'
import type { Body, Schedule } from './body.ts'
import { t } from './texts.ts'

export const rangeWords = (range: Body['range']): string =>
  typeof range === 'string' ? t(`ranges.${range}`) : formatRange(range.from, range.to)

export const comparisonWords = (compare: Body['compare']): string =>
  typeof compare === 'string' ? frame(`compare.${compare}`) : formatRange(compare.from, compare.to)

/** `每周一、周三 09:00`. */
export function scheduleWords({ every, time }: Schedule): string {
  if (every === 'day') return t('said.day', { time })
  if ('monthDay' in every) return t('said.month', { n: every.monthDay, time })
  const days = every.weekdays.toSorted((a, b) => a - b)
  if (days.join() === '1,2,3,4,5') return t('said.workdays', { time })
  return t('said.weekdays', { days: days.map(weekdayName).join(shared('facts.listSeparator')), time })
}

/** A moment to come: that it is today is said. */
export function dueWords(moment: string): string {
  const isToday = new Date(moment).toDateString() === new Date().toDateString()
  return isToday ? t('today', { time: formatMoment(moment) }) : formatMoment(moment)
}

/** Of 1 (Monday) to 7. */
export const weekdayName = (day: number): string => t.lookup(`weekdays.${day}`) ?? ''

/** What a template makes, in a line: days, apps, workbooks, reports. */
export function bodyWords(body: Body, nameOf: (app: number) => string | undefined): string {
  const { scope, reports, compare } = body
  return [
    rangeWords(body.range),
    appsText(scope, nameOf),
    t(`made.${body.split}`),
    reports.length === 0 ? exportsT('everyReport') : exportsT('someReports', { n: reports.length }),
    ...(compare === 'none' ? [] : [frame('compare.prefix', { name: comparisonWords(compare) })]),
  ].join(' · ')
}
