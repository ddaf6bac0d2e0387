import type { AlertCondition, AlertRule } from '../../../../electron/contract/methods/alerts.ts'
import type { Unit } from '../../../../electron/contract/units.ts'
import { formatValue } from '../../../format/numbers.ts'
import { currentLocale } from '../../../i18n/locale.ts'
import { t } from './texts.ts'

/** `below 1,000`, `fall by 30% or more against the days before`. */
export function conditionText(condition: AlertCondition, unit: Unit): string {
  switch (condition.kind) {
    case 'above':
      return t('above', { value: formatValue(unit, condition.value) })
    case 'below':
      return t('below', { value: formatValue(unit, condition.value) })
    case 'change':
      return t('change', {
        direction: t(`directions.${condition.direction}`),
        percent: condition.percent.toLocaleString(currentLocale()),
        against: t(`againsts.${condition.against}`),
      })
    case 'no-data':
      return t('noData', { n: condition.days })
  }
}

/** Whose numbers over which days a rule looks at. */
export function aboutText({ appId, app, tag, each, days, condition }: AlertRule): string {
  const who = appId !== null ? (app ?? '') : tag === null ? t('everything') : t('ofTag', { tag })
  return [
    who,
    ...(appId === null ? [t(each ? 'eachApp' : 'together')] : []),
    ...(condition.kind === 'no-data' ? [] : [t('lastDays', { n: days })]),
  ].join(' · ')
}
