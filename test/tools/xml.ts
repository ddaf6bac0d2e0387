/** An element of a small XML tree: enough to look at what Cygnet writes, and strict about what is not well formed. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text directly inside, entities resolved. */
  readonly text: string
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Reads a document; throws where it is not well formed. */
export function parseXml(xml: string): XmlElement {
  const stack: Open[] = [{ name: '', attributes: {}, children: [], text: '' }]
  TOKEN.lastIndex = 0
  let end = 0
  for (let token = TOKEN.exec(xml); token; token = TOKEN.exec(xml)) {
    end = TOKEN.lastIndex
    const [, close, name, attributes = '', empty, text] = token
    const top = stack.at(-1)
    if (!top) throw new Error('nothing is open')
    if (text !== undefined) top.text += entities(text)
    else if (name !== undefined && close) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
      stack.pop()
      stack.at(-1)?.children.push(top)
    } else if (name !== undefined) {
      const made = { name, attributes: attributesOf(attributes), children: [], text: '' }
      if (empty) top.children.push(made)
      else stack.push(made)
    }
  }
  if (end !== xml.length) throw new Error(`not XML at ${end}: ${xml.slice(end, end + 60)}`)
  const [root, ...more] = stack[0]?.children ?? []
  if (!root || more.length > 0 || stack.length !== 1)
    throw new Error(`not one whole element: ${stack.at(-1)?.name ?? ''}`)
  return root
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([A-Za-z_][\w.:-]*)="([^"]*)"/g)) {
    if (name in found) throw new Error(`the attribute ${name} stands twice`)
    found[name] = entities(value)
  }
  return found
}

function entities(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);|&/g, (whole, name: string | undefined) => {
    if (name === undefined) throw new Error('a bare ampersand')
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
    return ENTITIES[name] ?? whole
  })
}

/** Every element of this name below, at any depth, in order. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

export const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((one) => one.name === name)

/** The text of an element and of everything inside it. */
export const deepText = (element: XmlElement): string => element.text + element.children.map(deepText).join('')
