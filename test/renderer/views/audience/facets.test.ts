import { expect, test } from 'vitest'
import { facetsOf } from '../../../../renderer/views/audience/facets.ts'

const member = (parent: string | null, label: string) => ({
  id: `${parent ?? ''}/${label}`,
  key: label,
  label,
  alias: null,
  parent,
})

test('three lists, ages from young to old however they come', () => {
  const facets = facetsOf([
    member(null, '年龄'),
    member('audience:age', '65岁以上'),
    member('audience:age', '18-24岁'),
    member('audience:age', '18岁以下'),
    member('audience:age', '未知'),
    member('audience:age', '25-34岁'),
    member('audience:sex', '男'),
    member('audience:interest', '汽车'),
    member('audience:interest', '360 软件'),
  ])
  const labels = (list: readonly { label: string }[]) => list.map(({ label }) => label)
  expect(labels(facets.ages)).toEqual(['18岁以下', '18-24岁', '25-34岁', '65岁以上', '未知'])
  expect(labels(facets.sexes)).toEqual(['男'])
  expect(labels(facets.interests)).toEqual(['汽车', '360 软件'])
})

test('English names sort likewise', () => {
  const english = ['65 and over', 'Under 18', '18–24'].map((label) => member('audience:age', label))
  expect(facetsOf(english).ages.map(({ label }) => label)).toEqual(['Under 18', '18–24', '65 and over'])
})
