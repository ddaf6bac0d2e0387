import { z } from 'zod'
import { appId, day, moment, range } from '../primitives.ts'
import { scope } from './query.ts'

/** What a note or a rule is about: an app (0: the platform), every app carrying a tag, or, where both are null, everything. */
export const about = { appId: appId.nullable(), tag: z.string().nullable() }
/** The same as input: what is left out is null; an app and a tag at once are refused. */
export const aboutInput = {
  appId: appId.nullable().default(null),
  tag: z.string().trim().min(1).max(50).nullable().default(null),
}
export const isAboutOne = (given: { appId: number | null; tag: string | null }) =>
  given.appId === null || given.tag === null

/** What happened; a chart's mark and colour follow from it. */
export const ANNOTATION_KINDS = ['note', 'release', 'campaign', 'incident', 'holiday'] as const
export const annotationKind = z.enum(ANNOTATION_KINDS)

export const annotation = z.object({
  id: z.int(),
  ...about,
  /** The app's name; null where it is about no single app. */
  app: z.string().nullable(),
  /** One day, or the first and last of several. */
  from: day,
  to: day,
  kind: annotationKind,
  text: z.string(),
  createdAt: moment,
  updatedAt: moment,
})
export type Annotation = z.infer<typeof annotation>

export const annotationsInput = z.object({
  /** Only those that touch these days. */
  range: range.optional(),
  scope,
})
export type AnnotationsInput = z.output<typeof annotationsInput>

export const annotations = {
  /** Oldest first. Those about everything, about an app in scope, or about a tag that an app in scope carries. */
  'annotations.list': { input: annotationsInput, output: z.array(annotation) },
  /** A new one, or with `id` a changed one. Throws `app.unknown`, `input.invalid`. */
  'annotations.save': {
    input: z
      .object({
        id: z.int().optional(),
        ...aboutInput,
        from: day,
        to: day,
        kind: annotationKind.default('note'),
        text: z.string().trim().min(1).max(500),
      })
      .refine(isAboutOne, { path: ['tag'], message: 'an app or a tag, not both' })
      .refine((given) => given.from <= given.to, { path: ['to'], message: 'the range ends before it begins' }),
    output: annotation,
  },
  'annotations.remove': { input: z.object({ id: z.int() }), output: z.object({}) },
} as const
