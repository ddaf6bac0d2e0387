import type { Input } from '../../../electron/contract/index.ts'
import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import type { DateRange } from '../../format/presets.ts'
import { aboutOf, partsOfAbout, type About, type AboutParts } from '../about/about.ts'

/** As in the contract, which comes with zod. */
export const KINDS = [
  'note',
  'release',
  'campaign',
  'incident',
  'holiday',
] as const satisfies readonly Annotation['kind'][]

/** A note while it is written. */
export interface NoteDraft {
  readonly id: number | null
  text: string
  from: string
  to: string
  kind: Annotation['kind']
  about: About
}

export const newNote = ({ from, to }: DateRange, about: AboutParts = { appId: null, tag: null }): NoteDraft => ({
  id: null,
  text: '',
  from,
  to,
  kind: 'note',
  about: aboutOf(about),
})

export const draftOf = (note: Annotation): NoteDraft => ({
  id: note.id,
  text: note.text,
  from: note.from,
  to: note.to,
  kind: note.kind,
  about: aboutOf(note),
})

/** What is saved, or what is wrong with it: no words or days, or days the wrong way round. */
export function noteOf(draft: NoteDraft): Input<'annotations.save'> | 'empty' | 'order' {
  const text = draft.text.trim()
  if (text === '' || draft.from === '' || draft.to === '') return 'empty'
  if (draft.from > draft.to) return 'order'
  return {
    ...(draft.id === null ? {} : { id: draft.id }),
    ...partsOfAbout(draft.about),
    from: draft.from,
    to: draft.to,
    kind: draft.kind,
    text,
  }
}

/** The most days a number may stand for to be noted on: a week. */
const MOST_DAYS = 7
const DAY_MS = 86_400_000
/** Whether days are few enough to say something happened on them. */
export const isNotable = ({ from, to }: DateRange): boolean => (Date.parse(to) - Date.parse(from)) / DAY_MS < MOST_DAYS
