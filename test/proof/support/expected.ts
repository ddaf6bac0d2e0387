import type { SpecSample } from '../../fixtures/spec-samples.ts'

/** What one row of a sample says, worked out from the specification's text alone. */
export interface ExpectedRow {
  readonly key: string
  readonly parent: string | null
  /** The API's own label; null where it gives none (source groups). */
  readonly label: string | null
  readonly values: Readonly<Record<string, number | null>>
}

/** Names of groups that replies leave nameless: api-facts §7, and the facets of the audience. */
export const GROUPS: Readonly<Record<string, string>> = {
  37: '自然搜索',
  39: '商业广告',
  40: '号挂载',
  13: '分享',
  44: '小程序',
  45: '我的',
  46: '首页下拉',
  6: '桌面快捷方式',
  48: '系统多任务',
  10: '其他',
  unknown: '未知',
  age: '年龄',
  sex: '性别',
  interest: '兴趣',
}

type Fields = Readonly<Record<string, unknown>>

/** Fields that say what a row is about; everything else is a metric. */
const ABOUT = new Set(['name', 'pageId', 'pageName', 'pageAlias', 'attribute_id', 'sceneId', 'source', 'data'])

/** The rows of a sample with their numbers: `--` unknown, quoted numbers read, the blank key of report 2 named. */
export function expectedRows(sample: SpecSample): ExpectedRow[] {
  const data = sample.reply['data'] as Fields
  const list = (data['data_list'] ?? data['result']) as readonly Fields[]
  if (sample.report === 'audience') return list.flatMap((facets) => audience(facets))
  if (sample.report === 'sources') return list.flatMap((group) => sources(group))
  return list.map((fields) => {
    const key = text(fields['pageId'] ?? fields['data'] ?? fields['name'])
    const label = text(fields['pageName'] ?? fields['data'] ?? fields['name'])
    return { key, parent: null, label, values: numbers(fields) }
  })
}

/** The sample's own sum; null where it prints none. */
export function expectedSum(sample: SpecSample): Readonly<Record<string, number | null>> | null {
  const sum = (sample.reply['data'] as Fields)['sum']
  return sum === undefined ? null : numbers(sum as Fields)
}

function audience(facets: Fields): ExpectedRow[] {
  return Object.entries(facets).flatMap(([facet, members]) => [
    { key: facet, parent: null, label: null, values: {} },
    ...(members as readonly Fields[]).map((member) => ({
      key: text(member['attribute_id']),
      parent: facet,
      label: text(member['name']),
      values: numbers(member),
    })),
  ])
}

function sources(group: Fields): ExpectedRow[] {
  const scenes = group['name'] as readonly Fields[]
  const key = scenes.length === 0 ? 'unknown' : text(scenes[0]?.['source'])
  return [
    { key, parent: null, label: null, values: numbers(group) },
    ...scenes.map((scene) => ({
      key: text(scene['sceneId']),
      parent: key,
      label: text(scene['name']),
      values: numbers(scene),
    })),
  ]
}

function numbers(fields: Fields): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => !ABOUT.has(key))
      .map(([key, value]) => [key === ' ' ? 'weekly_user_count' : key, value === '--' ? null : Number(value)]),
  )
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`no text: ${String(value)}`)
  return value
}
