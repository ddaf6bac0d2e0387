import type { Moments } from '../../electron/contract/methods/history-changes.ts'

/** The slider's stop of a moment: the last of the fetches known then; −1 before the first. Now is behind the last. */
export function stopOf(moments: Moments, asOf: string | null): number {
  if (asOf === null) return moments.length
  const at = Date.parse(asOf)
  return moments.findLastIndex((moment) => Date.parse(moment.at) <= at)
}

/** What a stop means; null for now, which is behind the last fetch. */
export const momentAt = (moments: Moments, stop: number): string | null => moments[Math.max(0, stop)]?.at ?? null

/** The stop so many steps from another. */
export const stopAfter = (moments: Moments, stop: number, by: number): number =>
  Math.max(0, Math.min(moments.length, stop + by))

/** How much each fetch changed of what was known, as parts of the most: small ones are seen beside large ones. */
export function changeBars(moments: Moments): number[] {
  const size = ({ replaced }: Moments[number]) => Math.log1p(replaced)
  const most = Math.max(0, ...moments.map(size))
  return moments.map((moment) => (most === 0 ? 0 : size(moment) / most))
}
