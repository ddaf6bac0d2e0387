import { inkOn } from '../../charts/color-scale.ts'
import type { PictureBlock } from '../../charts/picture.ts'
import { fitText } from '../../charts/text-width.ts'
import { chartTheme } from '../../charts/theme.ts'
import type { TileMapModel } from './map.ts'
import { MAP_COLUMNS, MAP_ROWS } from './tiles.ts'

const GAP = 3

/** A tile map as a block of a picture: with its words where tiles are large, small ones by colour alone. */
export function mapBlock({ tiles }: TileMapModel, height: number, name?: string): PictureBlock {
  return {
    height,
    draw: (context, box) => {
      const theme = chartTheme()
      const head = name === undefined ? 0 : 22
      const own = (height - head) / MAP_ROWS
      const wide = Math.min(own * 1.22, box.width / MAP_COLUMNS)
      const left = box.x + (box.width - wide * MAP_COLUMNS) / 2
      const large = own >= 34
      context.textAlign = 'center'
      context.textBaseline = 'middle'
      if (name !== undefined) {
        context.font = `600 12px ${theme.font}`
        context.fillStyle = theme.ink
        context.fillText(fitText(name, box.width), box.x + box.width / 2, box.y + 9)
      }
      for (const { column, row, color, short, text } of tiles) {
        const [x, y] = [left + column * wide, box.y + head + row * own]
        context.beginPath()
        context.roundRect(x, y, wide - GAP, own - GAP, large ? 5 : 2)
        context.fillStyle = color ? theme.color(color) : theme.surface
        context.fill()
        if (!color) {
          context.strokeStyle = theme.line
          context.stroke()
        }
        if (!large) continue
        const [middle, centre] = [x + (wide - GAP) / 2, y + (own - GAP) / 2]
        context.fillStyle = color ? theme.color(inkOn(color)) : theme.muted
        context.font = `600 12px ${theme.font}`
        context.fillText(short, middle, centre - (text === '' ? 0 : 8))
        context.font = `12px ${theme.font}`
        context.fillText(text, middle, centre + 8)
      }
    },
  }
}
