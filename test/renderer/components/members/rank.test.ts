import { expect, test } from 'vitest'
import {
  rankBars,
  rankingOf,
  rankLegend,
  rankNotes,
  rankTitle,
  type RankOptions,
} from '../../../../renderer/components/members/rank.ts'
import { beforeSide } from '../../../../renderer/components/members/sides.ts'
import { first, ownSides, type GivenTable } from './support.ts'

const given: GivenTable = {
  apps: [{ id: 1 }],
  compared: true,
  members: [
    { name: '一', apps: [[10, 30, -20]] },
    { name: '二', apps: [[50, 45, 5]] },
    { name: '三', apps: [[40, 25, 15]] },
  ],
}
const options = (tab: 'rank' | 'movers'): RankOptions => ({
  tab,
  metric: 'share',
  metricName: '占比',
  unit: 'percent',
  locale: 'zh-CN',
  kind: '页面',
  most: { rank: 2, movers: 1 },
  short: (label) => `…${label}`,
})

test('the largest, beside what they are seen against; that there are more is said', () => {
  const sides = ownSides(given)
  const ranking = rankingOf(sides, first(sides), beforeSide(first(sides), '对比期'), options('rank'))
  expect(ranking.members.map(({ label }) => label)).toEqual(['二', '三'])
  const { places, series } = rankBars(ranking)
  expect(places.map(({ label }) => label)).toEqual(['…二', '…三'])
  expect(series.map(({ values }) => values)).toEqual([
    [50, 40],
    [45, 25],
  ])
  expect(rankLegend(ranking).map(({ label }) => label)).toEqual(['应用1', '对比期'])
  expect([rankTitle(ranking), ...rankNotes(ranking)]).toEqual(['占比排名', '前 2 个页面，其余见表格'])
})

test('what moved most, by points; it has signs and no legend', () => {
  const sides = ownSides(given)
  const ranking = rankingOf(sides, first(sides), beforeSide(first(sides), '对比期'), options('movers'))
  expect(ranking.members.map(({ label }) => label)).toEqual(['三', '一'])
  expect(rankBars(ranking).series.map(({ values }) => values)).toEqual([
    [null, 20],
    [15, null],
  ])
  expect([rankLegend(ranking), rankNotes(ranking)]).toEqual([[], []])
  expect(rankTitle(ranking)).toBe('占比变动最大的页面（百分点）')
})

test('without a range to compare with nothing moves: the largest are shown', () => {
  const sides = ownSides({ ...given, compared: false })
  const ranking = rankingOf(sides, first(sides), null, options('movers'))
  expect([ranking.movers, rankTitle(ranking)]).toEqual([null, '占比排名'])
})
