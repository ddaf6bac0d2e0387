import { expect, test } from 'vitest'
import { reports } from '../../../electron/core/catalogue/index.ts'
import { AppError, ERROR_CODES } from '../../../electron/contract/errors.ts'
import { NO_RULES, RULES } from '../../../electron/contract/i18n/index.ts'
import { errorText } from '../../../electron/core/i18n/texts.ts'
import { createTranslator } from '../../../electron/core/i18n/translate.ts'

const texts = { greet: 'Hello {name}', deep: { er: 'down', 'with-dash': '{n} things' } }

test('fills placeholders and walks dotted keys', () => {
  const t = createTranslator('en', texts)
  expect(t('greet', { name: 'A{b}' })).toBe('Hello A{b}')
  expect(t('deep.er')).toBe('down')
  expect(t('deep.with-dash', { n: 0 })).toBe('0 things')
})

test('a missing key or placeholder throws', () => {
  const t = createTranslator('en', texts)
  expect(() => t('deep.no' as 'deep.er')).toThrow('deep.no')
  expect(() => t('deep' as 'deep.er')).toThrow('deep')
  expect(() => t('greet')).toThrow('name')
})

test('keys that come as data: null where there is no text, blanks where there is no value', () => {
  const t = createTranslator('en', texts)
  expect(t.lookup('nothing.here', {}, '?')).toBeNull()
  expect(t.lookup('greet', {}, '?')).toBe('Hello ?')
  expect(t.lookup('greet', { name: 'you' }, '?')).toBe('Hello you')
})

test.each(ERROR_CODES)('%s can be told without any detail, in both languages', (code) => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const text = errorText(new AppError(code), locale)
    expect(text).not.toMatch(/[{}]/)
    expect(text).not.toContain('undefined')
  }
})

test('an error names its thing and adds the facts the sentence has no room for', () => {
  const error = new AppError('api.parameter', { apiCode: 40001, apiMessage: 'date invalid', report: 'region' })
  expect(errorText(error, 'en')).toContain('(the API said 40001: date invalid)')
  expect(errorText(error, 'zh-CN')).toContain('（接口返回 40001：date invalid）')
  const path = new AppError('file.exists', { path: '/tmp/a b.xlsx' })
  expect(errorText(path, 'en')).toContain('“/tmp/a b.xlsx”')
})

test('near names come before all names, and long lists are cut', () => {
  const known = Array.from({ length: 20 }, (_, i) => `report-${i}`)
  const near = errorText(new AppError('report.unknown', { report: 'x', near: ['report-1'], known }), 'en')
  expect(near).toContain('did you mean: report-1)')
  const all = errorText(new AppError('report.unknown', { report: 'x', near: [], known }), 'en')
  expect(all).toContain('report-11…)')
  expect(all).not.toContain('report-12')
})

test('a problem code is told in words, a library’s message as it is', () => {
  const bad = (problem: string) => errorText(new AppError('import.invalid', { path: 'a.csv', problem }), 'zh-CN')
  expect(bad('no-known-column')).toContain('表头里没有能识别的列')
  expect(errorText(new AppError('input.invalid', { field: 'from', problem: 'day-not-over' }), 'en')).toContain(
    'not over yet',
  )
  expect(bad('Quote Not Closed: at line 3.')).toContain('Quote Not Closed: at line 3.')
})

test('what an error brings along is text, never a message to be read', () => {
  const error = new AppError('app.unknown', { app: '{field} @:errors.internal | a' })
  expect(errorText(error, 'en')).toContain('“{field} @:errors.internal | a”')
})

test('every rule of the catalogue has its words', () => {
  for (const { metrics } of reports) {
    for (const { overTime, overApps } of metrics) {
      for (const rule of [overTime, overApps]) {
        expect(RULES).toContain(rule.rule)
        if (rule.rule === 'none') expect(NO_RULES).toContain(rule.why)
      }
    }
  }
})
