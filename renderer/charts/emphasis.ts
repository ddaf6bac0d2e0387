import type { Chart, Plugin } from 'chart.js'

/** How much of itself a line keeps while another is looked at. */
export const REST = 0.13
/** Pixels a line may reach over the edge of the drawing. */
const EDGE = 5

const lit = new WeakMap<Chart, ReadonlySet<string>>()

/** Datasets of a series carry its key, the line it is compared with carries it too; a `quiet` one is only drawn while it stands out. */
export interface Keyed {
  readonly key: string
  readonly quiet?: boolean
}
export const keyOf = (dataset: object): string | undefined => (dataset as Partial<Keyed>).key

/** The series that stand out on a chart; null where all are alike. */
export function litOn(chart: Chart): ReadonlySet<string> | null {
  const keys = lit.get(chart)
  return keys && keys.size > 0 ? keys : null
}

/** Which series stand out on a chart: the others fade, nothing is computed anew. An empty set: all are equal. */
export function emphasise(chart: Chart, keys: ReadonlySet<string>): void {
  lit.set(chart, keys)
  chart.draw()
}

export const emphasis: Plugin = {
  id: 'emphasis',
  beforeDatasetDraw(chart, { index }) {
    const keys = litOn(chart)
    const dataset = chart.data.datasets[index] ?? {}
    const stands = keys?.has(keyOf(dataset) ?? '') ?? false
    if ((dataset as Partial<Keyed>).quiet === true && !stands) return false
    if (keys && !stands) chart.ctx.globalAlpha = REST
    return undefined
  },
  afterDatasetDraw(chart) {
    chart.ctx.globalAlpha = 1
  },
  /** Those that stand out are drawn once more, above what crosses them. */
  afterDatasetsDraw(chart) {
    const keys = litOn(chart)
    if (!keys) return
    const { ctx, chartArea: area } = chart
    ctx.save()
    ctx.beginPath()
    ctx.rect(area.left - EDGE, area.top - EDGE, area.width + 2 * EDGE, area.height + 2 * EDGE)
    ctx.clip()
    for (const meta of chart.getSortedVisibleDatasetMetas()) {
      const dataset = chart.data.datasets[meta.index]
      if (dataset && keys.has(keyOf(dataset) ?? '')) meta.controller.draw()
    }
    ctx.restore()
  },
}
