import { expect, test } from 'vitest'
import { PROVINCES, provinceOf } from '../../electron/contract/provinces.ts'

/** The full names of the national standard GB/T 2260, in its order. */
const OFFICIAL =
  `北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省
广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区 香港特别行政区 澳门特别行政区
台湾省`.split(/\s+/)

test('all 34 are there, each once, and known by their full names', () => {
  expect(PROVINCES).toHaveLength(34)
  for (const key of ['code', 'zh-CN', 'en'] as const)
    expect(new Set(PROVINCES.map((province) => province[key])).size, key).toBe(34)
  expect(OFFICIAL.map((name) => provinceOf(name)?.code ?? name).toSorted()).toEqual(
    PROVINCES.map(({ code }) => code).toSorted(),
  )
})

test('names come short and long, with spaces, in English and in Pinyin', () => {
  const code = (name: string) => provinceOf(name)?.code ?? null
  expect(['内蒙古', '内蒙古自治区', '内蒙', 'Inner Mongolia', 'Neimenggu'].map(code)).toEqual([
    'NM',
    'NM',
    'NM',
    'NM',
    'NM',
  ])
  expect([' 北京 ', '北京市', 'BEIJING', 'Beijing Municipality'].map(code)).toEqual(['BJ', 'BJ', 'BJ', 'BJ'])
  expect(['香港', '中国香港', 'Hong Kong SAR', 'hongkong'].map(code)).toEqual(['HK', 'HK', 'HK', 'HK'])
  expect(['澳门', '中国澳门特别行政区', 'Macau', 'Macao'].map(code)).toEqual(['MO', 'MO', 'MO', 'MO'])
  expect(['台湾', '中国台湾省', '臺灣', 'Taiwan Province'].map(code)).toEqual(['TW', 'TW', 'TW', 'TW'])
  expect(['Shanxi', 'Shaanxi', '山西', '陕西省'].map(code)).toEqual(['SX', 'SN', 'SX', 'SN'])
  expect(['西藏', 'Tibet', 'Xizang Autonomous Region', 'Guangxi Zhuang Autonomous Region'].map(code)).toEqual([
    'XZ',
    'XZ',
    'XZ',
    'GX',
  ])
})

test('what is no province is none', () => {
  for (const name of ['', '未知', '其他', '国外', '中国', '省', '美国', '深圳市', '重庆小面'])
    expect(provinceOf(name), name).toBeNull()
})
