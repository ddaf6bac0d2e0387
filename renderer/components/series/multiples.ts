import type { ChartWindow } from '../../charts/axes.ts'
import { miniPath, type MiniBox } from '../../charts/mini-path.ts'
import { cssColor } from '../../charts/colors.ts'
import { extentOf, valueScale, type ValueScale } from '../../charts/value-scale.ts'
import type { PictureBlock } from '../../charts/picture.ts'
import { fitText } from '../../charts/text-width.ts'
import { chartTheme } from '../../charts/theme.ts'
import { formatAxis, formatValue } from '../../format/numbers.ts'
import { seriesOf } from '../../theme/series.ts'
import type { Panel, PanelSeries } from './panel.ts'

/** The box a small chart is drawn in, before it is stretched to its place. */
export const MINI: MiniBox = { width: 240, height: 84 }

export interface Multiples {
  readonly series: readonly PanelSeries[]
  /** The one scale of all of them. */
  readonly scale: ValueScale
  readonly ticks: readonly number[]
  readonly first: number
  readonly last: number
}

export function multiplesOf(panel: Panel, hidden: ReadonlySet<string>, zoom: ChartWindow | null): Multiples {
  const series = panel.series.filter(({ key }) => !hidden.has(key))
  const first = zoom?.from ?? 0
  const last = zoom?.to ?? panel.periods.length - 1
  const lines = series.flatMap(({ values, before }) => (before ? [values, before] : [values]))
  const scale = valueScale(extentOf(lines, first, last), panel.unit, { steps: 2 })
  const count = Math.round((scale.max - scale.min) / scale.step)
  return { series, scale, first, last, ticks: Array.from({ length: count + 1 }, (_, i) => scale.min + i * scale.step) }
}

const COLUMNS = 5
const GAP = 20
const CELL = 128

/** The small charts as a block of a picture, drawn with the very paths of the page. */
export function multiplesBlock(
  panel: Panel,
  hidden: ReadonlySet<string>,
  zoom: ChartWindow | null,
  title?: string,
): PictureBlock {
  const model = multiplesOf(panel, hidden, zoom)
  return {
    height: Math.max(1, Math.ceil(model.series.length / COLUMNS)) * CELL,
    ...(title === undefined ? {} : { title }),
    draw: (context, { x, y, width }) => {
      const own = (width - GAP * (COLUMNS - 1)) / COLUMNS
      model.series.forEach((series, i) => {
        context.save()
        context.translate(x + (i % COLUMNS) * (own + GAP), y + Math.floor(i / COLUMNS) * CELL)
        drawOne(context, panel, model, series, own)
        context.restore()
      })
    },
  }
}

function drawOne(
  context: CanvasRenderingContext2D,
  panel: Panel,
  model: Multiples,
  series: PanelSeries,
  width: number,
): void {
  const theme = chartTheme()
  const box = { width, height: 76 }
  const color = theme.color(seriesOf(series.appId)) || cssColor(seriesOf(series.appId))
  const value = formatValue(series.total.unit ?? panel.unit, series.total.value)
  context.font = `12px ${theme.font}`
  context.fillStyle = theme.soft
  context.fillText(fitText(series.name, width - 80), 0, 12)
  context.textAlign = 'right'
  context.fillStyle = theme.ink
  context.fillText(value, width, 12)
  context.textAlign = 'left'
  context.translate(0, 24)
  context.lineWidth = 1
  context.strokeStyle = theme.line
  for (const tick of model.ticks) {
    const y = box.height - ((tick - model.scale.min) / (model.scale.max - model.scale.min)) * box.height
    context.stroke(new Path2D(`M0 ${y}H${width}`))
  }
  context.fillStyle = theme.muted
  context.font = `10px ${theme.font}`
  context.fillText(formatAxis(panel.unit, model.scale.max), 0, 9)
  context.strokeStyle = color
  if (series.before) {
    context.globalAlpha = 0.6
    context.setLineDash([3, 4])
    context.lineWidth = 1.2
    context.stroke(new Path2D(miniPath(series.before, model.scale, box, model.first, model.last)))
    context.setLineDash([])
    context.globalAlpha = 1
  }
  context.lineWidth = 1.8
  context.stroke(new Path2D(miniPath(series.values, model.scale, box, model.first, model.last)))
}
