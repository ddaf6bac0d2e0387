import type { AnnotationOptions } from 'chartjs-plugin-annotation'
import { faded } from './colors.ts'
import type { ChartTheme } from './theme.ts'

/** A remark at a place of the x axis: a thin line with its words at the top; over several places a tinted stretch. */
export interface ChartMark {
  readonly at: number
  /** The last of its places. */
  readonly to?: number
  readonly label: string
}
/** A value worth a line across: a target, a base. */
export interface ChartLevel {
  readonly value: number
  readonly label?: string
}

/** Marks and levels as the annotation plugin takes them. */
export function marksOf(
  marks: readonly ChartMark[],
  levels: readonly ChartLevel[],
  theme: ChartTheme,
): AnnotationOptions[] {
  const line = (color: string, label: string | undefined, position: 'start' | 'end') => ({
    type: 'line' as const,
    borderColor: color,
    borderWidth: 1,
    borderDash: [2, 3],
    label: {
      display: label !== undefined && label !== '',
      content: label ?? '',
      position,
      color,
      backgroundColor: theme.surface,
      padding: { x: 4, y: 1 },
      font: { size: 11, weight: 'normal' as const },
    },
  })
  return [
    ...marks.flatMap(({ at, to = at }) => (to > at ? [stretch(at, to, theme)] : [])),
    ...marks.map(({ at, label }) => ({ ...line(theme.warn, label, 'end'), xMin: at, xMax: at })),
    ...levels.map(({ value, label }) => ({ ...line(theme.muted, label, 'start'), yMin: value, yMax: value })),
  ]
}

const stretch = (from: number, to: number, theme: ChartTheme): AnnotationOptions => ({
  type: 'box',
  xMin: from,
  xMax: to,
  backgroundColor: faded(theme.warn, 0.08),
  borderWidth: 0,
  drawTime: 'beforeDatasetsDraw',
})
