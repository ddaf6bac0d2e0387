import { formatRange } from '../../format/dates.ts'
import type { useRegion } from './store.ts'
import { t } from './texts.ts'

type Region = Pick<ReturnType<typeof useRegion>, 'form' | 'unit' | 'members' | 'shown' | 'metric'>

/** What must be known to read the map, in the order it matters. */
export function mapNotes(region: Region): string[] {
  const { members, metric, shown } = region
  const estimated =
    shown.mode === 'all' || members.other?.appId === null || (shown.mode === 'side' && region.form === 'difference')
  return [
    ...differenceNote(region),
    t('schematic'),
    ...(metric === 'user_count_district_ratio' ? [t('userShare')] : []),
    ...(estimated && metric.endsWith('user_count_district_ratio') ? [t('estimated')] : []),
  ]
}

function differenceNote({ form, unit, members, shown }: Region): string[] {
  if (form === 'value') return []
  const { side, other, sides } = members
  const against = shown.mode === 'side' ? sides?.whole : other
  if (against && !against.before) {
    const named = { side: side?.name ?? t('side', { n: sides?.apps.length ?? 0 }), other: against.name }
    return [t(unit === 'percent' ? 'differenceOther' : 'differenceOtherTime', named)]
  }
  const { beforeRange } = sides ?? {}
  return beforeRange ? [t('differenceBefore', { range: formatRange(beforeRange.from, beforeRange.to) })] : []
}
