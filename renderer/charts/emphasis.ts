import type { Chart, ChartMeta, Plugin } from 'chart.js'

/** How much of itself a line keeps while another is looked at. */
export const REST = 0.13
/** Pixels a line may reach over the edge of the drawing. */
const EDGE = 5

const lit = new WeakMap<Chart, ReadonlySet<string>>()

/** Datasets of a series carry its key; the line it is compared with carries it too. */
export interface Keyed {
  readonly key: string
  /** It is pointed at anywhere between its edge and the one below. */
  readonly area?: boolean
  /** How wide it is while it stands out, where it is finer else. */
  readonly bold?: number
}
export const keyOf = (dataset: object): string | undefined => (dataset as Partial<Keyed>).key
export const isArea = (dataset: object): boolean => (dataset as Partial<Keyed>).area === true

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

/** Draws a series as wide as it is when it stands out. */
function drawBold({ controller, dataset: line }: ChartMeta, width: number | undefined): void {
  const options = line?.options
  if (line && width !== undefined) line.options = { ...options, borderWidth: width }
  controller.draw()
  if (line && options) line.options = options
}

export const emphasis: Plugin = {
  id: 'emphasis',
  beforeDatasetDraw(chart, { index }) {
    const keys = litOn(chart)
    if (keys && !keys.has(keyOf(chart.data.datasets[index] ?? {}) ?? '')) chart.ctx.globalAlpha = REST
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
      if (dataset && keys.has(keyOf(dataset) ?? '')) drawBold(meta, (dataset as Partial<Keyed>).bold)
    }
    ctx.restore()
  },
}
