import type { Chart, ChartType, Plugin } from 'chart.js'
import { litOn, REST } from './emphasis.ts'
import { fitText } from './text-width.ts'

/** Names at the lines' ends: so few lines need no legend to be looked up in. */
export interface EndLabel {
  /** The dataset's index. */
  readonly dataset: number
  /** Of the series: it fades with its line. */
  readonly key: string
  readonly text: string
  readonly color: string
}
export interface EndLabelOptions {
  readonly labels: readonly EndLabel[]
  /** Pixels right of the lines. */
  readonly room: number
  readonly font: string
}

const LINE_HEIGHT = 15
const GAP = 8

/**
 * Heights for labels that would like to stand at `wanted`, none nearer than `gap` to another, within `top` and `bottom`. In the order
 * given; where there is no room for all they touch the bottom.
 */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  const placed = order.map(({ y }) => Math.min(Math.max(y, top), bottom))
  for (let k = 1; k < placed.length; k += 1) placed[k] = Math.max(placed[k] ?? 0, (placed[k - 1] ?? 0) + gap)
  const over = (placed.at(-1) ?? bottom) - bottom
  if (over > 0) {
    placed[placed.length - 1] = bottom
    for (let k = placed.length - 2; k >= 0; k -= 1) placed[k] = Math.min(placed[k] ?? 0, (placed[k + 1] ?? 0) - gap)
  }
  const result = new Array<number>(wanted.length).fill(0)
  order.forEach(({ i }, k) => (result[i] = placed[k] ?? 0))
  return result
}

/** The last known point of a dataset that is in sight. */
function endOf(chart: Chart, dataset: number): { x: number; y: number } | null {
  const { data } = chart.getDatasetMeta(dataset)
  const right = chart.chartArea.right + 1
  for (let i = data.length - 1; i >= 0; i -= 1) {
    const { x, y } = data[i] ?? { x: NaN, y: NaN }
    if (!Number.isNaN(x) && !Number.isNaN(y) && x <= right) return { x, y }
  }
  return null
}

export const endLabels: Plugin<ChartType, EndLabelOptions> = {
  id: 'endLabels',
  defaults: { labels: [], room: 0, font: '' },
  afterDatasetsDraw(chart, _args, options) {
    if (options.labels.length === 0) return
    const { ctx, chartArea } = chart
    const keys = litOn(chart)
    const found = options.labels.flatMap((label) => {
      const end = endOf(chart, label.dataset)
      return end ? [{ label, end }] : []
    })
    const heights = spread(
      found.map(({ end }) => end.y),
      LINE_HEIGHT,
      chartArea.top + LINE_HEIGHT / 2,
      chartArea.bottom - LINE_HEIGHT / 2,
    )
    ctx.save()
    ctx.font = `12px ${options.font}`
    ctx.textBaseline = 'middle'
    ctx.textAlign = 'left'
    found.forEach(({ label }, i) => {
      ctx.globalAlpha = keys?.has(label.key) === false ? REST * 2 : 1
      ctx.fillStyle = label.color
      ctx.fillText(fitText(label.text, options.room - GAP), chartArea.right + GAP, heights[i] ?? 0)
    })
    ctx.restore()
  },
}
