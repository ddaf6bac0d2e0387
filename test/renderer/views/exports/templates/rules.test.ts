import { expect, test } from 'vitest'
import { AppError } from '../../../../../electron/contract/errors.ts'
import {
  PLACEHOLDERS as ALL,
  RELATIVE_RANGES,
  templateBody,
} from '../../../../../electron/contract/methods/templates.ts'
import {
  bodyOf,
  exportsBelow,
  freeName,
  NEW_BODY,
  PLACEHOLDERS,
  RANGE_OF,
  rangeOf,
  sentBody,
  type Body,
} from '../../../../../renderer/views/exports/templates/body.ts'
import { problemsOf } from '../../../../../renderer/views/exports/templates/problems.ts'
import { refusalOf } from '../../../../../renderer/views/exports/templates/refusal.ts'

const fine: Body = { ...NEW_BODY, name: '周报', folder: '/srv/周报' }
const wrong = (some: Partial<Body>, others: readonly string[] = []) =>
  Object.fromEntries([...problemsOf({ ...fine, ...some }, others)].map(([field, { key }]) => [field, key]))

test('what the page writes again is what the contract has', () => {
  expect([...PLACEHOLDERS].toSorted()).toEqual([...ALL].toSorted())
  expect(Object.values(RANGE_OF).toSorted()).toEqual([...RELATIVE_RANGES].toSorted())
  expect(templateBody.parse({ name: '周报', folder: '/srv/周报' })).toEqual(fine)
})

test('each field says what is wrong with it, and nothing where all is well', () => {
  expect(wrong({})).toEqual({})
  expect(wrong({ name: '  ' })).toEqual({ name: 'nameNone' })
  expect(wrong({ name: ' 月报' }, ['月报'])).toEqual({ name: 'nameTaken' })
  expect(wrong({ title: '{client} {apps}' })).toEqual({})
  expect(wrong({ title: '致 {kunde}' })).toEqual({ title: 'placeholder' })
  expect(wrong({ lines: ['{client}', '', '}'] })).toEqual({ lines: 'placeholder' })
  expect(wrong({ lines: [...Array.from({ length: 8 }, () => 'x'), '', ''] })).toEqual({})
  expect(wrong({ lines: Array.from({ length: 9 }, () => 'x') })).toEqual({ lines: 'linesMany' })
  expect(wrong({ fileName: ' ' })).toEqual({ fileName: 'fileNone' })
  expect(wrong({ fileName: '{' })).toEqual({ fileName: 'placeholder' })
  expect(wrong({ folder: '' })).toEqual({ folder: 'folderNone' })
  for (const folder of ['周报', './x', '~/x', 'C:x']) expect(wrong({ folder })).toEqual({ folder: 'folderRelative' })
  for (const folder of ['/x', 'C:\\周报', 'd:/x', '\\\\nas\\周报']) expect(wrong({ folder })).toEqual({})
  expect(wrong({ range: { from: '2026-11-01', to: '2026-10-31' } })).toEqual({ range: 'rangeWrong' })
  expect(wrong({ range: { from: '', to: '2026-10-31' } })).toEqual({ range: 'rangeWrong' })
  expect(wrong({ range: { from: '2026-11-01', to: '2026-11-01' } })).toEqual({})
  expect(wrong({ schedule: { every: { weekdays: [] }, time: '09:00' } })).toEqual({ schedule: 'weekdayNone' })
  expect(wrong({ schedule: { every: 'day', time: '' } })).toEqual({ schedule: 'timeNone' })
})

test('only what is not filled in yet waits until somebody saves', () => {
  const open = [...problemsOf({ ...NEW_BODY, title: '{' }, [])].filter(([, problem]) => problem.open)
  expect(open.map(([field]) => field)).toEqual(['name', 'folder'])
})

test('what the core refuses is told at its field', () => {
  const invalid = (details: Record<string, string>) => refusalOf(new AppError('template.invalid', details))
  expect(invalid({ field: 'scope', problem: 'no-apps' })).toEqual(['scope', { key: 'noApps' }])
  expect(invalid({ field: 'lines', problem: 'unknown-placeholder', value: '{x}' })).toEqual([
    'lines',
    { key: 'placeholder', value: '{x}' },
  ])
  expect(invalid({ field: 'logo', problem: 'logo-too-large' })).toEqual(['logo', { key: 'logoLarge' }])
  expect(refusalOf(new AppError('template.exists', { template: '周报' }))).toEqual([
    'name',
    { key: 'nameTaken', value: '周报' },
  ])
  expect(invalid({ field: 'new', problem: 'no-apps' })).toBeNull()
  expect(refusalOf(new AppError('store.locked'))).toBeNull()
})

test('a stored template is what its form holds, and no more', () => {
  const stored = {
    ...fine,
    id: 3,
    hasLogo: true,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    nextRun: null,
    lastRun: null,
    lastOutcome: null,
  }
  expect(bodyOf(stored)).toEqual(fine)
})

test('it is sent without empty lines at its end', () => {
  expect(sentBody({ ...fine, lines: [' a ', '', 'b', ' ', ''] }).lines).toEqual(['a', '', 'b'])
})

test('days that move on the page move in a template; a name that is taken is counted up', () => {
  expect(rangeOf('lastWeek')).toBe('last-week')
  expect(rangeOf({ from: '2026-11-01', to: '2026-11-07' })).toEqual({ from: '2026-11-01', to: '2026-11-07' })
  expect(freeName('周报', ['周报', '周报 2'])).toBe('周报 3')
  expect(freeName('周报', ['月报'])).toBe('周报')
  expect(exportsBelow('/home/li/.cygnet')).toBe('/home/li/.cygnet/exports')
  expect(exportsBelow('C:\\Users\\li')).toBe('C:\\Users\\li\\exports')
})
