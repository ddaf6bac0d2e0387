import type { AppErrorShape } from '../errors.ts'

/** Speaks the shared texts in one language: how a door does so is its own matter. */
export interface SharedSpeaker {
  /** The text of a key below the shared texts, or null where there is none; placeholders without a value get `blank`. */
  lookup(key: string, named: Readonly<Record<string, string | number>>, blank: string): string | null
}

type Failure = Pick<AppErrorShape, 'code' | 'details'>

/** Lists of names are cut here: an error is no catalogue. */
const LIST_MAX = 12

/**
 * What a person reads about a failure: the thing, the cause and the next step, then the facts the sentence has no room for
 * (the API's own code and message, the names that may have been meant). Details that are absent read "unknown".
 */
export function sayError(error: Failure, speaker: SharedSpeaker): string {
  const say = sayer(speaker)
  const text =
    speaker.lookup(`errors.${error.code}`, namedFrom(error.details, say('listSeparator')), say('unknown')) ?? error.code
  const facts = factsOf(error, speaker).join(say('separator'))
  return facts === '' ? text : say('wrap', { text, facts })
}

type Say = (key: string, named?: Readonly<Record<string, string>>) => string
const sayer =
  (speaker: SharedSpeaker): Say =>
  (key, named = {}) =>
    speaker.lookup(`facts.${key}`, named, '') ?? ''

function factsOf({ code, details }: Failure, speaker: SharedSpeaker): string[] {
  const say = sayer(speaker)
  const one = (key: string): string | null => {
    const value = details[key]
    return value === undefined || value === null || value === '' ? null : String(value)
  }
  const list = (key: string): string | null => {
    const value = details[key]
    if (!Array.isArray(value) || value.length === 0) return null
    const shown = value.slice(0, LIST_MAX).join(say('listSeparator'))
    return value.length > LIST_MAX ? `${shown}…` : shown
  }
  const facts: string[] = []
  const apiCode = one('apiCode')
  const apiMessage = one('apiMessage')
  if (apiCode !== null && apiMessage !== null) facts.push(say('api', { code: apiCode, message: apiMessage }))
  else if (apiCode !== null) facts.push(say('apiCode', { code: apiCode }))
  const value = code === 'input.invalid' || code === 'template.invalid' ? one('value') : null
  if (value !== null) facts.push(say('value', { value }))
  const problem = one('problem')
  if (problem !== null) facts.push(say('problem', { problem: problemText(problem, speaker) }))
  const reason = one('reason')
  if (reason !== null) facts.push(say('reason', { reason }))
  const near = list('near')
  const known = list('known')
  if (near !== null) facts.push(say('near', { list: near }))
  else if (known !== null) facts.push(say('known', { list: known }))
  return facts
}

/** A known problem in words; what a schema or a library said, as it is. */
function problemText(problem: string, speaker: SharedSpeaker): string {
  if (!/^[a-z-]+$/.test(problem)) return problem
  return speaker.lookup(`import.${problem}`, {}, '') ?? speaker.lookup(`problems.${problem}`, {}, '') ?? problem
}

function namedFrom(details: AppErrorShape['details'], separator: string): Record<string, string | number> {
  const named: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details)) {
    if (value === null || value === '') continue
    named[key] = Array.isArray(value) ? value.join(separator) : typeof value === 'number' ? value : String(value)
  }
  return named
}
