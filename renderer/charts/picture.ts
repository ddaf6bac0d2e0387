import { Chart } from 'chart.js'
import { cssColor, type SeriesColor } from './colors.ts'
import type { Dash } from './dashes.ts'
import { emphasise } from './emphasis.ts'
import './parts.ts'
import { flow, wrap } from './picture-layout.ts'
import { anyChart, applyChartDefaults, chartTheme, type ChartTheme, type PageChart } from './theme.ts'

/** One drawing of a picture. */
export interface PictureBlock {
  readonly height: number
  /** A small title above it, where there are several. */
  readonly title?: string
  readonly draw: (
    context: CanvasRenderingContext2D,
    box: { x: number; y: number; width: number; height: number },
  ) => void
}
export interface PictureLegendItem {
  readonly label: string
  readonly color: SeriesColor
  readonly dash: Dash
}
/** Everything a picture says: it is looked at far from the page. */
export interface Picture {
  readonly title: string
  /** Range, granularity, comparison, as of. */
  readonly lines: readonly string[]
  readonly legend: readonly PictureLegendItem[]
  readonly notes: readonly string[]
  readonly blocks: readonly PictureBlock[]
}

/** Twice as fine as a plain screen, so that it is sharp in a slide. */
export const PICTURE_SCALE = 2
const WIDTH = 1200
const PAD = 28
const LINE = 19

/** A chart as a block of a picture: drawn afresh, whatever the screen shows of it. */
export function chartBlock(
  config: (theme: ChartTheme) => PageChart,
  height: number,
  { title, lit = new Set() }: { title?: string | undefined; lit?: ReadonlySet<string> } = {},
): PictureBlock {
  return {
    height,
    ...(title === undefined ? {} : { title }),
    draw: (context, box) => {
      const canvas = document.createElement('canvas')
      canvas.width = box.width
      canvas.height = box.height
      const theme = chartTheme()
      applyChartDefaults(theme)
      const made = anyChart(config(theme))
      const options = { ...made.options, responsive: false, devicePixelRatio: PICTURE_SCALE }
      const chart = new Chart(canvas, { ...made, options })
      emphasise(chart, lit)
      context.drawImage(canvas, box.x, box.y, box.width, box.height)
      chart.destroy()
    },
  }
}

/** Pixels of a drawing's own title. */
const HEAD = 24

/** Drawings side by side in one block, each as wide as its weight says, and below its own title. */
export function besideBlock(blocks: readonly PictureBlock[], weights: readonly number[], gap = 28): PictureBlock {
  const all = weights.reduce((a, b) => a + b, 0)
  const head = blocks.some(({ title }) => title) ? HEAD : 0
  return {
    height: head + Math.max(...blocks.map(({ height }) => height)),
    draw: (context, { x, y, width }) => {
      const theme = chartTheme()
      const text = writer(context, theme)
      let left = x
      blocks.forEach((block, i) => {
        const own = ((width - gap * (blocks.length - 1)) * (weights[i] ?? 0)) / all
        context.save()
        if (block.title) text(block.title, left, y + 18, theme.ink, '600 13px')
        block.draw(context, { x: left, y: y + head, width: own, height: block.height })
        context.restore()
        left += own + gap
      })
    },
  }
}

/** Paints title, lines, legend, drawings and notes below each other. Null where the browser gives no canvas. */
export function paintPicture(picture: Picture): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return null
  const theme = chartTheme()
  const width = WIDTH - 2 * PAD
  context.font = `12px ${theme.font}`
  const measure = (text: string) => context.measureText(text).width
  const legend = flow(
    picture.legend.map(({ label }) => measure(label) + 44),
    width,
  )
  const notes = picture.notes.flatMap((note) => wrap(note, width, measure))
  const legendHeight = legend.length === 0 ? 0 : ((legend.at(-1)?.row ?? 0) + 1) * LINE + 10
  const blocks = picture.blocks.reduce((sum, block) => sum + block.height + (block.title ? HEAD : 0) + 10, 0)
  const height = PAD + 30 + picture.lines.length * LINE + 8 + legendHeight + blocks + notes.length * LINE + 34
  canvas.width = WIDTH * PICTURE_SCALE
  canvas.height = height * PICTURE_SCALE
  context.scale(PICTURE_SCALE, PICTURE_SCALE)
  context.fillStyle = theme.surface
  context.fillRect(0, 0, WIDTH, height)
  const text = writer(context, theme)

  let y = PAD + 16
  text(picture.title, PAD, y, theme.ink, '600 20px')
  y += 10
  for (const line of picture.lines) text(line, PAD, (y += LINE), theme.soft, '13px')
  y += 12
  picture.legend.forEach((item, i) => {
    const at = legend[i]
    if (at) legendItem(context, theme, item, PAD + at.x, y + at.row * LINE + 10, text)
  })
  y += legendHeight
  for (const block of picture.blocks) {
    if (block.title) text(block.title, PAD, y + 18, theme.ink, '600 13px')
    if (block.title) y += HEAD
    block.draw(context, { x: PAD, y, width, height: block.height })
    y += block.height + 10
  }
  for (const note of notes) text(note, PAD, (y += LINE), theme.muted, '12px')
  return canvas
}

type Write = (text: string, x: number, y: number, color: string, font: string) => void

function writer(context: CanvasRenderingContext2D, theme: ChartTheme): Write {
  return (text, x, y, color, font) => {
    context.font = `${font} ${theme.font}`
    context.fillStyle = color
    context.textAlign = 'left'
    context.textBaseline = 'alphabetic'
    context.fillText(text, x, y)
  }
}

function legendItem(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  { label, color, dash }: PictureLegendItem,
  x: number,
  y: number,
  text: Write,
): void {
  context.save()
  context.strokeStyle = theme.color(color) || cssColor(color)
  context.lineWidth = 3
  context.setLineDash([...dash])
  context.beginPath()
  context.moveTo(x, y - 4)
  context.lineTo(x + 18, y - 4)
  context.stroke()
  context.restore()
  text(label, x + 25, y, theme.soft, '12px')
}

/** Hands a painted picture to the browser (or Electron) to be saved under a name. Throws where it cannot be made. */
export async function savePicture(picture: Picture, name: string): Promise<void> {
  const canvas = paintPicture(picture)
  const blob = await new Promise<Blob | null>((resolve) => {
    if (canvas) canvas.toBlob(resolve, 'image/png')
    else resolve(null)
  })
  if (!blob) throw new Error('no picture')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name.replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')}.png`
  link.click()
  // the browser has taken it by the next turn
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
