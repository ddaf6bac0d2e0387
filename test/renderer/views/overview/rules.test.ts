import { beforeEach, describe, expect, test } from 'vitest'
import type { AlertCondition, AlertRule } from '../../../../electron/contract/methods/alerts.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { again, draftOf, newDraft, ruleOf } from '../../../../renderer/views/overview/rules/draft.ts'
import { aboutText, conditionText } from '../../../../renderer/views/overview/rules/rule-text.ts'

beforeEach(() => setLocale('en'))

const rule = (some: Partial<AlertRule> = {}): AlertRule => ({
  id: 4,
  appId: null,
  tag: null,
  app: null,
  name: '',
  metric: 'user-trend/session_count',
  each: true,
  days: 7,
  condition: { kind: 'below', value: 1000 },
  severity: 'critical',
  enabled: false,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  ...some,
})
const CONDITIONS: readonly AlertCondition[] = [
  { kind: 'above', value: -2.5 },
  { kind: 'below', value: 0 },
  { kind: 'change', direction: 'either', percent: 12.5, against: 'year', minBase: 0 },
  { kind: 'no-data', days: 3 },
]

describe('a rule and what is written', () => {
  test.each(CONDITIONS)('says the same again: $kind', (condition) => {
    for (const about of [{ appId: 9 }, { tag: '生活' }, {}]) {
      const given = rule({ ...about, condition, days: condition.kind === 'no-data' ? 1 : 7 })
      const { app, createdAt, updatedAt, ...said } = given
      expect(ruleOf(draftOf(given))).toEqual(said)
      expect([app, createdAt, updatedAt]).toHaveLength(3)
    }
  })

  test('put back, it is a new one', () => {
    expect(again(rule())).not.toHaveProperty('id')
    expect(again(rule())).toMatchObject({ enabled: false, severity: 'critical' })
  })

  test('without its numbers it is none', () => {
    const draft = newDraft('user-trend/session_count')
    expect(ruleOf(draft)).toMatchObject({ condition: { kind: 'change', percent: 30 }, appId: null, tag: null })
    expect(ruleOf({ ...draft, percent: '' })).toBeNull()
    expect(ruleOf({ ...draft, percent: 0 })).toBeNull()
    expect(ruleOf({ ...draft, kind: 'above' })).toBeNull()
    expect(ruleOf({ ...draft, kind: 'above', value: 0 })).not.toBeNull()
    expect(ruleOf({ ...draft, days: 1.5 })).toBeNull()
    expect(ruleOf({ ...draft, days: 93 })).toBeNull()
    expect(ruleOf({ ...draft, kind: 'no-data', silentDays: 91 })).toBeNull()
    // the days of the other conditions are no matter to a silence
    expect(ruleOf({ ...draft, kind: 'no-data', days: '' })).toMatchObject({ condition: { kind: 'no-data', days: 2 } })
  })
})

describe('a rule in words', () => {
  test('its condition, in the metric’s unit', () => {
    expect(CONDITIONS.map((condition) => conditionText(condition, 'percent'))).toEqual([
      'above -2.50%',
      'below 0.00%',
      'Either by 12.5% or more against a year ago',
      'no data for 3 days',
    ])
  })

  test('whom it is about', () => {
    expect(aboutText(rule())).toBe('Apps in scope · each app · last 7 days')
    expect(aboutText(rule({ tag: '生活', each: false, days: 1 }))).toBe('tag “生活” · together · last day')
    expect(aboutText(rule({ appId: 9, app: 'App 9', condition: { kind: 'no-data', days: 2 } }))).toBe('App 9')
  })
})
