import type { PluginOptionsByType } from 'chart.js'
import type { ChartWindow } from './axes.ts'
import { faded } from './colors.ts'
import type { ChartTheme } from './theme.ts'

type ZoomOptions = NonNullable<PluginOptionsByType<'line'>['zoom']>

/** Places that stay in sight however far one zooms in. */
const LEAST = 3

/**
 * Zoom along the places: drag over a stretch, Ctrl and the wheel; Shift and drag moves on. ChartCanvas hears of it and tells its view,
 * which keeps the window, so that charts above each other move together.
 */
export function zoomOptions(places: number, theme: ChartTheme): ZoomOptions {
  const can = places > LEAST
  return {
    limits: { x: { min: 0, max: Math.max(0, places - 1), minRange: LEAST - 1 } },
    pan: { enabled: can, mode: 'x', modifierKey: 'shift' },
    zoom: {
      mode: 'x',
      wheel: { enabled: can, modifierKey: 'ctrl', speed: 0.15 },
      drag: {
        enabled: can,
        threshold: 8,
        backgroundColor: faded(theme.accent, 0.12),
        borderColor: theme.accent,
        borderWidth: 1,
      },
    },
  }
}

/** A window after something zoomed or moved: whole places, null where nothing is left out. */
export function windowOf(min: number, max: number, places: number): ChartWindow | null {
  const from = Math.max(0, Math.round(min))
  const to = Math.min(places - 1, Math.round(max))
  return (from === 0 && to === places - 1) || to < from ? null : { from, to }
}

/** The window of the keys: `+` and `-` zoom around the middle, `by` moves by a part of what is in sight. */
export function zoomed(window: ChartWindow | null, places: number, factor: number, by = 0): ChartWindow | null {
  const { from, to } = window ?? { from: 0, to: places - 1 }
  const length = Math.min(places - 1, Math.max(LEAST - 1, Math.round((to - from) * factor)))
  const middle = (from + to) / 2 + by * (to - from)
  const start = Math.min(Math.max(0, Math.round(middle - length / 2)), places - 1 - length)
  return windowOf(start, start + length, places)
}
