import { inLocale } from '../../i18n/locale.ts'
import { shared } from '../../i18n/shared.ts'
import type { MetricInfo, ReportInfo } from '../../stores/catalogue.ts'
import { t } from './texts.ts'

/** The name of a rule: "summed", "the last day's". */
export const ruleName = (rule: string): string => shared.lookup(`rules.names.${rule}`) ?? rule

interface Info {
  readonly report: ReportInfo
  readonly metric: MetricInfo
}

/** How a number stands for many days, and for many apps where it does: the rule's name and its parts. */
export function ruleText(info: Info, overApps: boolean, metrics: ReadonlyMap<string, Info>): string {
  const part = (key: string): string => {
    const found = metrics.get(key.includes('/') ? key : `${info.report.id}/${key}`)
    return found ? inLocale(found.metric.name) : key
  }
  const say = (rule: MetricInfo['overTime']): string => {
    const name = ruleName(rule.rule)
    const parts = rule.parts.map((each) =>
      each
        .split('*')
        .map((key) => part(key.trim()))
        .join(' × '),
    )
    return parts.length === 0 || rule.rule === 'none' ? name : `${name}（${parts.join(' / ')}）`
  }
  const time = `${t('overTime')}: ${say(info.metric.overTime)}`
  return overApps ? `${time} · ${t('overApps')}: ${say(info.metric.overApps)}` : time
}
