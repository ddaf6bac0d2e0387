import { beforeEach, describe, expect, test } from 'vitest'
import { setLocale } from '../../../renderer/i18n/locale.ts'
import { toTsv } from '../../../renderer/format/clipboard.ts'
import {
  cellText,
  copyOfValues,
  gridColumnsOf,
  sortValues,
  type ValueCell,
  type ValueColumn,
  type ValueRow,
} from '../../../renderer/components/values/values.ts'

beforeEach(() => {
  setLocale('zh-CN')
})
const column = (key: string, some: Partial<ValueColumn> = {}): ValueColumn => ({
  key,
  title: key,
  kind: 'number',
  ...some,
})
const row = (id: number, cells: Record<string, ValueCell>): ValueRow => ({ id, cells: new Map(Object.entries(cells)) })

describe('a table of values', () => {
  test('shows numbers by their unit, the cell’s own before the column’s', () => {
    expect(cellText(column('a', { unit: 'seconds' }), { value: 101 })).toBe('01:41')
    expect(cellText(column('a', { unit: 'count' }), { value: 12.345, unit: 'percent' })).toBe('12.35%')
    expect(cellText(column('a'), { value: null })).toBe('')
    expect(cellText(column('a'), { text: '甲' })).toBe('甲')
    expect(cellText(column('a'), undefined)).toBe('')
  })

  test('is sorted with unknown last whichever way, and equals in their order', () => {
    const rows = [
      row(1, { a: { value: null } }),
      row(2, { a: { value: 5 } }),
      row(3, { a: { value: -1 } }),
      row(4, { a: { value: 5 } }),
    ]
    const ids = (descending: boolean) => sortValues(rows, { key: 'a', descending }, 'zh-CN').map(({ id }) => id)
    expect(ids(true)).toEqual([2, 4, 3, 1])
    expect(ids(false)).toEqual([3, 2, 4, 1])
    expect(sortValues(rows, null, 'zh-CN')).toBe(rows)
  })
  test('texts are sorted as people read them, and by another order where one is given', () => {
    const names = [row(1, { a: { text: '店 10' } }), row(2, { a: { text: '店 9' } })]
    expect(sortValues(names, { key: 'a', descending: false }, 'zh-CN').map(({ id }) => id)).toEqual([2, 1])
    const days = [row(1, { a: { text: '周一', order: 2 } }), row(2, { a: { text: '周二', order: 1 } })]
    expect(sortValues(days, { key: 'a', descending: false }, 'zh-CN').map(({ id }) => id)).toEqual([2, 1])
  })

  test('is copied unrounded, durations in seconds and said so, hints in a column of their own', () => {
    const columns = [
      column('app', { title: '应用', kind: 'text' }),
      column('time', { title: '时长', unit: 'seconds' }),
      column('peak', { title: '最高' }),
      column('change', { title: '变化', kind: 'change' }),
    ]
    const rows = [
      row(1, {
        app: { text: '=甲' },
        time: { value: 101.25 },
        peak: { value: 7, hint: '04-11' },
        change: { value: 1 / 3 },
      }),
      row(2, { app: { text: '乙' }, time: { value: null }, peak: { value: 8 }, change: { value: null } }),
    ]
    const lines = toTsv(
      copyOfValues(
        columns,
        rows.map(({ cells }) => cells),
      ),
    ).split('\r\n')
    expect(lines).toEqual([
      '应用\t时长（秒）\t最高\t最高·说明\t变化',
      "'=甲\t101.25\t7\t04-11\t0.333333333333%",
      '乙\t\t8\t\t',
    ])
  })

  test('a long title makes its column wider, up to a point', () => {
    const [short, long, longer] = gridColumnsOf([
      column('a', { title: '甲' }),
      column('b', { title: '重庆小面外卖旗舰店' }),
      column('c', { title: '重庆小面外卖旗舰店'.repeat(9) }),
    ])
    expect(short?.width).toBe(104)
    expect(long?.width).toBeGreaterThan(104)
    expect(longer?.width).toBe(168)
  })
})
