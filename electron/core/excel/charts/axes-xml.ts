import type { Locale } from '../../../contract/primitives.ts'
import type { Unit } from '../../../contract/units.ts'
import { escapeAttribute } from '../sheet-xml.ts'
import { COLOURS } from '../styles.ts'
import { solid, textLook } from './text-xml.ts'

/** Ids of a chart's axes; any numbers that differ. */
export const AXES = { category: 111111, value: 222222, secondCategory: 333333, second: 444444 } as const

/** What a chart's axes are drawn with. */
export interface AxisLook {
  readonly font: string
  readonly locale: Locale
}

/** A long axis of counts reads better in 万; seconds say that they are. `most` is the largest value on the axis. */
export function axisFormat(unit: Unit, locale: Locale, most: number): string {
  switch (unit) {
    case 'percent':
      return most <= 0.05 ? '0.0%' : '0%'
    case 'seconds':
      return locale === 'zh-CN' ? '#,##0"秒"' : '#,##0"s"'
    case 'decimal':
      return most < 10 ? '0.0' : '#,##0'
    case 'count':
      return locale === 'zh-CN' && most >= 100_000 ? '[>=10000]0"."0,"万";#,##0' : '#,##0'
  }
}

const line = (colour: string, width = 9525) => `<c:spPr><a:ln w="${width}">${solid(colour)}</a:ln></c:spPr>`
const NO_LINE = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
const scaling = (reversed: boolean, min = '') =>
  `<c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/>${min}</c:scaling>`

interface CategoryAxis {
  readonly days: boolean
  /** The axis runs down, its first category at the top. */
  readonly down: boolean
  readonly hidden?: boolean
  readonly id?: number
  readonly crosses?: number
}

export function categoryAxis(look: AxisLook, { days, down, hidden, id, crosses }: CategoryAxis): string {
  const name = days ? 'dateAx' : 'catAx'
  return (
    `<c:${name}><c:axId val="${id ?? AXES.category}"/>${scaling(down)}<c:delete val="${hidden ? 1 : 0}"/>` +
    `<c:axPos val="${down ? 'l' : 'b'}"/>` +
    `<c:numFmt formatCode="${days ? 'm/d' : 'General'}" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>' +
    `${line(COLOURS.lineStrong)}${textLook(look.font, 9)}` +
    `<c:crossAx val="${crosses ?? AXES.value}"/><c:crosses val="autoZero"/>` +
    (days
      ? '<c:auto val="1"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
      : '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>') +
    `</c:${name}>`
  )
}

interface ValueAxis {
  readonly format: string
  /** Beside a category axis that runs down. */
  readonly down: boolean
  /** The second axis: at the other side, without lines of its own. */
  readonly second?: boolean
  /** Values run from here where it is given. */
  readonly min?: number
}

export function valueAxis(look: AxisLook, { format, down, second, min }: ValueAxis): string {
  const crosses = second ? 'max' : down ? 'max' : 'autoZero'
  return (
    `<c:valAx><c:axId val="${second ? AXES.second : AXES.value}"/>` +
    scaling(false, min === undefined ? '' : `<c:min val="${min}"/>`) +
    `<c:delete val="0"/><c:axPos val="${down ? 'b' : second ? 'r' : 'l'}"/>` +
    (second ? '' : `<c:majorGridlines>${line(COLOURS.line)}</c:majorGridlines>`) +
    `<c:numFmt formatCode="${escapeAttribute(format)}" sourceLinked="0"/>` +
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>' +
    `${NO_LINE}${textLook(look.font, 9)}` +
    `<c:crossAx val="${second ? AXES.secondCategory : AXES.category}"/><c:crosses val="${crosses}"/>` +
    '<c:crossBetween val="between"/></c:valAx>'
  )
}
