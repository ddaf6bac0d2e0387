import { chance } from './fake-data.ts'

export const PATHS = [
  'pages/index/index',
  'pages/detail/detail',
  'pages/search/search',
  'pages/activity/summer/detail',
  ...Array.from({ length: 76 }, (_, i) => `pages/topic/${i + 1}/index`),
]
/** What developers call pages. */
export const ALIASES: Readonly<Record<string, string>> = { 'pages/index/index': '首页', 'pages/search/search': '搜索' }

/** A page's numbers: shares of 0.4 and 0.3 of its views begin and end a session. */
export function pageValues(app: number, share: number, keys: readonly string[]): (number | null)[] {
  const views = Math.round((240_000 / app) * (share / 100))
  const numbers: Readonly<Record<string, number>> = {
    pv_count: views,
    pv_ratio: round(share),
    pv_user_count: Math.round(views / 4),
    average_stay_time: Math.round(20 + 60 * chance(app, views)),
    stay_time_ratio: round(share * (0.8 + 0.4 * chance(app, views, 2))),
    bounce_ratio: 30,
    entry_count: Math.round(views * 0.4),
    exit_count: Math.round(views * 0.3),
  }
  return keys.map((key) => numbers[key] ?? null)
}

const round = (value: number) => Math.round(value * 100) / 100
