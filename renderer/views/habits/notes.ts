import { medianOf } from './distribution.ts'
import type { HabitState } from './store.ts'
import { t } from './texts.ts'

type Drawn = Pick<HabitState, 'habit' | 'buckets' | 'pair' | 'share'>

/** Where half is reached, of the one shown and of what it is seen against; what the API leaves unsaid. */
export function medianNotes({ habit, buckets, pair, share }: Drawn): string[] {
  const medians = pair.flatMap((side) => {
    const median = medianOf(buckets, side, share)
    return median ? [{ side, bucket: median.label }] : []
  })
  const [own, other] = medians
  const said =
    own === undefined
      ? []
      : other === undefined
        ? [t(`half.${habit}`, { bucket: own.bucket })]
        : [
            `${t(`half.${habit}`, { bucket: own.bucket })}${t('halfOther', { who: other.side.name, bucket: other.bucket })}`,
          ]
  return [...said, t(`about.${habit}`)]
}
