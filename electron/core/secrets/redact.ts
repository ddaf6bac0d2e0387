/** Knows the secrets in use and takes them out of any text on its way to a log, an error or a screen. */
export interface Redactor {
  register(secret: string): void
  redact(text: string): string
}

export const MASK = '•••'
/** Shorter values would blot out ordinary words. */
const MIN_LENGTH = 6
/** Some thousand apps' tokens of a whole day; the oldest, long expired, are forgotten first. */
const CAPACITY = 50_000
/** Parameters that carry a secret, whoever wrote them down: in an address, a form, JSON, or JSON within JSON. */
const PARAMETERS =
  /((?:access_token|refresh_token|ticket|client_secret|app_key|app_secret|authorization_code|passphrase)(?:\\?["'])?\s*(?:[=:]|%3D)\s*(?:\\?["'])?)([^\s"'&,;}\\]{6,})/gi
/** An authorisation code's name is too common a word to hide its value anywhere but in an address. */
const CODE = /([?&]code=)([^\s"'&]{6,})/gi
const BEARER = /(\bBearer\s+)([^\s"',;]{6,})/gi

export function createRedactor(capacity = CAPACITY): Redactor {
  /** In the order of their registration. */
  const known = new Set<string>()
  /** By their first characters: a text is read once, however many secrets there are. */
  const byStart = new Map<string, Set<string>>()

  const add = (secret: string) => {
    if (known.has(secret)) return
    known.add(secret)
    const start = secret.slice(0, MIN_LENGTH)
    const bucket = byStart.get(start)
    if (bucket) bucket.add(secret)
    else byStart.set(start, new Set([secret]))
  }
  const forgetOldest = () => {
    for (const secret of known) {
      if (known.size <= capacity) return
      known.delete(secret)
      const start = secret.slice(0, MIN_LENGTH)
      const bucket = byStart.get(start)
      bucket?.delete(secret)
      if (bucket?.size === 0) byStart.delete(start)
    }
  }
  /** How much of the text at `at` is a secret: the longest one that stands there. */
  const secretAt = (text: string, at: number): number => {
    let longest = 0
    for (const secret of byStart.get(text.slice(at, at + MIN_LENGTH)) ?? [])
      if (secret.length > longest && text.startsWith(secret, at)) longest = secret.length
    return longest
  }
  const maskKnown = (text: string): string => {
    let clean = ''
    let from = 0
    for (let at = 0; at + MIN_LENGTH <= text.length;) {
      const length = secretAt(text, at)
      if (length === 0) {
        at += 1
        continue
      }
      clean += text.slice(from, at) + MASK
      at += length
      from = at
    }
    return from === 0 ? text : clean + text.slice(from)
  }

  return {
    register(secret) {
      // Its other forms came right after it: they are known as long as it is.
      if (secret.length < MIN_LENGTH || known.has(secret)) return
      for (const form of formsOf(secret)) add(form)
      forgetOldest()
    },
    redact(text) {
      const clean = known.size === 0 ? text : maskKnown(text)
      const masked = (_: string, name: string) => name + MASK
      return clean.replace(PARAMETERS, masked).replace(CODE, masked).replace(BEARER, masked)
    },
  }
}

/** As it is, in an address, in a form, in JSON. */
function formsOf(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]
}
