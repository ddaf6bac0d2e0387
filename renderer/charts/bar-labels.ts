import { BarElement, type Chart, type ChartType, type Plugin } from 'chart.js'
import { litOn, keyOf, REST } from './emphasis.ts'

export interface BarLabelOptions {
  /** By dataset, then bar; none where the chart has no room for them. */
  readonly texts: readonly (readonly string[])[]
  readonly color: string
  readonly font: string
  /** By dataset: the inks of texts within the bars, where they fit; null for texts at the bars' ends. */
  readonly inks: readonly string[] | null
}

const GAP = 6
const LINE = 12

/** Each bar's value at its end, or within it. */
export const barLabels: Plugin<ChartType, BarLabelOptions> = {
  id: 'barLabels',
  defaults: { texts: [], color: '', font: '', inks: null },
  afterDatasetsDraw(chart, _args, { texts, color, font, inks }) {
    if (texts.length === 0) return
    const { ctx } = chart
    const keys = litOn(chart)
    ctx.save()
    ctx.font = `12px ${font}`
    for (const meta of chart.getSortedVisibleDatasetMetas()) {
      const key = keyOf(chart.data.datasets[meta.index] ?? {})
      ctx.globalAlpha = keys && !keys.has(key ?? '') ? REST * 2 : 1
      ctx.fillStyle = inks?.[meta.index] ?? color
      meta.data.forEach((bar, i) => {
        const text = texts[meta.index]?.[i] ?? ''
        if (text === '' || !(bar instanceof BarElement) || Number.isNaN(bar.x) || Number.isNaN(bar.y)) return
        if (inks) writeWithin(chart, bar, text)
        else writeAtEnd(chart, bar, text)
      })
    }
    ctx.restore()
  },
}

function writeAtEnd({ ctx, options }: Chart, bar: BarElement, text: string): void {
  const lying = options.indexAxis === 'y'
  const { base } = bar.getProps(['base'], true)
  // a bar that goes to the left has its value there
  const back = lying && bar.x < base
  ctx.textBaseline = lying ? 'middle' : 'bottom'
  ctx.textAlign = lying ? (back ? 'right' : 'left') : 'center'
  ctx.fillText(text, bar.x + (lying ? (back ? -GAP : GAP) : 0), bar.y - (lying ? 0 : GAP / 2))
}

function writeWithin({ ctx, options }: Chart, bar: BarElement, text: string): void {
  const lying = options.indexAxis === 'y'
  const { base, width, height } = bar.getProps(['base', 'width', 'height'], true)
  if (ctx.measureText(text).width + GAP > width || height < LINE) return
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'center'
  ctx.fillText(text, lying ? (bar.x + base) / 2 : bar.x, lying ? bar.y : (bar.y + base) / 2)
}
