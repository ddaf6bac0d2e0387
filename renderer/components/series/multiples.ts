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

/** All small charts on one scale, or each on its own. */
export const SCALES = ['same', 'own'] as const
export type Scales = (typeof SCALES)[number]

export interface SmallChart {
  readonly series: PanelSeries
  readonly scale: ValueScale
  readonly ticks: readonly number[]
}
export interface Multiples {
  readonly charts: readonly SmallChart[]
  readonly first: number
  readonly last: number
}

/** A small chart a series: all on one scale, so that heights may be compared, or each on its own, so that shapes may. */
export function multiplesOf(
  panel: Panel,
  hidden: ReadonlySet<string>,
  zoom: ChartWindow | null,
  ownScales = false,
): Multiples {
  const all = panel.series.filter(({ key }) => !hidden.has(key))
  const first = zoom?.from ?? 0
  const last = zoom?.to ?? panel.periods.length - 1
  const scaleOf = (some: readonly PanelSeries[]) => {
    const lines = some.flatMap(({ values, before }) => (before ? [values, before] : [values]))
    return valueScale(extentOf(lines, first, last), panel.unit, { steps: 2 })
  }
  const common = scaleOf(all)
  const charts = all.map((series) => {
    const scale = ownScales ? scaleOf([series]) : common
    return { series, scale, ticks: ticksOf(scale) }
  })
  return { charts, first, last }
}

const ticksOf = ({ min, max, step }: ValueScale): number[] =>
  Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)

const COLUMNS = 5
const GAP = 20
const CELL = 128

/** The small charts as a block of a picture, drawn with the very paths of the page. */
export function multiplesBlock(
  panel: Panel,
  hidden: ReadonlySet<string>,
  zoom: ChartWindow | null,
  { title, ownScales = false }: { title?: string | undefined; ownScales?: boolean } = {},
): PictureBlock {
  const model = multiplesOf(panel, hidden, zoom, ownScales)
  return {
    height: Math.max(1, Math.ceil(model.charts.length / COLUMNS)) * CELL,
    ...(title === undefined ? {} : { title }),
    draw: (context, { x, y, width }) => {
      const own = (width - GAP * (COLUMNS - 1)) / COLUMNS
      model.charts.forEach((chart, i) => {
        context.save()
        context.translate(x + (i % COLUMNS) * (own + GAP), y + Math.floor(i / COLUMNS) * CELL)
        drawOne(context, panel, model, chart, own)
        context.restore()
      })
    },
  }
}

function drawOne(
  context: CanvasRenderingContext2D,
  panel: Panel,
  { first, last }: Multiples,
  { series, scale, ticks }: SmallChart,
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
  for (const tick of ticks) {
    const y = box.height - ((tick - scale.min) / (scale.max - scale.min)) * box.height
    context.stroke(new Path2D(`M0 ${y}H${width}`))
  }
  context.fillStyle = theme.muted
  context.font = `10px ${theme.font}`
  context.fillText(formatAxis(panel.unit, scale.max), 0, 9)
  context.strokeStyle = color
  if (series.before) {
    context.globalAlpha = 0.6
    context.setLineDash([3, 4])
    context.lineWidth = 1.2
    context.stroke(new Path2D(miniPath(series.before, scale, box, first, last)))
    context.setLineDash([])
    context.globalAlpha = 1
  }
  context.lineWidth = 1.8
  context.stroke(new Path2D(miniPath(series.values, scale, box, first, last)))
}
