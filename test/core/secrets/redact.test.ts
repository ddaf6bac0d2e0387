import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../../electron/core/secrets/redact.ts'

const knowing = (...secrets: readonly string[]) => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.register(secret)
  return (text: string) => redactor.redact(text)
}

/** Characters of tokens, and of the forms they are written in. */
const secret = fc.string({ unit: fc.constantFrom(...Array.from('abAB01.-_%+/="\\ 密')), minLength: 6, maxLength: 24 })
const text = fc.string({ unit: fc.constantFrom(...Array.from('abAB01.-_%+/="\\ 密,\n{}')), maxLength: 60 })

describe('a known secret', () => {
  test('is in no text any more, as it is, in an address, in a form, in JSON', () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), text, text, (secrets, before, after) => {
        const redact = knowing(...secrets)
        for (const one of secrets) {
          const forms = [one, encodeURIComponent(one), new URLSearchParams({ '': one }).toString().slice(1)]
          for (const form of [...forms, JSON.stringify(one).slice(1, -1)]) {
            const clean = redact(`${before}\u0001${form}\u0001${after}`)
            expect(clean).toContain('\u0001•••\u0001')
          }
        }
      }),
    )
  })

  test('that begins like a longer one does not leave the longer one’s end', () => {
    expect(knowing('token-abc', 'token-abcdef')('x token-abcdef y')).toBe('x ••• y')
    expect(knowing('token-abcdef', 'token-abc')('x token-abc y token-abcdef z')).toBe('x ••• y ••• z')
  })

  test('right behind another is hidden as well', () => {
    expect(knowing('secret-1', 'secret-2')('secret-1secret-2secret-1')).toBe('•••••••••')
  })

  test('is hidden in a whole log line, which stays one', () => {
    const token = '121.abc"def\\ghi'
    const line = JSON.stringify({
      at: '2026-01-05',
      level: 'error',
      url: `/x?access_token=${encodeURIComponent(token)}`,
      token,
    })
    const clean = knowing(token)(line)
    expect(clean).not.toContain('abc')
    expect(JSON.parse(clean)).toMatchObject({ level: 'error', token: '•••' })
  })
})

describe('a parameter that carries a secret, whoever wrote it', () => {
  test.each([
    ['GET /x?access_token=121.abcdef&start_date=20190401', 'GET /x?access_token=•••&start_date=20190401'],
    ['{"access_token":"121.abcdef","expires_in":3600}', '{"access_token":"•••","expires_in":3600}'],
    ['"{\\"refresh_token\\":\\"122.abcdef\\"}"', '"{\\"refresh_token\\":\\"•••\\"}"'],
    ['ticket: abcdef123456', 'ticket: •••'],
    ['?a=1&code=abcdef123456', '?a=1&code=•••'],
    ['authorization: Bearer abcdef123456', 'authorization: Bearer •••'],
  ])('%s', (given, clean) => {
    expect(knowing()(given)).toBe(clean)
  })

  test('an error’s code is none of them', () => {
    const line = '{"code":"network.timeout","apiCode":"invalid_grant","error_code":110110110,"zip code: 123456"}'
    expect(knowing()(line)).toBe(line)
  })
})

test('what holds no secret stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('xyz 019,.{}"')), maxLength: 200 }), (plain) => {
      expect(knowing('121.abcdef', 'secret-1')(plain)).toBe(plain)
    }),
  )
})

test('short values would blot out ordinary words, and are left', () => {
  expect(knowing('day', '')('a day in May')).toBe('a day in May')
})

test('the oldest are forgotten first, when there are very many', () => {
  const redactor = createRedactor(3)
  for (const one of ['secret-1', 'secret-2', 'secret-3', 'secret-4']) redactor.register(one)
  expect(redactor.redact('secret-1 secret-2 secret-3 secret-4')).toBe('secret-1 ••• ••• •••')
})
