import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { nearNames } from '../../../electron/hosts/cli/near.ts'
import { formatBytes } from '../../../electron/hosts/cli/sizes.ts'
import { cut, renderFacts, renderTable } from '../../../electron/hosts/cli/table.ts'

const columns = [{ title: '名称' }, { title: 'n', right: true }, { title: 'end' }]

test('columns line up whatever the width of their characters', () => {
  const text = renderTable(columns, [
    ['晨光', '1', 'x'],
    ['abcdef', '1,000', 'yy'],
    ['👨‍👩‍👧', '20', ''],
  ])
  expect(text).toBe(['名称        n  end', '晨光        1  x', 'abcdef  1,000  yy', '👨‍👩‍👧         20'].join('\n'))
  expect(
    renderFacts([
      ['名', 'a'],
      ['long', 'b\nc'],
    ]),
  ).toBe('名    a\nlong  b c')
})

test('a cut text is never wider than asked, and an uncut one is whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const short = cut(text, width)
      expect(stringWidth(short)).toBeLessThanOrEqual(Math.max(width, 1))
      if (stringWidth(text) <= width) expect(short).toBe(text)
    }),
  )
})

test('every line of a table is as wide as its columns, and rows stay rows', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }), (rows) => {
      const lines = renderTable(columns, rows).split('\n')
      expect(lines).toHaveLength(rows.length + 1)
      for (const line of lines) expect(line).toBe(line.trimEnd())
    }),
  )
})

test('names near a typing error, the nearest first', () => {
  const names = ['user-trend', 'active-users', 'retention', 'terminal', 'region']
  expect(nearNames('user-trends', names)[0]).toBe('user-trend')
  expect(nearNames('REGION', names)).toEqual(['region'])
  expect(nearNames('retension', names)).toEqual(['retention'])
  expect(nearNames('晨光', ['晨光商城', '远方'])).toEqual(['晨光商城'])
  expect(nearNames('nothing-like-it', names)).toEqual([])
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 KB'],
  [123_456, '123 KB'],
  [4_200_000, '4.2 MB'],
  [7e12, '7.0 TB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
