import { expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../electron/contract/calendar.ts'
import type { PeriodInfo } from '../../../electron/contract/methods/query.ts'
import { categories, placesOf } from '../../../renderer/charts/places.ts'
import { placeTicks, tickText } from '../../../renderer/charts/place-ticks.ts'

const days = (from: string, n: number): PeriodInfo[] =>
  Array.from({ length: n }, (_, i) => {
    const day = formatDay((parseDay(from) ?? 0) + i)
    return { key: day, from: day, to: day, partial: false }
  })
const dayPlaces = (from: string, n: number) => placesOf(days(from, n), 'day', 'en')

test('every day where all fit, else every second or third', () => {
  expect(placeTicks(dayPlaces('2019-04-01', 7), 'day', 0, 6, 15)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(placeTicks(dayPlaces('2019-03-17', 30), 'day', 0, 29, 15)).toEqual([
    0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
  ])
  expect(placeTicks(dayPlaces('2019-03-17', 30), 'day', 0, 29, 10)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27])
})

test('more days than that: Mondays', () => {
  // 2019-04-01 is a Monday
  const ticks = placeTicks(dayPlaces('2019-03-28', 60), 'day', 0, 59, 12)
  expect(ticks).toEqual([4, 11, 18, 25, 32, 39, 46, 53])
})

test('a year: the first of months, by twos where there is less room, and the year where it changes', () => {
  const places = dayPlaces('2018-11-15', 365)
  const ticks = placeTicks(places, 'day', 0, 364, 15)
  expect(ticks.map((i) => places[i]?.label)).toEqual([
    '12-01',
    '01-01',
    '02-01',
    '03-01',
    '04-01',
    '05-01',
    '06-01',
    '07-01',
    '08-01',
    '09-01',
    '10-01',
    '11-01',
  ])
  expect(ticks.map((_, n) => tickText(places, ticks, n)).slice(0, 3)).toEqual([
    ['12-01', '2018'],
    ['01-01', '2019'],
    '02-01',
  ])
  const few = placeTicks(places, 'day', 0, 364, 7)
  expect(few.map((i) => places[i]?.label)).toEqual(['01-01', '03-01', '05-01', '07-01', '09-01', '11-01'])
})

test('only what is in sight, at the same places as before', () => {
  expect(placeTicks(dayPlaces('2019-03-17', 30), 'day', 10, 19, 5)).toEqual([10, 12, 14, 16, 18])
})

test('hours', () => {
  const hours: PeriodInfo[] = Array.from({ length: 24 }, (_, h) => ({
    key: String(h).padStart(2, '0'),
    from: '2019-04-01',
    to: '2019-04-07',
    partial: false,
  }))
  const places = placesOf(hours, 'hour', 'zh-CN')
  expect(placeTicks(places, 'hour', 0, 23, 9)).toEqual([0, 3, 6, 9, 12, 15, 18, 21])
  expect(places[8]).toEqual({ label: '08:00', title: '08:00 – 08:59', from: '', partial: false })
})

test('a period is named in the language of the page, without the zone of the machine', () => {
  const [day] = days('2019-04-02', 1)
  if (!day) throw new Error('no day')
  expect(placesOf([day], 'day', 'zh-CN')[0]?.title).toBe('2019-04-02 周二')
  expect(placesOf([day], 'day', 'en')[0]?.title).toBe('2019-04-02 Tue')
  const week = { key: '2019-W15', from: '2019-04-08', to: '2019-04-14', partial: false }
  expect(placesOf([week], 'week', 'en')[0]).toEqual({
    label: '04-08',
    title: '2019-W15 (2019-04-08 – 04-14)',
    from: '2019-04-08',
    partial: false,
  })
  const month = { key: '2019-04', from: '2019-04-01', to: '2019-04-10', partial: true }
  expect(placesOf([month], 'month', 'en')[0]).toEqual({
    label: '2019-04',
    title: '2019-04 (2019-04-01 – 04-10)',
    from: '2019-04-01',
    partial: true,
  })
})

test('places that are no periods have every second or third name where not all fit', () => {
  const places = categories(Array.from({ length: 10 }, (_, i) => `第${i + 2}天`))
  expect(placeTicks(places, null, 0, 9, 10)).toHaveLength(10)
  expect(placeTicks(places, null, 0, 9, 5)).toEqual([0, 2, 4, 6, 8])
})
