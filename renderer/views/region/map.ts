import { PROVINCES, provinceOf } from '../../../electron/contract/provinces.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import {
  divergingScale,
  scaleColor,
  sequentialScale,
  type ColorScale,
  type ScaleColor,
} from '../../charts/color-scale.ts'
import { differenceFrom } from '../../components/members/against.ts'
import { movement } from '../../components/members/heat.ts'
import type { Member, Side } from '../../components/members/sides.ts'
import { formatDifference, formatSigned, formatValue } from '../../format/numbers.ts'
import { TILES, type Place } from './tiles.ts'

/** value: how much. difference: how far from what it is seen against, or from the range compared with. */
export const FORMS = ['value', 'difference'] as const
export type Form = (typeof FORMS)[number]

export interface Tile extends Place {
  readonly code: string
  /** As short as a tile has room for. */
  readonly short: string
  readonly name: string
  /** Null where the report has no such region. */
  readonly member: Member | null
  readonly value: number | null
  readonly color: ScaleColor | null
  /** In the tile, and in full. */
  readonly text: string
  readonly spoken: string
}

export interface TileMapModel {
  readonly tiles: readonly Tile[]
  /** What the API lists that is none of the 34: abroad, unknown. */
  readonly elsewhere: readonly Member[]
  readonly scale: ColorScale
  /** Of what the colours mean; differences of shares are plain numbers, in points. */
  readonly unit: Unit
}

export interface MapOptions {
  readonly side: Side
  readonly other: Side | null
  readonly metric: string
  readonly unit: Unit
  readonly form: Form
  readonly locale: Locale
  /** Shared with other maps; else one of its own. */
  readonly scale?: ColorScale
  readonly unknown: string
}

/** The province a member is, by its letters; null for places that are none. */
export const codeOf = ({ key, label }: Member): string | null => (provinceOf(key) ?? provinceOf(label))?.code ?? null

/** The members that are provinces, by their letters; a second name of one province is none. */
export function byProvince(members: readonly Member[]): {
  provinces: ReadonlyMap<string, Member>
  elsewhere: Member[]
} {
  const provinces = new Map<string, Member>()
  const elsewhere: Member[] = []
  for (const member of members) {
    const code = codeOf(member)
    if (code !== null && !provinces.has(code)) provinces.set(code, member)
    else elsewhere.push(member)
  }
  return { provinces, elsewhere }
}

export function tileMap(members: readonly Member[], options: MapOptions): TileMapModel {
  const { provinces, elsewhere } = byProvince(members)
  const values = new Map([...provinces].map(([code, member]) => [code, shownValue(member, options)]))
  const scale = options.scale ?? scaleFor([...values.values()], options)
  const digits = digitsFor([...values.values()])
  const tiles = PROVINCES.flatMap((province): Tile[] => {
    const place = TILES.get(province.code)
    if (!place) return []
    const value = values.get(province.code) ?? null
    const full = fullText(value, options)
    return [
      {
        ...place,
        code: province.code,
        short: options.locale === 'en' ? province.code : province['zh-CN'],
        name: province[options.locale],
        member: provinces.get(province.code) ?? null,
        value,
        color: scaleColor(scale, value),
        text: shortText(value, options, digits),
        spoken: `${province[options.locale]} ${full || options.unknown}`,
      },
    ]
  })
  return { tiles, elsewhere, scale, unit: unitShown(options) }
}

/** What a tile stands for. */
export function shownValue(member: Member, { side, other, metric, unit, form }: MapOptions): number | null {
  const own = side.read(member, metric)
  if (form === 'value') return own.value
  return other === null || other.before ? movement(unit, own) : differenceFrom(unit, own, other.read(member, metric))
}

/** Against another range all but shares change in percent. */
const inPercent = ({ form, other, unit }: MapOptions) =>
  form === 'difference' && (other === null || other.before) && unit !== 'percent'
function unitShown(options: MapOptions): Unit {
  if (inPercent(options)) return 'percent'
  // points are no percent
  return options.form === 'difference' && options.unit === 'percent' ? 'decimal' : options.unit
}

export const scaleFor = (
  values: readonly (number | null)[],
  { form, unit }: Pick<MapOptions, 'form' | 'unit'>,
): ColorScale => (form === 'value' ? sequentialScale(values, unit) : divergingScale(values))

export function fullText(value: number | null, options: MapOptions): string {
  if (options.form === 'value') return formatValue(options.unit, value)
  if (inPercent(options)) return formatSigned(value, (size) => formatValue('percent', size))
  return formatDifference(options.unit, value)
}

/** Decimals of percents: two where all of them are small. */
const digitsFor = (values: readonly (number | null)[]) => (values.some((value) => Math.abs(value ?? 0) >= 1) ? 1 : 2)

/** Few signs: percents with one decimal, large counts in 万 or thousands. */
function shortText(value: number | null, options: MapOptions, digits: number): string {
  if (value === null) return ''
  const { form, unit, locale } = options
  const percent = unit === 'percent' || inPercent(options)
  const short = (size: number) => {
    if (percent)
      return size.toLocaleString(
        locale,
        size >= 99.95 ? { maximumFractionDigits: 0 } : { minimumFractionDigits: digits, maximumFractionDigits: digits },
      )
    if (unit !== 'count') return formatValue(unit, size)
    return size.toLocaleString(locale, { notation: size >= 10_000 ? 'compact' : 'standard', maximumFractionDigits: 1 })
  }
  return form === 'value' ? short(value) : formatSigned(value, short)
}
