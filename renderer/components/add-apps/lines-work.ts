import { addApps, type Added } from './add-many.ts'
import { parseAppLines } from './app-lines.ts'
import { t } from './texts.ts'

/** Prepares the way (a platform token, a broker), then adds the apps of the lines; a line without an id stops it before anything is done. */
export async function addLines(text: string, prepare: () => Promise<unknown>): Promise<Added> {
  const lines = parseAppLines(text)
  const wrong = lines.filter((line) => line.externalId === null)
  if (wrong.length > 0) return { count: 0, problems: wrong.map(({ line }) => t('line', { line })) }
  await prepare()
  return addApps(lines.map(({ name, externalId }) => ({ name, ...(externalId === null ? {} : { externalId }) })))
}
