import { COLOURS } from '../styles.ts'
import { escapeText } from '../sheet-xml.ts'

/** A chart's font: a face for Latin and the same for Chinese, so that no program chooses its own. */
export function fontXml(element: string, font: string, points: number, colour: string, bold = false): string {
  const face = escapeText(font)
  return (
    `<a:${element} sz="${points * 100}" b="${bold ? 1 : 0}">${solid(colour)}` +
    `<a:latin typeface="${face}"/><a:ea typeface="${face}"/></a:${element}>`
  )
}

export const solid = (colour: string) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`

/** How an element's texts look where it does not say more. */
export function textLook(font: string, points: number, colour: string = COLOURS.ink2): string {
  return (
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${fontXml('defRPr', font, points, colour)}</a:pPr>` +
    `<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`
  )
}

/** A title of one line, with a smaller one below where there is a note. */
export function titleXml(font: string, title: string, note: string | null): string {
  const line = (text: string, points: number, colour: string, bold: boolean) =>
    `<a:p><a:pPr>${fontXml('defRPr', font, points, colour, bold)}</a:pPr>` +
    `<a:r>${fontXml('rPr', font, points, colour, bold)}<a:t>${escapeText(text)}</a:t></a:r></a:p>`
  const lines = [line(title, 11, COLOURS.ink, true), ...(note === null ? [] : [line(note, 8, COLOURS.ink2, false)])]
  return (
    `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>${lines.join('')}</c:rich></c:tx>` +
    '<c:overlay val="0"/></c:title>'
  )
}
