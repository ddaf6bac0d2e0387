import type { useAudience } from './store.ts'
import { t } from './texts.ts'

type Audience = Pick<ReturnType<typeof useAudience>, 'mirrored' | 'members' | 'shown'>

/** All apps as one are shown, or seen against. */
const estimated = ({ members, shown }: Audience) => {
  if (shown.mode !== 'one') return members.sides?.whole !== null
  return members.other?.appId === null && !members.other.before
}

export const ageNotes = (audience: Audience): string[] => [
  ...(audience.mirrored ? [t('noCross')] : []),
  ...(estimated(audience) ? [t('estimate')] : []),
]

export const interestNotes = (audience: Audience): string[] => [
  t('topTen'),
  ...(estimated(audience) ? [t('atLeast')] : []),
]
