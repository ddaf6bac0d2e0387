import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from '../../../electron/core/baidu/json.ts'

test('ids of 64 bits keep every digit, wherever they stand', () => {
  const text =
    '{"pageId":18446744073709551615,"list":[9007199254740993,-9223372036854775808],"n":{"a" : 12345678901234567890}}'
  expect(parseJson(text)).toEqual({
    pageId: '18446744073709551615',
    list: ['9007199254740993', '-9223372036854775808'],
    n: { a: '12345678901234567890' },
  })
})

test('what a double holds stays a number', () => {
  expect(parseJson('[9007199254740991,1e20,0.1234567890123456789,"12345678901234567890"]')).toEqual([
    2 ** 53 - 1,
    1e20,
    0.12345678901234568,
    '12345678901234567890',
  ])
})

test('whatever has no such number in it is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      fc.pre(!/\d{16}/.test(text))
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('an integer beyond a double comes back as its digits, beside anything else', () => {
  const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n })
  fc.assert(
    fc.property(big, fc.boolean(), fc.string(), (id, negative, other) => {
      const digits = `${negative ? '-' : ''}${id}`
      const read = parseJson(`{"id": ${digits}, "list":[${digits},1], "other": ${JSON.stringify(other)}}`)
      expect(read).toEqual({ id: digits, list: [digits, 1], other })
    }),
  )
})

test.each(['', '<html>', '{"a":', '{"id":12345678901234567890'])('%j is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError)
})
