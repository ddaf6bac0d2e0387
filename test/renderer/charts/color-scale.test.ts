import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  classOf,
  divergingScale,
  INDEX_SCALE,
  scaleColor,
  SCALE_COLORS,
  sequentialScale,
} from '../../../renderer/charts/color-scale.ts'

const numbers = fc.array(fc.option(fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100)), { minLength: 1 })

describe('from little to much', () => {
  test('even round steps from zero', () => {
    const scale = sequentialScale([12.6, 10.1, 9.9, 8.5, 6, 4.1, 2.2, 0.04, null], 'percent')
    expect(scale.bounds).toEqual([2.5, 5, 7.5, 10, 12.5])
    expect(scale.uneven).toBe(false)
    expect([0.04, 2.5, 12.6].map((value) => scaleColor(scale, value))).toEqual(['--seq-1', '--seq-2', '--seq-7'])
    expect(scaleColor(scale, null)).toBeNull()
  })

  test('one great and many small: the steps grow, so that the small ones differ too', () => {
    const scale = sequentialScale([62, 9, 3, 2.5, 2, 1.4, 0.9, 0.5, 0.3, 0.1, 0], 'percent')
    expect(scale.uneven).toBe(true)
    expect(scale.bounds).toEqual([1, 2, 5, 10, 20, 50])
    expect([0, 0.9, 1, 2.5, 9, 62].map((value) => classOf(scale, value))).toEqual([0, 0, 1, 2, 3, 6])
  })

  test('durations step in minutes, and do not begin at zero where all are long', () => {
    const scale = sequentialScale([100, 112, 118, 127, 133, 139], 'seconds')
    expect(scale.bounds[0]).toBeGreaterThan(100)
    for (const bound of scale.bounds) expect(bound % 10).toBe(0)
  })

  test('nothing known, and all alike', () => {
    expect(sequentialScale([null], 'count')).toMatchObject({ bounds: [], colors: ['--seq-1'] })
    const alike = sequentialScale([5, 5, 5], 'count')
    expect(scaleColor(alike, 5)).not.toBeNull()
    expect(sequentialScale([0, 0], 'percent').bounds.every((bound) => bound > 0)).toBe(true)
  })

  test('whatever the values: few rising bounds, more is never paler, and the greatest is the darkest', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const scale = sequentialScale(values, 'percent')
        expect(scale.colors.length).toBe(scale.bounds.length + 1)
        expect(scale.colors.length).toBeLessThanOrEqual(SCALE_COLORS)
        expect(scale.bounds).toEqual([...new Set(scale.bounds)].toSorted((a, b) => a - b))
        const known = values.filter((value) => value !== null).toSorted((a, b) => a - b)
        const classes = known.map((value) => classOf(scale, value) ?? -1)
        expect(classes).toEqual(classes.toSorted((a, b) => a - b))
        if ((known.at(-1) ?? 0) > 0 && scale.uneven) expect(classes.at(-1)).toBe(scale.bounds.length)
      }),
    )
  })
})

describe('around a middle', () => {
  test('as far below as above, the middle without colour', () => {
    const scale = divergingScale([-6.3, 1.2, 0, null, 4])
    expect(scale.bounds).toEqual([-5, -2, -1, 1, 2, 5])
    expect([-6.3, -0.5, 0, 0.9, 1.2, 4, 6].map((value) => scaleColor(scale, value))).toEqual([
      '--div-1',
      '--div-4',
      '--div-4',
      '--div-4',
      '--div-5',
      '--div-6',
      '--div-7',
    ])
  })

  test('nothing that differs still has a legend', () => {
    expect(divergingScale([0, 0, null]).bounds).toEqual([-5, -2, -1, 1, 2, 5])
  })

  test('an index is coloured the same everywhere', () => {
    expect([49, 100, 109.9, 110, 200].map((value) => classOf(INDEX_SCALE, value))).toEqual([0, 3, 3, 4, 6])
  })

  test('the farthest has the strongest colour of its side', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (far) => {
        const scale = divergingScale([far, -far / 3])
        expect(scaleColor(scale, far)).toBe('--div-7')
        expect(scaleColor(scale, -far)).toBe('--div-1')
        expect(scaleColor(scale, 0)).toBe('--div-4')
      }),
    )
  })
})

describe('the colours themselves', () => {
  const css = readFileSync('renderer/theme/tokens.css', 'utf8')
  const dark = css.indexOf("[data-theme='dark']")
  const tokens = (part: string) =>
    new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]))
  const light = tokens(css.slice(0, dark))
  const themes = { light, dark: new Map([...light, ...tokens(css.slice(dark))]) }

  test.each(['light', 'dark'] as const)('in the %s theme every ink reads on its colour', (theme) => {
    for (const row of ['seq', 'div'])
      for (let i = 1; i <= SCALE_COLORS; i += 1) {
        const [color, ink] = [themes[theme].get(`${row}-${i}`), themes[theme].get(`${row}-${i}-on`)]
        if (!color || !ink) throw new Error(`no ${row}-${i}`)
        expect(contrast(color, ink), `${row}-${i}`).toBeGreaterThanOrEqual(4.5)
      }
  })

  test.each(['light', 'dark'] as const)(
    'in the %s theme each step of the row stands off from the one before',
    (theme) => {
      const row = Array.from({ length: SCALE_COLORS }, (_, i) => luminance(themes[theme].get(`seq-${i + 1}`) ?? ''))
      const steps = row.slice(1).map((own, i) => (theme === 'light' ? (row[i] ?? 0) - own : own - (row[i] ?? 0)))
      for (const step of steps) expect(step).toBeGreaterThan(0.008)
    },
  )
})

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
