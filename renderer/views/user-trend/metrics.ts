import { VIEW } from './state.ts'

export const USUAL = 'session_count'
/** More charts above each other cannot be read together. */
export const MOST = 4
/** Who comes for the first time and who comes back, those together, and the part that is new. */
export const SPLIT = ['new_user_count', 'old_user_count', 'user_count', 'new_user_ratio'] as const

export const metricKey = (key: string): string => `${VIEW}/${key}`

/** A metric more or less; the last stays, and of too many the oldest goes. */
export function toggled(chosen: readonly string[], metric: string): readonly string[] {
  if (!chosen.includes(metric)) return [...chosen, metric].slice(-MOST)
  return chosen.length > 1 ? chosen.filter((each) => each !== metric) : chosen
}
