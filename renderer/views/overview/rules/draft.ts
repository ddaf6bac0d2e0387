import type { Input } from '../../../../electron/contract/index.ts'
import type { AlertCondition, AlertRule } from '../../../../electron/contract/methods/alerts.ts'

import { aboutOf, partsOfAbout, type About } from '../../../components/about/about.ts'

/** As in the contract, which comes with zod; the most urgent first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const satisfies readonly AlertRule['severity'][]
export const KINDS = ['change', 'above', 'below', 'no-data'] as const satisfies readonly AlertCondition['kind'][]

type Change = Extract<AlertCondition, { kind: 'change' }>

/** A rule while it is written: every condition's fields are kept, so that going through them loses nothing. */
export interface RuleDraft {
  readonly id: number | null
  name: string
  metric: string
  about: About
  each: boolean
  kind: AlertCondition['kind']
  /** What the fields hold; empty until something is typed. */
  value: number | ''
  direction: Change['direction']
  percent: number | ''
  against: Change['against']
  minBase: number | ''
  days: number | ''
  silentDays: number | ''
  severity: AlertRule['severity']
  enabled: boolean
}

export const newDraft = (metric: string): RuleDraft => ({
  id: null,
  name: '',
  metric,
  about: '',
  each: true,
  kind: 'change',
  value: '',
  direction: 'fall',
  percent: 30,
  against: 'weekday',
  minBase: 100,
  days: 1,
  silentDays: 2,
  severity: 'warning',
  enabled: true,
})

export function draftOf(rule: AlertRule): RuleDraft {
  const { condition } = rule
  const usual = newDraft(rule.metric)
  return {
    ...usual,
    id: rule.id,
    name: rule.name,
    about: aboutOf(rule),
    each: rule.each,
    kind: condition.kind,
    days: rule.days,
    severity: rule.severity,
    enabled: rule.enabled,
    ...(condition.kind === 'above' || condition.kind === 'below' ? { value: condition.value } : {}),
    ...(condition.kind === 'no-data' ? { silentDays: condition.days } : {}),
    ...(condition.kind === 'change' ? condition : {}),
  }
}

/** What is saved; null while a number is missing or makes no sense. */
export function ruleOf(draft: RuleDraft): Input<'alerts.save'> | null {
  const condition = conditionOf(draft)
  const days = draft.kind === 'no-data' ? 1 : draft.days
  if (condition === null || days === '' || !whole(days, 92)) return null
  return {
    ...(draft.id === null ? {} : { id: draft.id }),
    name: draft.name.trim(),
    metric: draft.metric,
    ...partsOfAbout(draft.about),
    each: draft.each,
    days,
    condition,
    severity: draft.severity,
    enabled: draft.enabled,
  }
}

function conditionOf({
  kind,
  value,
  direction,
  percent,
  against,
  minBase,
  silentDays,
}: RuleDraft): AlertCondition | null {
  switch (kind) {
    case 'above':
    case 'below':
      return value === '' ? null : { kind, value }
    case 'change':
      return percent === '' || percent <= 0 || Number(minBase) < 0
        ? null
        : { kind, direction, percent, against, minBase: Number(minBase) }
    case 'no-data':
      return silentDays === '' || !whole(silentDays, 90) ? null : { kind, days: silentDays }
  }
}

const whole = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most

/** The same rule, as it was: to be put back. */
export const again = (rule: AlertRule): Input<'alerts.save'> | null => ruleOf({ ...draftOf(rule), id: null })
