import { lineChart } from '../../charts/line-chart.ts'
import { scaleColor, inkOn } from '../../charts/color-scale.ts'
import { chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { fitText } from '../../charts/text-width.ts'
import { chartTheme, type ChartTheme } from '../../charts/theme.ts'
import { aboutLine } from '../../components/series/about.ts'
import { cellText, type ValueCells, type ValueColumn } from '../../components/values/values.ts'
import { formatMoment } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import type { Scope } from '../../router/scope-query.ts'
import { curvesLegend, curvesModel } from './curve-chart.ts'
import type { Curves } from './curves.ts'
import { HEAD, type Heat } from './heat.ts'
import { t } from './texts.ts'

const ROW = 24
const HEAD_WIDTH = 210
/** More rows make no picture, but a list. */
const MOST_ROWS = 40

export interface RetentionPicture {
  readonly who: string
  readonly range: DateRange
  readonly beforeRange: DateRange | null
  readonly fetchedAt: string | null
  readonly heat: Heat
  readonly curves: Curves
  readonly notes: readonly string[]
}

/** Curves and coloured table as a picture that says by itself what it shows. */
export function retentionPicture(
  { who, range, beforeRange, fetchedAt, heat, curves, notes }: RetentionPicture,
  scope: Pick<Scope, 'compare' | 'asOf' | 'granularity'>,
  locale: 'zh-CN' | 'en',
): Picture {
  const model = curvesModel(curves, new Set(), locale)
  return {
    title: t('picture', { who }),
    lines: [aboutLine({ range, beforeRange, fetchedAt, granularity: scope.granularity }, scope)],
    legend: curvesLegend(curves),
    notes: [...notes, t('made', { time: formatMoment(new Date().toISOString(), 0) })],
    blocks: [chartBlock((theme) => lineChart(model, theme), 320), heatBlock(heat)],
  }
}

/** The coloured table, drawn. The last rows where there are very many: they are the newest. */
function heatBlock({ columns, rows, feet, cells, scale }: Heat): PictureBlock {
  const shown = rows.slice(-MOST_ROWS)
  return {
    height: (shown.length + feet.length + 1) * ROW + 6,
    draw: (context, { x, y, width }) => {
      const theme = chartTheme()
      const step = (width - HEAD_WIDTH) / (columns.length - 1)
      context.font = `12px ${theme.font}`
      context.textBaseline = 'middle'
      const line = (n: number) => y + n * ROW
      columns.forEach(({ key, title }, c) => {
        write(context, theme.muted, title, c, x, line(0), step, key)
      })
      shown.forEach((row, r) => {
        columns.forEach((column, c) => {
          const cell = cells.get(row.id)?.get(column.key)
          const left = x + HEAD_WIDTH + (c - 1) * step
          const color = cell && scaleColor(scale, cell.rate)
          if (color) {
            context.fillStyle = theme.color(color)
            context.fillRect(left, line(r + 1), step, ROW)
          } else if (cell?.state === 'young') hatch(context, theme, left, line(r + 1), step)
          const ink = color ? theme.color(inkOn(color)) : theme.ink
          if (cell?.state !== 'young')
            write(context, ink, textOf(column, row.cells), c, x, line(r + 1), step, column.key)
        })
      })
      feet.forEach((foot, f) => {
        columns.forEach((column, c) => {
          write(context, theme.soft, textOf(column, foot), c, x, line(shown.length + 1 + f), step, column.key)
        })
      })
    },
  }
}

function textOf(column: ValueColumn, cells: ValueCells): string {
  const cell = cells.get(column.key)
  if (cell?.kind !== 'change') return cellText(column, cell)
  const { value = null } = cell
  return value === null ? '' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}%`
}

function write(
  context: CanvasRenderingContext2D,
  color: string,
  text: string,
  column: number,
  x: number,
  y: number,
  step: number,
  key: string,
): void {
  context.fillStyle = color
  context.textAlign = key === HEAD ? 'left' : 'right'
  const right = x + HEAD_WIDTH + column * step - 8
  context.fillText(fitText(text, key === HEAD ? HEAD_WIDTH - 10 : step - 8), key === HEAD ? x : right, y + ROW / 2)
  context.textAlign = 'left'
}

function hatch(context: CanvasRenderingContext2D, theme: ChartTheme, x: number, y: number, width: number): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, ROW)
  context.clip()
  context.strokeStyle = theme.line
  context.beginPath()
  for (let at = -ROW; at < width; at += 6) {
    context.moveTo(x + at, y + ROW)
    context.lineTo(x + at + ROW, y)
  }
  context.stroke()
  context.restore()
}
