import { posix } from 'node:path'

/** The sheets of a workbook by name, in their order, with the paths of their parts. */
export function sheetPaths(workbook: string, relations: string): Map<string, string> {
  const targets = new Map(
    [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  return new Map(
    [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => {
      const target = targets.get(attribute(tag, 'r:id')) ?? ''
      return [attribute(tag, 'name'), target.startsWith('/') ? target.slice(1) : `xl/${target}`]
    }),
  )
}

/** Where a part's relations of a kind (`drawing`, `image`) lead: paths within the package. */
export function targetsOf(part: string, relations: string, kind: string): string[] {
  return [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)]
    .filter(([tag]) => attribute(tag, 'Type').endsWith(`/${kind}`))
    .map(([tag]) => posix.resolve('/', posix.dirname(part), attribute(tag, 'Target')).slice(1))
}

/** The part that says where a part's relations lead. */
export const relationsPath = (part: string): string =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`)

/** The texts that cells share, in their order. */
export function stringsIn(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>(.*?)<\/(?:\w+:)?si>)/gs)].map(([, item]) =>
    textIn(item ?? ''),
  )
}

/** The text of `<t>` elements, phonetic readings left out. */
export function textIn(xml: string): string {
  const plain = xml.replace(/<(?:\w+:)?rPh\b.*?<\/(?:\w+:)?rPh>/gs, '')
  const pieces = plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>(.*?)<\/(?:\w+:)?t>/gs)
  return unescapeXml([...pieces].map(([, piece]) => piece).join(''))
}

function attribute(tag: string, name: string): string {
  const prefix = name.includes(':') ? `(?:\\w+:)?${name.slice(name.indexOf(':') + 1)}` : name
  return unescapeXml(new RegExp(`\\s${prefix}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A text of XML as a person reads it, and Excel's own `_x0007_` too. */
export function unescapeXml(text: string): string {
  if (!/[&_\r]/.test(text)) return text
  return text
    .replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (entity, name: string) => {
      if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16))
      if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
      return NAMED[name] ?? entity
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
