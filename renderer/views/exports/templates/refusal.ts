import { AppError } from '../../../../electron/contract/errors.ts'
import { FIELDS, type Field, type Problem } from './problems.ts'

/** The core's own names of what is wrong, as the form says them. */
const KEYS: Readonly<Record<string, Problem['key']>> = {
  'no-apps': 'noApps',
  'folder-not-absolute': 'folderRelative',
  'unknown-placeholder': 'placeholder',
  'logo-too-large': 'logoLarge',
  'logo-no-picture': 'logoKind',
}

/** The field a refusal of the core is about, and what is wrong with it; null where it is about none. */
export function refusalOf(thrown: unknown): readonly [Field, Problem] | null {
  const { code, details } = AppError.from(thrown)
  if (code === 'template.exists') return ['name', { key: 'nameTaken', value: String(details['template']) }]
  if (code !== 'template.invalid') return null
  const field = FIELDS.find((each) => each === details['field'])
  const key = KEYS[String(details['problem'])]
  if (!field || !key) return null
  return [field, { key, ...(details['value'] === undefined ? {} : { value: String(details['value']) }) }]
}
