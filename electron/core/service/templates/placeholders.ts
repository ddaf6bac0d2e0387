import { PLACEHOLDERS } from '../../../contract/methods/templates.ts'

export type Placeholders = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>

/** A text with its placeholders filled in; what is not known stays as it is. */
export function fillPlaceholders(text: string, values: Placeholders): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof Placeholders] : whole,
  )
}

/** The first placeholder of a text that there is not, or brace that stands alone; null where all is well. */
export function unknownPlaceholder(text: string): string | null {
  const rest = text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    (PLACEHOLDERS as readonly string[]).includes(name) ? '' : whole,
  )
  return /\{[^{}]*\}|[{}]/.exec(rest)?.[0] ?? null
}
