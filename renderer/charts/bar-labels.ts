import type { ChartType, Plugin } from 'chart.js'

export interface BarLabelOptions {
  /** By dataset, then bar; none where the chart has no room for them. */
  readonly texts: readonly (readonly string[])[]
  readonly color: string
  readonly font: string
}

const GAP = 6

/** Each bar's value at its end. */
export const barLabels: Plugin<ChartType, BarLabelOptions> = {
  id: 'barLabels',
  defaults: { texts: [], color: '', font: '' },
  afterDatasetsDraw(chart, _args, { texts, color, font }) {
    if (texts.length === 0) return
    const lying = chart.options.indexAxis === 'y'
    const { ctx } = chart
    ctx.save()
    ctx.font = `12px ${font}`
    ctx.fillStyle = color
    ctx.textBaseline = lying ? 'middle' : 'bottom'
    ctx.textAlign = lying ? 'left' : 'center'
    for (const meta of chart.getSortedVisibleDatasetMetas())
      meta.data.forEach((bar, i) => {
        const text = texts[meta.index]?.[i] ?? ''
        if (text === '' || Number.isNaN(bar.x) || Number.isNaN(bar.y)) return
        ctx.fillText(text, bar.x + (lying ? GAP : 0), bar.y - (lying ? 0 : GAP / 2))
      })
    ctx.restore()
  },
}
