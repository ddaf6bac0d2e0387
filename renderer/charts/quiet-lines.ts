import type { Chart, Plugin } from 'chart.js'
import { litOn } from './emphasis.ts'

/** A line that is only seen while its series stands out. Where there are many, each would be one more for chart.js to keep in order. */
export interface QuietLine {
  readonly key: string
  readonly values: readonly (number | null)[]
  readonly color: string
  readonly width: number
  readonly dash: readonly number[]
}
export interface QuietLinesOptions {
  readonly lines: () => readonly QuietLine[]
}

/** The known stretches of a line, as points of the drawing. */
export function stretches(
  values: readonly (number | null)[],
  x: (place: number) => number,
  y: (value: number) => number,
): [number, number][][] {
  const found: [number, number][][] = []
  values.forEach((value, place) => {
    if (value === null) return
    const point: [number, number] = [x(place), y(value)]
    const last = (values[place - 1] ?? null) === null ? undefined : found.at(-1)
    if (last) last.push(point)
    else found.push([point])
  })
  return found
}

export const quietLines: Plugin<'line', QuietLinesOptions> = {
  id: 'quietLines',
  defaults: { lines: () => [] },
  beforeDatasetsDraw(chart, _args, options) {
    const lit = litOn(chart)
    if (!lit) return
    for (const line of options.lines()) if (lit.has(line.key)) draw(chart, line)
  },
}

function draw(chart: Chart, { values, color, width, dash }: QuietLine): void {
  const { ctx, chartArea: area, scales } = chart
  const { x, y } = scales
  if (!x || !y) return
  ctx.save()
  ctx.beginPath()
  ctx.rect(area.left, area.top, area.width, area.height)
  ctx.clip()
  ctx.strokeStyle = color
  ctx.lineWidth = width
  ctx.setLineDash([...dash])
  ctx.beginPath()
  const pieces = stretches(
    values,
    (place) => x.getPixelForValue(place),
    (value) => y.getPixelForValue(value),
  )
  for (const piece of pieces)
    piece.forEach(([left, top], i) => (i === 0 ? ctx.moveTo(left, top) : ctx.lineTo(left, top)))
  ctx.stroke()
  ctx.restore()
}
