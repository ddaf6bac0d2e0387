import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../../electron/contract/errors.ts'
import {
  DOCTOR_CHECKS,
  IMPORT_PROBLEMS,
  INPUT_PROBLEMS,
  MISSING,
  NO_RULES,
  RULES,
  sharedTexts,
} from '../../../electron/contract/i18n/index.ts'
import { syncAction } from '../../../electron/contract/methods/jobs.ts'
import { NOTES } from '../../../electron/contract/methods/query.ts'
import { UNITS } from '../../../electron/contract/units.ts'
import { placeholders } from '../../../electron/core/i18n/translate.ts'
import { cliTexts } from '../../../electron/hosts/cli/i18n/index.ts'

/** Every leaf of a message tree by its dotted path. */
function leaves(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(at, value)
    else for (const [below, text] of leaves(value as object, at)) found.set(below, text)
  }
  return found
}

const TREES = [
  ['shared', sharedTexts['zh-CN'], sharedTexts.en],
  ['command line', cliTexts['zh-CN'], cliTexts.en],
] as const

test.each(TREES)('%s texts: both languages have the same keys', (_, zh, en) => {
  expect([...leaves(en).keys()].sort()).toEqual([...leaves(zh).keys()].sort())
})

test.each(TREES)('%s texts: the same placeholders in both languages', (_, zh, en) => {
  const english = leaves(en)
  for (const [key, text] of leaves(zh)) {
    const other = english.get(key) ?? ''
    expect([key, ...new Set(placeholders(other))].sort()).toEqual([key, ...new Set(placeholders(text))].sort())
  }
})

test.each(TREES)('%s texts: no text is empty, English holds no Chinese but quoted terms', (_, zh, en) => {
  for (const text of leaves(zh).values()) expect(text.trim()).not.toBe('')
  for (const [key, text] of leaves(en)) {
    expect(text.trim()).not.toBe('')
    const withoutTerm = text.replace('(数据权限)', '')
    expect(`${key}: ${withoutTerm}`).not.toMatch(/[\u2e80-\u9fff\uff00-\uffef]/)
  }
})

test.each(TREES)('%s texts: nothing that message syntax reads as its own', (_, zh, en) => {
  for (const text of [...leaves(zh).values(), ...leaves(en).values()]) {
    expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}@|]/)
  }
})

test.each(['zh-CN', 'en'] as const)('%s: every code, note, action, unit and check has its text', (locale) => {
  const found = leaves(sharedTexts[locale])
  const wanted = [
    ...ERROR_CODES.map((code) => `errors.${code}`),
    ...NOTES.map((note) => `notes.${note}`),
    ...MISSING.map((reason) => `missing.${reason}`),
    ...syncAction.options.map((action) => `actions.${action}`),
    ...UNITS.map((unit) => `units.${unit}`),
    ...DOCTOR_CHECKS.flatMap((check) => [`doctor.${check}.ok`, `doctor.${check}.bad`]),
    ...IMPORT_PROBLEMS.map((problem) => `import.${problem}`),
    ...INPUT_PROBLEMS.map((problem) => `problems.${problem}`),
    ...RULES.map((rule) => `rules.names.${rule}`),
    ...NO_RULES.map((why) => `rules.none.${why}`),
  ]
  expect(wanted.filter((key) => !found.has(key))).toEqual([])
})

test.each(['zh-CN', 'en'] as const)('%s: an error is a sentence, and tells what to do', (locale) => {
  for (const [key, text] of leaves(sharedTexts[locale].errors)) {
    expect(`${key}: ${text}`).toMatch(locale === 'en' ? /\.$/ : /。$/)
    // The cause and the next step; a cancelled thing needs neither.
    if (key !== 'cancelled') expect(text.length).toBeGreaterThan(locale === 'en' ? 40 : 14)
  }
})
