/** What the numbers of the report say together; each theme is some of its metrics. */
export const THEMES = {
  active: ['user_count', 'weekly_user_count', 'monthly_user_count'],
  sticky: ['day_month_activity_degree', 'day_week_activity_degree'],
  churn: ['lost_user_count', 'lost_ratio'],
  total: ['accumulative_user_count', 'weekly_activity_degree', 'monthly_activity_degree'],
} as const satisfies Record<string, readonly string[]>
export type Theme = keyof typeof THEMES

/** The theme of which just these metrics are drawn, in whatever order; null where somebody chose others. */
export function themeOf(metrics: readonly string[]): Theme | null {
  const alike = (own: readonly string[]) => own.length === metrics.length && own.every((key) => metrics.includes(key))
  return (Object.keys(THEMES) as Theme[]).find((theme) => alike(THEMES[theme])) ?? null
}
