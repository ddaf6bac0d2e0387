import type { CartesianScaleOptions, LinearScaleOptions, Scale, ScaleOptionsByType } from 'chart.js'
import type { Locale } from '../../electron/contract/primitives.ts'
import type { Unit } from '../../electron/contract/units.ts'
import { formatAxis } from '../format/numbers.ts'
import { placeTicks, tickText } from './place-ticks.ts'
import type { Granularity, Place } from './places.ts'
import type { ChartTheme } from './theme.ts'
import type { ValueScale } from './value-scale.ts'

type LinearAxis = Partial<{ [K in keyof LinearScaleOptions]: unknown }> & { type: 'linear' }
/** chart.js asks for every option to be there or be partial all the way down; what is left out is its default. */
type Axis = ScaleOptionsByType<'linear'>

/** Every value axis is as wide as this, so that charts above each other share their x axis by eye. */
export const VALUE_AXIS_WIDTH = 56
/** Room a label of the x axis wants. */
const LABEL_WIDTH = 62

/** The axis of values at the left: thin lines across, round steps, numbers by their unit. One at the `right` draws no lines of its own. */
export function valueAxis(
  scale: ValueScale,
  unit: Unit,
  locale: Locale,
  theme: ChartTheme,
  { right = false }: { right?: boolean } = {},
): Axis {
  const plain = plainValueAxis(scale, unit, locale, theme)
  const axis: LinearAxis = {
    ...plain,
    ...(right ? { position: 'right', grid: { drawOnChartArea: false, drawTicks: false } } : {}),
    afterFit: (own: Scale<CartesianScaleOptions>) => {
      own.width = VALUE_AXIS_WIDTH
    },
  }
  return axis as Axis
}

/** The same at the bottom, for bars that lie. `unsigned`: what goes to the left is no less than what goes to the right. */
export function lyingValueAxis(
  scale: ValueScale,
  unit: Unit,
  locale: Locale,
  theme: ChartTheme,
  { unsigned = false }: { unsigned?: boolean } = {},
): Axis {
  return plainValueAxis(scale, unit, locale, theme, unsigned) as Axis
}

function plainValueAxis(
  scale: ValueScale,
  unit: Unit,
  locale: Locale,
  theme: ChartTheme,
  unsigned = false,
): LinearAxis {
  return {
    type: 'linear',
    min: scale.min,
    max: scale.max,
    border: { display: false },
    grid: { color: theme.line, drawTicks: false },
    ticks: {
      stepSize: scale.step,
      padding: 8,
      color: theme.muted,
      callback: (value: number | string) =>
        formatAxis(unit, unsigned ? Math.abs(Number(value)) : Number(value), locale),
    },
  }
}

/** What part of the places is looked at, ends included. */
export interface ChartWindow {
  readonly from: number
  readonly to: number
}

/** The axis of places: counted from 0, so that no time zone of this machine comes in; ticks where people look for them. */
export function placeAxis(
  places: readonly Place[],
  granularity: Granularity | null,
  window: ChartWindow | null,
  theme: ChartTheme,
  { pad = 0 }: { pad?: number } = {},
): Axis {
  const from = window?.from ?? 0
  const to = window?.to ?? Math.max(0, places.length - 1)
  let ticks: readonly number[] = []
  const axis: LinearAxis = {
    type: 'linear',
    min: from - pad - (from === to ? 0.5 : 0),
    max: to + pad + (from === to ? 0.5 : 0),
    offset: false,
    border: { color: theme.line },
    grid: { display: false },
    ticks: {
      padding: 6,
      color: theme.muted,
      maxRotation: 0,
      autoSkip: false,
      callback: (_value: number | string, n: number) => tickText(places, ticks, n),
    },
    afterBuildTicks: (own: Scale<CartesianScaleOptions>) => {
      // what is in sight now: it may be on its way to another window
      const [first, last] = [Math.ceil(own.min + pad), Math.floor(own.max - pad)]
      ticks = placeTicks(places, granularity, first, last, Math.floor(own.width / LABEL_WIDTH))
      own.ticks = ticks.map((value) => ({ value }))
    },
  }
  return axis as Axis
}
