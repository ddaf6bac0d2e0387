import type { Annotation } from '../../../contract/methods/annotations.ts'
import type { Book } from '../book.ts'
import { dateSerial } from '../refs.ts'
import type { SectionBody } from './sections.ts'

/** Characters of a remark that a chart has room for; the whole of it is in the list of annotations. */
const SHORT = 12

/** Whether an annotation is about this app: about it alone, a tag it carries, or everything. */
export function concerns({ input }: Book, { appId, tag }: Annotation, app: number): boolean {
  if (appId !== null) return appId === app
  return tag === null || (input.apps.find(({ id }) => id === app)?.tags.includes(tag) ?? false)
}

/**
 * The remarks of the nth of a chart's lines, at the points of a body by day. What is about several of the lines stands on the first of them
 * alone.
 */
export function remarksFor(
  book: Book,
  body: SectionBody,
  apps: readonly number[],
  n: number,
): { remarks?: ReadonlyMap<number, string> } {
  const found = new Map<number, string>()
  for (const annotation of book.input.annotations) {
    if (apps.findIndex((app) => concerns(book, annotation, app)) !== n) continue
    const at = body.heads.findIndex(({ label }) => label === firstDay(book, annotation))
    if (at < 0) continue
    const before = found.get(at)
    found.set(at, before === undefined ? shortened(annotation.text) : `${before} …`)
  }
  return found.size > 0 ? { remarks: found } : {}
}

/** The first day of an annotation that the workbook is about. */
const firstDay = ({ input }: Book, { from }: Annotation) => dateSerial(from < input.from ? input.from : from)

/** The days of the workbook that somebody noted something on, as Excel's serial numbers. */
export function notedDays({ input }: Book): Set<number> {
  const days = new Set<number>()
  for (const { from, to } of input.annotations) {
    const first = dateSerial(from < input.from ? input.from : from) ?? 0
    const last = dateSerial(to > input.to ? input.to : to) ?? 0
    for (let day = first; day <= last; day += 1) days.add(day)
  }
  return days
}

const shortened = (text: string) => {
  const [line = ''] = text.split('\n')
  const signs = Array.from(line)
  return signs.length > SHORT ? `${signs.slice(0, SHORT).join('')}…` : line
}
