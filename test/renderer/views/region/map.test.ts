import { describe, expect, test } from 'vitest'
import { PROVINCES } from '../../../../electron/contract/provinces.ts'
import { beforeSide, buildSides } from '../../../../renderer/components/members/sides.ts'
import { byProvince, tileMap, type MapOptions } from '../../../../renderer/views/region/map.ts'
import { MAP_COLUMNS, MAP_ROWS, TILES, tileTowards } from '../../../../renderer/views/region/tiles.ts'
import { first, ownSides, table } from '../../components/members/support.ts'

/** Who borders on whom, by land; Taiwan and Hainan by the strait between. */
const NEIGHBOURS =
  `HL NM JL|JL LN NM|LN NM HE|NM HE SX SN NX GS|BJ HE TJ|TJ HE|HE SX HA SD|SX SN HA|SN HA HB CQ SC GS NX|NX GS
GS XJ QH SC|XJ XZ QH|XZ QH SC YN|QH SC|SC CQ GZ YN|CQ HB HN GZ|GZ HN GX YN|YN GX|GX HN GD|GD HN JX FJ HK MO HI|HN HB JX
HB HA JX AH|HA AH SD|SD AH JS|JS AH ZJ SH|AH ZJ JX|ZJ SH JX FJ|JX FJ|TW FJ`
    .split(/[|\n]/)
    .flatMap((line) => {
      const [own = '', ...others] = line.split(' ')
      return others.map((other) => [own, other] as const)
    })
const place = (code: string) => TILES.get(code) ?? { column: NaN, row: NaN }
const touch = (a: string, b: string) =>
  Math.abs(place(a).column - place(b).column) <= 1 && Math.abs(place(a).row - place(b).row) <= 1

describe('the tiles', () => {
  test('each province has one, none lies on another, all lie on the map', () => {
    expect([...TILES.keys()].toSorted()).toEqual(PROVINCES.map(({ code }) => code).toSorted())
    const places = [...TILES.values()].map(({ column, row }) => `${column}/${row}`)
    expect(new Set(places).size).toBe(34)
    for (const { column, row } of TILES.values()) {
      expect(column).toBeLessThan(MAP_COLUMNS)
      expect(row).toBeLessThan(MAP_ROWS)
    }
  })

  test('neighbours stay neighbours, as far as squares allow', () => {
    const apart = NEIGHBOURS.filter(([a, b]) => !touch(a, b)).map(([a, b]) => a + b)
    // Inner Mongolia borders on eight, from Gansu to Heilongjiang
    expect(apart.filter((pair) => !pair.includes('NM'))).toEqual(['XJXZ', 'GDFJ'])
    expect(apart.length / NEIGHBOURS.length).toBeLessThan(0.1)
    for (const { code } of PROVINCES)
      expect(
        NEIGHBOURS.some(([a, b]) => (a === code || b === code) && touch(a, b)),
        code,
      ).toBe(true)
  })

  test('north is up and east is right', () => {
    const north = [
      ['HL', 'JL'],
      ['JL', 'LN'],
      ['BJ', 'HE'],
      ['NM', 'SX'],
      ['SN', 'CQ'],
      ['HB', 'HN'],
      ['HN', 'GD'],
      ['GX', 'HI'],
      ['JS', 'ZJ'],
      ['ZJ', 'FJ'],
    ]
    for (const [a = '', b = ''] of north) expect(place(a).row, `${a} ${b}`).toBeLessThan(place(b).row)
    const east = [
      ['XJ', 'NX'],
      ['XZ', 'SC'],
      ['SC', 'CQ'],
      ['CQ', 'HB'],
      ['HB', 'AH'],
      ['AH', 'ZJ'],
      ['ZJ', 'SH'],
      ['FJ', 'TW'],
      ['HA', 'SD'],
      ['MO', 'HK'],
      ['GX', 'GD'],
    ]
    for (const [a = '', b = ''] of east) expect(place(a).column, `${a} ${b}`).toBeLessThan(place(b).column)
  })

  test('arrows lead to the nearest tile that way, over gaps too, and every tile can be reached', () => {
    expect(tileTowards(place('HB'), 1, 0)).toBe('AH')
    expect(tileTowards(place('HB'), 0, -1)).toBe('HA')
    expect(tileTowards(place('XJ'), 1, 0)).toBe('NX')
    expect(tileTowards(place('HL'), 0, -1)).toBeNull()
    const reached = new Set(['BJ'])
    for (const code of reached)
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const next = tileTowards(place(code), dx, dy)
        if (next !== null) reached.add(next)
      }
    expect(reached.size).toBe(34)
  })
})

