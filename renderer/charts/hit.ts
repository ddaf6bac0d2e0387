import { ArcElement, BarElement, type Chart } from 'chart.js'
import { isArea, keyOf } from './emphasis.ts'

/** What the pointer is on: a place of the axis, and the series nearest to it there. */
export interface Hit {
  readonly at: number
  readonly key: string | null
}

/** A line is pointed at from so many pixels away. */
const REACH = 28
/** An area reaches down from its edge however far. */
const AREA = 1000

/** What lies below a pointer; null outside of the drawing. */
export function hitOf(chart: Chart, x: number, y: number): Hit | null {
  const { left, right, top, bottom } = chart.chartArea
  if (x < left - 8 || x > right + 8 || y < top || y > bottom) return null
  if ('type' in chart.config && chart.config.type === 'doughnut') return sliceAt(chart, x, y)
  const lying = chart.options.indexAxis === 'y'
  const scale = lying ? chart.scales['y'] : chart.scales['x']
  if (!scale) return null
  const value = scale.getValueForPixel(lying ? y : x) ?? NaN
  const at = Math.min(Math.floor(scale.max), Math.max(Math.ceil(scale.min), Math.round(value)))
  return Number.isNaN(at) ? null : { at, key: nearestKey(chart, at, { x, y }) }
}

function sliceAt(chart: Chart, x: number, y: number): Hit | null {
  const slices = chart.getDatasetMeta(0).data
  const at = slices.findIndex((slice) => slice instanceof ArcElement && slice.inRange(x, y, true))
  return at < 0 ? null : { at, key: null }
}

/** The series whose point or bar at a place is nearest; lines only within reach. */
function nearestKey(chart: Chart, at: number, pointer: { x: number; y: number }): string | null {
  let nearest = REACH
  let key: string | null = null
  for (const meta of chart.getSortedVisibleDatasetMetas()) {
    const dataset = chart.data.datasets[meta.index]
    const element = meta.data[indexAt(dataset?.data ?? [], at, chart.options.indexAxis === 'y')]
    if (!dataset || !element || Number.isNaN(element.x) || Number.isNaN(element.y)) continue
    if (element instanceof BarElement) {
      if (element.inRange(pointer.x, pointer.y, true)) return keyOf(dataset) ?? null
      continue
    }
    // an area's edge lies above the pointer, and of those the lowest is its own
    const far = isArea(dataset)
      ? element.y <= pointer.y
        ? (pointer.y - element.y) / AREA
        : Infinity
      : Math.abs(element.y - pointer.y)
    if (far >= nearest) continue
    nearest = far
    key = keyOf(dataset) ?? null
  }
  return key
}

/** Where a place's point stands in a dataset: at its own index, unless points were thinned out. */
function indexAt(data: readonly unknown[], at: number, lying: boolean): number {
  const place = (i: number) => {
    const point = data[i] as { x: number; y: number } | undefined
    return lying ? point?.y : point?.x
  }
  if (place(at) === at) return at
  let low = 0
  let high = data.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((place(middle) ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return place(low) === at ? low : -1
}
