import { COVERAGE_STATES, type CoverageState } from '../../contract/methods/history-coverage.ts'
import type { Locale } from '../../contract/primitives.ts'
import { EXCEL_FORMATS, UNITS, type Unit } from '../../contract/units.ts'
import { workbookTexts } from './i18n/index.ts'

/** The product's colours (the page's light tokens), RRGGBB. */
export const COLOURS = {
  ink: '12161C',
  ink2: '566070',
  ink3: '7A8595',
  accent: '0B6E75',
  accentSoft: 'E1F1F1',
  surface2: 'EEF1F4',
  line: 'E2E6EB',
  lineStrong: 'CFD5DD',
  white: 'FFFFFF',
  scaleHigh: '5FAFB3',
  bar: 'BFE0E1',
  before: 'B8C0CA',
  warn: 'A8650B',
} as const

/** In Chinese markets red rises; elsewhere it falls. */
const RED = 'C2372F'
const GREEN = '0A7D4F'
export const riseColour = (locale: Locale) => (locale === 'zh-CN' ? RED : GREEN)
export const fallColour = (locale: Locale) => (locale === 'zh-CN' ? GREEN : RED)

export interface StyleSpec {
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly colour?: string
  readonly fill?: string
  readonly format?: string
  readonly align?: 'left' | 'center' | 'right' | 'fill'
  readonly middle?: boolean
  readonly wrap?: boolean
  readonly indent?: number
  /** A hair line below; `strong` above and below, for totals. */
  readonly border?: 'line' | 'strong'
}

/** One look of a cell. Few and shared: the writer gives each one number. */
export interface Style {
  readonly index: number
  readonly spec: StyleSpec
}

/** What a cell of the body can hold. */
export const FORMATS = [
  'text',
  'wrap',
  'child',
  'date',
  'datePartial',
  'dateNoted',
  'datePartialNoted',
  'day',
  'moment',
  'id',
  'change',
  ...UNITS,
] as const
export type Format = (typeof FORMATS)[number]

/** How a row stands out: plain, an incomplete period, a group over its members, a total; `data` is the long sheet's. */
export const TONES = ['body', 'partial', 'group', 'total', 'data'] as const
export type Tone = (typeof TONES)[number]

/** Signs beside a total: † a person counts once an app, ≈ an estimate, * something is missing. */
export const MARKS = ['dagger', 'about', 'star'] as const
export type Mark = (typeof MARKS)[number]
export const MARK_SIGNS: Readonly<Record<Mark, string>> = { dagger: '†', about: '≈', star: '*' }

/** Beside a day that somebody noted something on. */
export const NOTED = '◆'

const FRAME = [
  'title',
  'subtitle',
  'link',
  'coverLink',
  'heading',
  'label',
  'fact',
  'note',
  'record',
  'why',
  'header',
  'headerLeft',
  'headerSoft',
  'band',
  'bandHint',
  'cardName',
  'cardNote',
  'coverTitle',
  'coverLine',
  'coverRule',
] as const
export type FrameStyle = (typeof FRAME)[number]

export interface Styles {
  readonly all: readonly Style[]
  readonly frame: Readonly<Record<FrameStyle, Style>>
  readonly cell: Readonly<Record<Tone, Readonly<Record<Format, Style>>>>
  /** Totals that carry a sign. */
  readonly marked: Readonly<Record<Mark, Readonly<Record<Unit, Style>>>>
  readonly rise: Readonly<Record<'body' | 'total' | 'card', Style>>
  readonly fall: Readonly<Record<'body' | 'total' | 'card', Style>>
  readonly flat: Readonly<Record<'body' | 'total' | 'card', Style>>
  readonly card: Readonly<Record<Unit, Style>>
  readonly cardMarked: Readonly<Record<Mark, Readonly<Record<Unit, Style>>>>
  /** How a day stands in the coverage matrix. */
  readonly state: Readonly<Record<CoverageState, Style>>
}

/** A change in percent with its direction. */
export const CHANGE_FORMAT = '"▲ +"0.0%;"▼ -"0.0%;0.0%'

/** Of a change too small to read, without the sign of what is not shown. */
const FLAT_FORMAT = '0.0%;0.0%;0.0%'

const made = new Map<Locale, Styles>()

/** Every style a workbook of this language uses. */
export function stylesFor(locale: Locale): Styles {
  const known = made.get(locale)
  if (known) return known
  const styles = makeStyles(locale)
  made.set(locale, styles)
  return styles
}

