import { z } from 'zod'
import { locale } from '../primitives.ts'
import { isProxyAddress } from '../proxy.ts'

/** Everything a person may set; each with a default, so a fresh home works. */
export const settings = z.object({
  locale: locale.nullable().default(null),
  /** Requests a second, for the whole platform. */
  rate: z.number().positive().max(1000).default(5),
  concurrency: z.int().min(1).max(32).default(4),
  timeoutSeconds: z.number().positive().max(600).default(30),
  /** Rows kept of a long list (devices, pages). */
  rowCap: z.int().min(20).max(100_000).default(1000),
  platformEndpoint: z.enum(['getdata', 'gettpdata']).default('getdata'),
  /** Report 10's scene parameter, which the older of its two addresses insists on; empty sends none. */
  platformScene: z
    .string()
    .regex(/^\d{0,20}$/)
    .default('0'),
  /** Raw replies older than so many days are dropped after the daily sync; null keeps them for ever. */
  keepRawDays: z.int().min(7).max(3650).nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Which colour a rise has: red in the Chinese habit, green elsewhere; auto follows the language. */
  riseColor: z.enum(['auto', 'red', 'green']).default('auto'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** A sync every day at this time of this machine while the app is open (HH:MM); null for none. */
  schedule: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  /** system: the machine's proxy. none: direct. Otherwise a proxy's address. */
  proxy: z
    .string()
    .refine((text) => text === 'system' || text === 'none' || isProxyAddress(text), 'not-a-proxy')
    .default('system'),
})
export type Settings = z.infer<typeof settings>

/** A change to some settings: no defaults, so that what is left out stays as it is. */
const change = z
  .object({
    locale: settings.shape.locale.unwrap(),
    rate: settings.shape.rate.unwrap(),
    concurrency: settings.shape.concurrency.unwrap(),
    timeoutSeconds: settings.shape.timeoutSeconds.unwrap(),
    rowCap: settings.shape.rowCap.unwrap(),
    platformEndpoint: settings.shape.platformEndpoint.unwrap(),
    platformScene: settings.shape.platformScene.unwrap(),
    keepRawDays: settings.shape.keepRawDays.unwrap(),
    theme: settings.shape.theme.unwrap(),
    riseColor: settings.shape.riseColor.unwrap(),
    density: settings.shape.density.unwrap(),
    schedule: settings.shape.schedule.unwrap(),
    proxy: settings.shape.proxy.unwrap(),
  })
  .partial()

export const settingsMethods = {
  /**
   * A page says which language its system speaks (a browser's may not be the server's): where the settings name none, names in answers,
   * workbooks included, are in it.
   */
  'settings.get': { input: z.object({ reader: locale.optional() }), output: settings },
  'settings.set': { input: change, output: settings },
} as const