const own = table({
  apps: [{ id: 1 }],
  compared: true,
  members: [
    { name: '重庆市', apps: [[60, 50, 20]] },
    { name: '四川', apps: [[39.5, 50, -21]] },
    { name: '国外', apps: [[0.5, 0, null]] },
  ],
})
const whole = table({
  compared: true,
  members: [
    { name: '四川', combined: [20, 20, 0] },
    { name: '重庆市', combined: [30, 30, 0] },
  ],
})
const sides = buildSides(own, whole, () => '整体')
const options = (some: Partial<MapOptions> = {}): MapOptions => ({
  side: first(sides),
  other: sides.whole,
  metric: 'share',
  unit: 'percent',
  form: 'value',
  locale: 'zh-CN',
  unknown: '无数据',
  ...some,
})
const tileOf = (code: string, some: Partial<MapOptions> = {}) => {
  const found = tileMap(sides.members, options(some)).tiles.find((tile) => tile.code === code)
  if (!found) throw new Error(`no tile ${code}`)
  return found
}

describe('the map', () => {
  test('names long and short mean the same province; what is none is listed beside', () => {
    const { provinces, elsewhere } = byProvince(sides.members)
    expect(provinces.get('CQ')?.label).toBe('重庆市')
    expect(elsewhere.map(({ label }) => label)).toEqual(['国外'])
    const twice = ownSides({
      apps: [{ id: 1 }],
      members: [
        { name: '北京', apps: [1] },
        { name: '北京市', apps: [2] },
      ],
    })
    expect(byProvince(twice.members).elsewhere.map(({ label }) => label)).toEqual(['北京市'])
  })

  test('a tile says its number, short and in full; one without data has no colour', () => {
    expect(tileOf('CQ')).toMatchObject({ short: '重庆', text: '60.0', spoken: '重庆 60.00%', value: 60 })
    expect(tileOf('CQ', { locale: 'en' })).toMatchObject({ short: 'CQ', name: 'Chongqing' })
    expect(tileOf('BJ')).toMatchObject({ member: null, color: null, text: '', spoken: '北京 无数据' })
    expect(tileOf('CQ').color).not.toBe(tileOf('SC').color)
  })

  test('against others the difference in points, around a middle', () => {
    const map = tileMap(sides.members, options({ form: 'difference' }))
    expect(map.scale.kind).toBe('diverging')
    expect(map.unit).toBe('decimal')
    expect(tileOf('CQ', { form: 'difference' })).toMatchObject({ value: 30, text: '+30.0', spoken: '重庆 +30.00 pp' })
  })

  test('against its own past, how it moved: shares in points, all else in percent', () => {
    const past = beforeSide(first(sides), '对比期')
    expect(tileOf('SC', { form: 'difference', other: past })).toMatchObject({ value: -10.5, spoken: '四川 −10.50 pp' })
    const counted = ownSides({
      apps: [{ id: 1 }],
      compared: true,
      unit: 'count',
      key: 'n',
      members: [{ name: '重庆', apps: [[12_000, 10_000, 20]] }],
    })
    const count = (some: Partial<MapOptions>) =>
      tileMap(
        counted.members,
        options({ side: first(counted), other: null, metric: 'n', unit: 'count', ...some }),
      ).tiles.find(({ code }) => code === 'CQ')
    expect(count({ form: 'difference' })).toMatchObject({ value: 20, text: '+20.0', spoken: '重庆 +20.00%' })
    expect(count({})).toMatchObject({ text: '1.2万', spoken: '重庆 12,000' })
    expect(count({ locale: 'en' })).toMatchObject({ text: '12K' })
  })

  test('small differences are told apart by a second decimal', () => {
    const near = ownSides({
      apps: [{ id: 1 }],
      compared: true,
      members: [{ name: '重庆', apps: [[12.34, 12.3, 0.3]] }],
    })
    const map = tileMap(near.members, options({ side: first(near), other: null, form: 'difference' }))
    expect(map.tiles.find(({ code }) => code === 'CQ')?.text).toBe('+0.04')
  })
})
