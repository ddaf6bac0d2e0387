import { initial } from './0001-initial.ts'
import { annotations } from './0002-annotations.ts'
import { templates } from './0003-templates.ts'
import { memberAlias } from './0004-member-alias.ts'
import type { Migration } from './types.ts'

/** Every migration, in order; a new one is added at the end and none is ever changed. */
export const MIGRATIONS: readonly Migration[] = [initial, annotations, templates, memberAlias]

/** The newest form this Cygnet knows. */
export const NEWEST_VERSION = MIGRATIONS.at(-1)?.version ?? 0
