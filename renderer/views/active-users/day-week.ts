import type { Derived } from '../../components/series/derived.ts'
import type { MetricChoice } from '../../components/series/metrics.ts'
import { VIEW } from './state.ts'

/**
 * DAU / WAU, which the API does not give (it gives DAU / MAU): two of its numbers of the same day, so the rule for ratios allows it, over
 * days and over apps alike. None where the report lacks either.
 */
export function dayOverWeek(choices: readonly MetricChoice[]): readonly Derived[] {
  const [num, den] = ['user_count', 'weekly_user_count'].map((key) => choices.find(({ info }) => info.key === key))
  if (!num || !den) return []
  const rule = { rule: 'ratio', parts: [num.info.key, den.info.key] }
  const choice: MetricChoice = {
    ...num,
    key: `${VIEW}/day_week_activity_degree`,
    metric: `${VIEW}/day_week_activity_degree`,
    info: {
      key: 'day_week_activity_degree',
      name: { 'zh-CN': '日活/周活', en: 'Stickiness (DAU/WAU)' },
      definition: {
        'zh-CN': '日活跃用户 / 周活跃用户，由 Cygnet 按接口给出的当日两个数计算（接口只给出日活/月活）。',
        en: 'DAU / WAU, worked out by Cygnet from the API’s two numbers of the same day (the API itself gives only DAU/MAU).',
      },
      unit: 'percent',
      overTime: rule,
      overApps: rule,
    },
  }
  return [{ choice, num: num.metric, den: den.metric, after: `${VIEW}/day_month_activity_degree` }]
}
