import { startOfDayMs, type Day } from '../../contract/calendar.ts'

/** The API restates recent days: a period is fetched again until it was fetched more than this many days after it ended. */
export const REFETCH_DAYS = 3

/**
 * Whether what was fetched at `fetchedAt` (ms) can no longer change: more than the re-fetch window after the period's last day ended,
 * plus `settles` days where numbers mature by themselves (retention).
 */
export function isFinal(lastDay: Day, fetchedAt: number, settles: number): boolean {
  return fetchedAt > startOfDayMs(lastDay + 1 + settles + REFETCH_DAYS)
}
