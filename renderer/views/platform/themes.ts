/** What the numbers of the report say together; each theme is some of its metrics. */
export const THEMES = {
  users: ['tp_day_user_count', 'tp_week_user_count', 'tp_month_user_count'],
  fresh: ['tp_day_new_user_count', 'tp_week_new_user_count', 'tp_month_new_user_count'],
  sessions: ['tp_day_session_count', 'tp_week_session_count', 'tp_month_session_count'],
  apps: ['tp_day_app_count', 'tp_week_app_count', 'tp_month_app_count'],
  time: ['tp_session_time_per_person', 'tp_session_time_per_day'],
  share: ['tp_day_share_count', 'tp_day_back_flow_count'],
} as const satisfies Record<string, readonly string[]>
export type Theme = keyof typeof THEMES

/** The theme of which just these metrics are drawn, in whatever order; null where somebody chose others. */
export function themeOf(metrics: readonly string[]): Theme | null {
  const alike = (own: readonly string[]) => own.length === metrics.length && own.every((key) => metrics.includes(key))
  return (Object.keys(THEMES) as Theme[]).find((theme) => alike(THEMES[theme])) ?? null
}
