import { expect, test } from 'vitest'
import type { ReportTable } from '../../../../electron/contract/methods/query.ts'
import { pivotTable } from '../../../../electron/core/excel/sheets/pivot.ts'

type Line = [app: number, key: string, value: number | null, parent?: string]

const tableOf = (...lines: Line[]): ReportTable => ({
  report: 'r',
  variant: '',
  granularity: 'range',
  from: '2019-04-01',
  to: '2019-04-02',
  columns: [{ key: 'n', unit: 'count' }],
  rows: lines.map(([appId, key, value, parent = null]) => ({
    appId,
    app: `app ${appId}`,
    key,
    label: `<${key}>`,
    parent,
    values: { n: value },
  })),
  sum: {},
  sources: [],
  missing: [],
})
const labels = (table: ReportTable) => pivotTable(table).members.map(({ label }) => label)

test('apps that order by their own numbers are ordered by the sum over them', () => {
  const table = tableOf([1, 'a', 9], [1, 'b', 8], [2, 'b', 7], [2, 'a', 1])
  expect(labels(table)).toEqual(['<b>', '<a>'])
})

test('buckets keep their order though their numbers rise and fall', () => {
  const table = tableOf([1, '1', 2], [1, '2', 9], [1, '>2', 1], [2, '1', 1], [2, '>2', 5])
  expect(labels(table)).toEqual(['<1>', '<2>', '<>2>'])
})

test('a name that two groups have is two members, each under its own group', () => {
  const table = tableOf([1, 'g', 3], [1, 'x', 1, 'g'], [1, 'h', 2], [1, 'x', 2, 'h'])
  const { members, cell } = pivotTable(table)
  expect(members.map(({ key, group, child }) => [key, group, child])).toEqual([
    ['g', true, false],
    ['x', false, true],
    ['h', true, false],
    ['x', false, true],
  ])
  expect(members.map(({ id }) => cell(id, 1)?.values['n'])).toEqual([3, 1, 2, 2])
})

test('a group without a row of its own gets one without numbers', () => {
  const { members, cell } = pivotTable(tableOf([1, 'x', 1, 'g'], [2, 'x', 2, 'g']))
  expect(members.map(({ label, group }) => [label, group])).toEqual([
    ['g', true],
    ['<x>', false],
  ])
  expect(members.map(({ id }) => cell(id, 2)?.values['n'])).toEqual([undefined, 2])
})

test('how many members apps have in common', () => {
  expect(pivotTable(tableOf([1, 'a', 1], [2, 'b', 1])).common).toBe(0)
  expect(pivotTable(tableOf([1, 'a', 1], [2, 'a', 1], [2, 'b', 1], [1, 'c', 1])).common).toBeCloseTo(1 / 3)
})
