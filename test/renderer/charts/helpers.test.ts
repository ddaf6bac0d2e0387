import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cssColor, faded } from '../../../renderer/charts/colors.ts'
import { spread } from '../../../renderer/charts/end-labels.ts'
import { only, searchItems, standingOut, toggled, type LegendItem } from '../../../renderer/charts/legend.ts'
import { flow, wrap } from '../../../renderer/charts/picture-layout.ts'
import { fitText, textWidth } from '../../../renderer/charts/text-width.ts'
import { nearestRows } from '../../../renderer/charts/tip.ts'
import { windowOf, zoomed } from '../../../renderer/charts/zoom.ts'

test('colours', () => {
  expect(cssColor(3)).toBe('var(--s3)')
  expect(cssColor('--ink-3')).toBe('var(--ink-3)')
  expect(faded('#0b6e75', 0.5)).toBe('rgb(11 110 117 / 0.5)')
  expect(faded('#fff', 0.1)).toBe('rgb(255 255 255 / 0.1)')
  expect(faded('teal', 0.1)).toBe('teal')
})

describe('labels at the lines’ ends', () => {
  test('stand where their lines end where there is room', () => {
    expect(spread([10, 50, 90], 15, 0, 100)).toEqual([10, 50, 90])
  })
  test('make way for each other, in the order of their heights', () => {
    expect(spread([50, 48, 52], 15, 0, 200)).toEqual([63, 48, 78])
    expect(spread([98, 99], 15, 0, 100)).toEqual([85, 100])
  })
  test('never overlap and never leave the chart while there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 450 }), { maxLength: 20 }), (wanted) => {
        const placed = spread(wanted, 15, 0, 400)
        const sorted = placed.toSorted((a, b) => a - b)
        sorted.forEach((y, i) => {
          if (i > 0) expect(y - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-9)
          expect(y).toBeGreaterThanOrEqual(-1e-9)
          expect(y).toBeLessThanOrEqual(400 + 1e-9)
        })
        wanted.forEach((a, i) =>
          wanted.forEach((b, k) => {
            if (a < b) expect(placed[i] ?? 0).toBeLessThanOrEqual(placed[k] ?? 0)
          }),
        )
      }),
    )
  })
})

test('a text is cut to the room it has', () => {
  expect(textWidth('重庆')).toBe(24)
  expect(fitText('重庆小面外卖', 100)).toBe('重庆小面外卖')
  expect(fitText('重庆小面外卖', 50)).toBe('重庆小…')
})

describe('the legend', () => {
  const items: LegendItem[] = ['甲 店', '乙 店', '丙'].map((label, i) => ({
    key: String(i),
    label,
    color: i + 1,
    dash: [],
  }))
  test('shows some alone, and all again the second time', () => {
    const once = only(items, new Set(), new Set(['1']))
    expect(once).toEqual(new Set(['0', '2']))
    expect(only(items, once, new Set(['1']))).toEqual(new Set())
    expect(only(items, new Set(['1']), new Set(['1']))).toEqual(new Set(['0', '2']))
  })
  test('hides and shows again', () => {
    expect(toggled(toggled(new Set(), '1'), '1')).toEqual(new Set())
  })
  test('is searched by every word', () => {
    expect(searchItems(items, '店 乙').map(({ key }) => key)).toEqual(['1'])
    expect(searchItems(items, '')).toEqual(items)
  })
  test('what is pointed at and what is pinned stand out, what is hidden does not', () => {
    expect(standingOut('1', new Set(['2']), new Set())).toEqual(new Set(['1', '2']))
    expect(standingOut(null, new Set(['2']), new Set(['2']))).toEqual(new Set())
    expect(standingOut('1', new Set(), new Set(['1']))).toEqual(new Set())
  })
})

test('a tooltip shows the rows around the one pointed at', () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ key: String(i), label: '', color: 1, value: '' }))
  expect(nearestRows(rows.slice(0, 9), null)).toMatchObject({ above: 0, below: 0 })
  const middle = nearestRows(rows, '30', 10)
  expect(middle.rows.map(({ key }) => key)).toEqual(['25', '26', '27', '28', '29', '30', '31', '32', '33', '34'])
  expect([middle.above, middle.below]).toEqual([25, 15])
  expect(nearestRows(rows, '49', 10)).toMatchObject({ above: 40, below: 0 })
  expect(nearestRows(rows, null, 10)).toMatchObject({ above: 0, below: 40 })
})

describe('the window of a zoomed chart', () => {
  test('is made of whole places; all of them is no window', () => {
    expect(windowOf(2.4, 9.6, 30)).toEqual({ from: 2, to: 10 })
    expect(windowOf(-0.2, 29.1, 30)).toBeNull()
  })
  test('by keys: nearer, farther, along', () => {
    expect(zoomed(null, 31, 0.5)).toEqual({ from: 8, to: 23 })
    expect(zoomed({ from: 8, to: 23 }, 31, 2)).toBeNull()
    expect(zoomed({ from: 8, to: 12 }, 31, 1, 0.5)).toEqual({ from: 10, to: 14 })
    expect(zoomed({ from: 28, to: 30 }, 31, 1, 1)).toEqual({ from: 28, to: 30 })
  })
  test('never leaves the places and never closes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 500 }),
        fc.array(fc.tuple(fc.constantFrom(0.5, 1, 2), fc.constantFrom(-0.5, 0, 0.5))),
        (places, steps) => {
          let window: ReturnType<typeof zoomed> = null
          for (const [factor, by] of steps) {
            window = zoomed(window, places, factor, by)
            const { from, to } = window ?? { from: 0, to: places - 1 }
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeLessThan(places)
            expect(to - from).toBeGreaterThanOrEqual(2)
          }
        },
      ),
    )
  })
})

describe('a picture', () => {
  test('lays its legend out in rows', () => {
    expect(flow([40, 40, 40], 100)).toEqual([
      { x: 0, row: 0 },
      { x: 40, row: 0 },
      { x: 0, row: 1 },
    ])
    expect(flow([400], 100)).toEqual([{ x: 0, row: 0 }])
  })
  test('breaks long lines at spaces and between Chinese signs', () => {
    const measure = (text: string) => text.length * 10
    expect(wrap('one two three', 80, measure)).toEqual(['one two', 'three'])
    expect(wrap('重庆小面外卖', 40, measure)).toEqual(['重庆小面', '外卖'])
    expect(wrap('', 40, measure)).toEqual([])
  })
})