function makeStyles(locale: Locale): Styles {
  const all: Style[] = []
  const add = (spec: StyleSpec): Style => {
    const style = Object.freeze({ index: all.length, spec: Object.freeze(spec) })
    all.push(style)
    return style
  }
  const changes = (colour: string, format = CHANGE_FORMAT) => ({
    body: add({ ...bodyOf.body, format, align: 'right', colour }),
    total: add({ ...bodyOf.total, format, align: 'right', colour }),
    card: add({ ...cardBase, format, colour, bold: true }),
  })
  const byUnit = (spec: (unit: Unit) => StyleSpec) => record(UNITS, (unit) => add(spec(unit)))
  const sign = (unit: Unit, mark: Mark) => `${EXCEL_FORMATS[unit]}" ${MARK_SIGNS[mark]}"`
  return {
    all,
    frame: record(FRAME, (name) => add(frames[name])),
    cell: record(TONES, (tone) => record(FORMATS, (format) => add({ ...bodyOf[tone], ...formatSpec(format, locale) }))),
    marked: record(MARKS, (mark) => byUnit((unit) => ({ ...bodyOf.total, align: 'right', format: sign(unit, mark) }))),
    rise: changes(riseColour(locale)),
    fall: changes(fallColour(locale)),
    flat: changes(COLOURS.ink2, FLAT_FORMAT),
    card: byUnit((unit) => ({ ...cardBase, size: 18, bold: true, format: EXCEL_FORMATS[unit] })),
    cardMarked: record(MARKS, (mark) =>
      byUnit((unit) => ({ ...cardBase, size: 18, bold: true, format: sign(unit, mark) })),
    ),
    state: record(Object.values(COVERAGE_STATES), (state) => add({ ...stateBase, ...stateColours[state] })),
  }
}

function record<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>
}

const SMALL = 9
const { ink2, ink3, accent, accentSoft, surface2, white } = COLOURS
const cardBase: StyleSpec = { fill: surface2, align: 'left', middle: true, indent: 1 }

const stateBase: StyleSpec = { size: SMALL, border: 'line', align: 'center', middle: true }
const stateColours: Readonly<Record<CoverageState, StyleSpec>> = {
  final: { fill: accent, colour: white },
  open: { fill: COLOURS.scaleHigh },
  stale: { fill: 'F0C078' },
  wider: { fill: COLOURS.bar },
  missing: { fill: COLOURS.line, colour: ink2 },
  refused: { fill: RED, colour: white },
  ahead: {},
}

const bodyOf: Readonly<Record<Tone, StyleSpec>> = {
  body: { border: 'line', middle: true },
  partial: { border: 'line', middle: true, italic: true, colour: ink2 },
  group: { border: 'line', middle: true, bold: true, fill: 'F7F9FA' },
  total: { border: 'strong', middle: true, bold: true, fill: surface2 },
  data: {},
}

const frames: Readonly<Record<FrameStyle, StyleSpec>> = {
  title: { size: 16, bold: true, middle: true },
  subtitle: { colour: ink2, middle: true },
  link: { size: SMALL, colour: accent, underline: true, middle: true },
  coverLink: { colour: accent, underline: true, middle: true, border: 'line' },
  heading: { size: 12, bold: true, colour: accent, middle: true },
  label: { colour: ink2, middle: true },
  fact: { middle: true },
  note: { size: SMALL, colour: ink2, middle: true },
  // cut off at the cell's edge: a program reads it
  record: { size: SMALL, colour: ink3, middle: true, align: 'fill' },
  why: {
    size: SMALL,
    colour: ink3,
    italic: true,
    wrap: true,
    middle: true,
    align: 'right',
    fill: surface2,
    border: 'strong',
  },
  header: { bold: true, colour: white, fill: accent, align: 'right', middle: true, wrap: true },
  headerLeft: { bold: true, colour: white, fill: accent, align: 'left', middle: true, wrap: true },
  headerSoft: { colour: accent, fill: accentSoft, align: 'left', middle: true, wrap: true },
  band: { bold: true, colour: accent, fill: accentSoft, middle: true },
  bandHint: { size: SMALL, colour: ink2, fill: accentSoft, middle: true },
  cardName: { ...cardBase, colour: ink2, size: SMALL },
  cardNote: { ...cardBase, colour: ink3, size: SMALL },
  coverTitle: { size: 24, bold: true, colour: accent, middle: true },
  coverRule: { fill: accent },
  coverLine: { size: 12, colour: ink2, middle: true },
}

function formatSpec(format: Format, locale: Locale): StyleSpec {
  const day = workbookTexts[locale].dayFormat
  switch (format) {
    case 'text':
      return { align: 'left' }
    case 'wrap':
      return { align: 'left', wrap: true }
    case 'child':
      return { align: 'left', indent: 2 }
    case 'date':
      return { align: 'left', format: day }
    case 'datePartial':
      return { align: 'left', format: `${day}" *"` }
    case 'dateNoted':
      return { align: 'left', format: `${day}" ${NOTED}"` }
    case 'datePartialNoted':
      return { align: 'left', format: `${day}" * ${NOTED}"` }
    case 'day':
      return { align: 'left', indent: 1, format: 'yyyy-mm-dd' }
    case 'moment':
      return { align: 'left', format: 'yyyy-mm-dd hh:mm' }
    case 'id':
      return { align: 'left', format: '0' }
    case 'change':
      return { align: 'right', format: CHANGE_FORMAT }
    default:
      return { align: 'right', format: EXCEL_FORMATS[format] }
  }
}
