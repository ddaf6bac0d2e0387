import type { ValueScale } from './value-scale.ts'

export interface MiniBox {
  readonly width: number
  readonly height: number
}

/**
 * The path of a line in a small box on a given scale, for SVG and for a canvas alike: a gap is a gap, a value alone between gaps is a
 * dot. `first` and `last` are the places in sight.
 */
export function miniPath(
  values: readonly (number | null)[],
  scale: Pick<ValueScale, 'min' | 'max'>,
  { width, height }: MiniBox,
  first: number,
  last: number,
): string {
  const step = last > first ? width / (last - first) : 0
  const y = (value: number) => height - ((value - scale.min) / (scale.max - scale.min)) * height
  let path = ''
  let open = false
  for (let i = first; i <= last; i += 1) {
    const value = values[i] ?? null
    if (value === null) open = false
    else {
      path += `${open ? 'L' : 'M'}${round((i - first) * step)} ${round(y(value))}`
      if (!open && (values[i + 1] ?? null) === null) path += 'h0.01'
      open = true
    }
  }
  return path
}

const round = (value: number) => Math.round(value * 10) / 10
