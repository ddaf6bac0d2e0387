/** An integer too long for a double: an id, which must stay whole. */
const LONG_INTEGER = /[:[,]\s*-?\d{16,}/

/**
 * JSON with 64-bit ids kept: integers beyond 2^53 become strings of their digits. Throws SyntaxError.
 * The reviver costs time, so it runs only where such a number may be.
 */
export function parseJson(text: string): unknown {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  )
}
