import type { Unit } from '../../electron/contract/units.ts'
import { formatAxis } from '../format/numbers.ts'
import type { ColorScale } from './color-scale.ts'
import type { PictureBlock } from './picture.ts'
import { chartTheme } from './theme.ts'

const STEP = 44

/** The legend of a colour scale as a block of a picture. */
export function scaleBlock(scale: ColorScale, unit: Unit, ends: readonly [string, string] | null = null): PictureBlock {
  return {
    height: 34,
    draw: (context, { x, y }) => {
      const theme = chartTheme()
      context.font = `11px ${theme.font}`
      context.textBaseline = 'middle'
      context.textAlign = 'left'
      context.fillStyle = theme.muted
      const before = ends ? context.measureText(ends[0]).width + 10 : 0
      if (ends) context.fillText(ends[0], x, y + 6)
      const width = scale.colors.length * STEP
      scale.colors.forEach((color, i) => {
        context.fillStyle = theme.color(color)
        context.fillRect(x + before + i * STEP, y, STEP, 11)
      })
      context.fillStyle = theme.muted
      if (ends) context.fillText(ends[1], x + before + width + 10, y + 6)
      context.textAlign = 'center'
      scale.bounds.forEach((bound, i) => context.fillText(formatAxis(unit, bound), x + before + (i + 1) * STEP, y + 21))
    },
  }
}
