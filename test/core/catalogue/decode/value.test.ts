import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, decodeValue } from '../../../../electron/core/catalogue/decode/value.ts'

test.each([
  [0, 0],
  [82.19, 82.19],
  [-3, -3],
  ['122000', 122000],
  [' 12.50 ', 12.5],
  ['0', 0],
  ['1,234,567', 1234567],
  ['12%', 12],
  ['12.34%\t', 12.34],
  ['1e3', 1000],
  ['+5', 5],
  ['--', null],
  [' -- ', null],
  ['', null],
  ['   ', null],
  [null, null],
  [undefined, null],
])('%j is %j', (raw, value) => {
  expect(decodeValue(raw)).toBe(value)
})

test.each([
  [true],
  [{}],
  [[]],
  [[1]],
  ['abc'],
  ['12px'],
  ['1 2'],
  ['0x10'],
  ['NaN'],
  ['Infinity'],
  [NaN],
  [Infinity],
  ['1e999'],
  ['1,23'],
  ['-'],
  ['%'],
])('%j is no value', (raw) => {
  expect(decodeValue(raw)).toBeUndefined()
})

test('every finite number is itself, as a number or as text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('', ' ', '\t'), (value, space) => {
      expect(decodeValue(value)).toBe(value)
      expect(decodeValue(`${space}${value}${space}`)).toBe(value === 0 ? Number(String(value)) : value)
    }),
  )
})

test('whatever comes, the answer is a finite number, null or undefined', () => {
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      const value = decodeValue(raw)
      expect(value === null || value === undefined || Number.isFinite(value)).toBe(true)
    }),
  )
})

test('ids of 64 bits stay text; a number that lost digits is not an id', () => {
  expect(decodeText('13539008165231256741')).toBe('13539008165231256741')
  expect(decodeText(' 39\t')).toBe('39')
  expect(decodeText(39)).toBe('39')
  expect(decodeText(Number('13539008165231256741'))).toBeNull()
  for (const nothing of ['', '  ', null, undefined, {}, true, 1.5]) expect(decodeText(nothing)).toBeNull()
})
