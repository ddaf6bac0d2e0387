import { z } from 'zod'
import { parseDay } from './calendar.ts'
import { ERROR_CODES } from './errors.ts'
import { UNITS } from './units.ts'

/** `YYYY-MM-DD`, a day in Asia/Shanghai that exists. */
export const day = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseDay(text) !== null, 'not a day')
/** An ISO moment with its zone, as stored: `2026-11-24T01:12:00.000Z`. */
export const moment = z.iso.datetime({ offset: true })
export const granularity = z.enum(['hour', 'day', 'week', 'month'])
export const unit = z.enum(UNITS)
export const locale = z.enum(['zh-CN', 'en'])
export const text = z.object({ 'zh-CN': z.string(), en: z.string() })
export const appId = z.int().nonnegative()
/** Numbers of the API are finite; null is "unknown" and never 0. */
export const value = z.number().nullable()

export const range = z.object({ from: day, to: day }).refine((r) => r.from <= r.to, 'the range ends before it begins')

export const errorShape = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
  ),
})

export type Locale = z.infer<typeof locale>
