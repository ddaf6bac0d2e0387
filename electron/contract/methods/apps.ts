import { z } from 'zod'
import { appId, errorShape, moment } from '../primitives.ts'

const name = z.string().trim().min(1).max(100)
const tag = z.string().trim().min(1).max(50)
/** A token as pasted: one line, no spaces. It goes in and never comes out again. */
const secret = z.string().trim().min(1).max(4096).regex(/^\S+$/)
const externalId = z.string().trim().min(1).max(64).regex(/^\S+$/)

/**
 * How an app's calls get their token. token: pasted, lives an hour. platform: platform token + app id, just in time.
 * refresh: single-use refresh token (opt-in). broker: the company's own token URL. none: nothing set yet.
 */
export const tokenWay = z.enum(['token', 'platform', 'refresh', 'broker', 'none'])

export const app = z.object({
  id: appId,
  name: z.string(),
  /** Baidu's app id. */
  externalId: z.string().nullable(),
  /** The name app/info gave, where it was asked. */
  officialName: z.string().nullable(),
  tags: z.array(z.string()),
  tokenWay,
  tokenState: z.enum(['ok', 'expired', 'unreadable', 'none']),
  tokenExpiresAt: moment.nullable(),
  /** Whether 数据权限 was granted when app/info last said so; null when never asked. */
  dataPermission: z.boolean().nullable(),
  lastFetchedAt: moment.nullable(),
  createdAt: moment,
})
export type App = z.infer<typeof app>

/** What app/info said when an app's token was checked; a failure is told, and the app is kept. */
export const check = z.object({
  ok: z.boolean(),
  officialName: z.string().nullable(),
  externalId: z.string().nullable(),
  dataPermission: z.boolean().nullable(),
  error: errorShape.nullable(),
})

export const importRow = z.object({
  line: z.int(),
  name: z.string(),
  externalId: z.string().nullable(),
  tags: z.array(z.string()),
  hasToken: z.boolean(),
  action: z.enum(['add', 'update', 'unchanged', 'error']),
  /** Keys below `import.` in the i18n files. */
  problems: z.array(z.string()),
})

export const apps = {
  'apps.list': { input: z.object({ tags: z.array(tag).default([]) }), output: z.array(app) },
  'apps.add': {
    input: z.object({
      name,
      token: secret.optional(),
      refreshToken: secret.optional(),
      externalId: externalId.optional(),
      tags: z.array(tag).default([]),
      /** Ask app/info at once. */
      check: z.boolean().default(true),
    }),
    output: z.object({ app, check: check.nullable() }),
  },
  'apps.rename': { input: z.object({ app: appId, name }), output: app },
  'apps.tag': {
    input: z.object({ app: appId, add: z.array(tag).default([]), remove: z.array(tag).default([]) }),
    output: app,
  },
  /** The same for many apps at once; answers how many. */
  'apps.tagMany': {
    input: z.object({
      apps: z.array(appId).max(10_000),
      add: z.array(tag).default([]),
      remove: z.array(tag).default([]),
    }),
    output: z.object({ apps: z.int() }),
  },
  'apps.setToken': {
    input: z.object({
      app: appId,
      token: secret.optional(),
      refreshToken: secret.optional(),
      externalId: externalId.optional(),
    }),
    output: app,
  },
  /** Forgets the app's own secrets: a pasted token, a refresh token. What holds for all apps stays. */
  'apps.forgetTokens': { input: z.object({ app: appId }), output: app },
  'apps.check': { input: z.object({ app: appId }), output: check },
  /** Removes the app with its history and its secrets. */
  'apps.remove': { input: z.object({ app: appId }), output: z.object({ snapshots: z.int() }) },
  /** The same for many; with `dryRun` only tells what would go. */
  'apps.removeMany': {
    input: z.object({ apps: z.array(appId).max(10_000), dryRun: z.boolean().default(false) }),
    output: z.object({ apps: z.int(), snapshots: z.int() }),
  },
  /** CSV or XLSX with a header row: name, app_id, tags, token (any of their known spellings). */
  'apps.import': {
    input: z.object({ path: z.string().min(1), dryRun: z.boolean().default(false) }),
    output: z.object({
      rows: z.array(importRow),
      added: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      errors: z.int(),
    }),
  },
} as const

export const platform = {
  'platform.set': {
    input: z.union([
      z.object({ token: secret }),
      z.object({ ticket: secret, clientId: z.string().trim().min(1).max(128) }),
    ]),
    output: z.object({ expiresAt: moment.nullable() }),
  },
  'platform.status': {
    input: z.object({}),
    output: z.object({
      token: z.enum(['ok', 'expired', 'unreadable', 'none']),
      expiresAt: moment.nullable(),
      clientId: z.string().nullable(),
      /** The broker's address without its query or credentials; null when none is set. */
      broker: z.string().nullable(),
      endpoint: z.string(),
    }),
  },
  /** The company's own token URL (https, or http on loopback); null forgets it. */
  'platform.broker': {
    input: z.object({ url: z.url().nullable() }),
    output: z.object({ broker: z.string().nullable() }),
  },
  /** Tries what is set: the platform token by a report of its own, the broker by the token of one app that uses it. */
  'platform.test': {
    input: z.object({}),
    output: z.array(
      z.object({
        what: z.enum(['platform', 'broker']),
        ok: z.boolean(),
        /** The app the broker was asked for; null where no app uses it, so that nothing could be tried. */
        app: z.string().nullable(),
        error: errorShape.nullable(),
      }),
    ),
  },
  'platform.clear': { input: z.object({}), output: z.object({}) },
} as const
