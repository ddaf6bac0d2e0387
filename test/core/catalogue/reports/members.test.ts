import { expect, test } from 'vitest'
import { getReport, memberLabel } from '../../../../electron/core/catalogue/index.ts'
import type { RawData } from '../../../../electron/core/catalogue/schema.ts'
import { specSamples } from '../../../fixtures/spec-samples.ts'
import { decodeSample, requestOf } from '../conformance.ts'

function decode(id: string, rows: readonly RawData[], variant = '') {
  const request = requestOf({ variant, granularity: 'range', from: '2019-04-10', to: '2019-04-15' })
  return getReport(id).decode({ data_list: rows }, request)
}

function sample(id: string) {
  const found = specSamples().find((candidate) => candidate.report === id)
  if (!found) throw new Error(`no sample of ${id}`)
  return decodeSample(getReport(id), found)
}

test('the sources of the specification: groups named by code, scenes by the API', () => {
  const { members } = sample('sources')
  const groups = members.filter((member) => member.parent === null)
  const labels = (locale: 'zh-CN' | 'en') => groups.map((member) => memberLabel(getReport('sources'), member, locale))
  expect(groups.map((member) => member.key)).toEqual([
    '39',
    '37',
    '46',
    '45',
    '10',
    'unknown',
    '13',
    '40',
    '48',
    '44',
    '6',
  ])
  expect(labels('zh-CN')).toEqual([
    '商业广告',
    '自然搜索',
    '首页下拉',
    '我的',
    '其他',
    '未知',
    '分享',
    '号挂载',
    '系统多任务',
    '小程序',
    '桌面快捷方式',
  ])
  expect(groups.map((member) => member.label)).toEqual(labels('zh-CN'))
  expect(labels('en')).toEqual([
    'Ads',
    'Organic search',
    'Home pull-down',
    '“My” tab',
    'Other',
    'Unknown',
    'Share',
    'Baijiahao link',
    'Task switcher',
    'Other mini programs',
    'Home-screen shortcut',
  ])
  const scene = members.find((member) => member.id === 'scene/39:11010018')
  expect(scene).toEqual({ id: 'scene/39:11010018', key: '11010018', label: '闪投', parent: 'source:39' })
  // 历史 is a scene of two groups
  expect(members.filter((member) => member.label === '历史').map((member) => member.parent)).toEqual([
    'source:46',
    'source:45',
  ])
  expect(new Set(members.map((member) => member.id)).size).toBe(members.length)
})

test('in the sources sample a group is the sum of its scenes, by the place they were decoded to', () => {
  const { rows, members } = sample('sources')
  const users = new Map(rows.map((row) => [row.member, row.values[2] ?? 0]))
  for (const group of members.filter((member) => member.parent === null && member.key !== 'unknown')) {
    const scenes = members.filter((member) => member.parent === group.id)
    expect(
      scenes.reduce((total, scene) => total + (users.get(scene.id) ?? 0), 0),
      group.label,
    ).toBe(users.get(group.id))
  }
})

test('groups without scenes, groups of one source twice and codes nobody knows do not collide', () => {
  const { rows, members } = decode('sources', [
    { name: [], user_count: 1 },
    { name: [], user_count: 2 },
    { name: [{ source: '39', sceneId: '1', name: 'a', user_count: 3 }], user_count: 3 },
    { name: [{ source: 39, sceneId: '2', name: 'a', user_count: 4 }], user_count: 4 },
    { name: [{ source: '777', sceneId: '10810012345678901234', name: 'b' }], user_count: 5 },
  ])
  expect(rows.map((row) => [row.member, row.values[2]])).toEqual([
    ['source:unknown', 1],
    ['source:unknown-2', 2],
    ['source:39', 3],
    ['scene/39:1', 3],
    ['source:39-2', 4],
    ['scene/39:2', 4],
    ['source:777', 5],
    ['scene/777:10810012345678901234', null],
  ])
  const names = members
    .filter((member) => member.parent === null)
    .map((member) => memberLabel(getReport('sources'), member, 'en'))
  expect(names).toEqual(['Unknown', 'Unknown 2', 'Ads', 'Ads 2', 'Source 777'])
  expect(members.find((member) => member.id === 'scene/39:2')?.parent).toBe('source:39-2')
})

test('flat source rows are scenes of groups; a group nobody counted has no numbers', () => {
  const { rows, members } = decode('sources', [
    { source: '37', sceneId: '11', name: '自然结果', user_count: 4 },
    { source: '39', sceneId: '21', name: '原生', user_count: 5 },
    { source: '37', sceneId: '12', name: '小程序tab', user_count: 6 },
    { source: '39', name: '商业广告', user_count: 5 },
  ])
  expect(rows.map((row) => [row.member, row.values[2]])).toEqual([
    ['source:37', null],
    ['scene/37:11', 4],
    ['scene/37:12', 6],
    ['source:39', 5],
    ['scene/39:21', 5],
  ])
  expect(members.map((member) => [member.id, member.parent])).toEqual([
    ['source:37', null],
    ['scene/37:11', 'source:37'],
    ['scene/37:12', 'source:37'],
    ['source:39', null],
    ['scene/39:21', 'source:39'],
  ])
})

test('the row key of sources tells scenes, not names or numbers', () => {
  const { paging } = getReport('sources')
  if (!paging.paged) throw new Error('sources are paged')
  const group = (source: string, scene: string, users: number) => ({
    name: [{ source, sceneId: scene, name: '历史', user_count: users }],
    user_count: users,
  })
  expect(paging.rowKey(group('46', '1', 5))).toBe(paging.rowKey(group('46', '1', 6)))
  expect(paging.rowKey(group('46', '1', 5))).not.toBe(paging.rowKey(group('45', '1', 5)))
  expect(paging.rowKey({ name: [], user_count: 1 })).not.toBe(paging.rowKey({ name: [], user_count: 2 }))
})

test('audience: facets are groups without rows, either key of the share, 64-bit ids as text', () => {
  const { members, rows } = sample('audience')
  const facets = members.filter((member) => member.parent === null)
  expect(facets).toEqual([
    { id: 'audience:age', key: 'age', label: '年龄', parent: null },
    { id: 'audience:sex', key: 'sex', label: '性别', parent: null },
    { id: 'audience:interest', key: 'interest', label: '兴趣', parent: null },
  ])
  expect(facets.map((member) => memberLabel(getReport('audience'), member, 'en'))).toEqual([
    'Age',
    'Gender',
    'Interests',
  ])
  expect(rows.some((row) => facets.some((facet) => facet.id === row.member))).toBe(false)
  const first = members[1]
  expect(first).toEqual({
    id: 'age:13539008165231256741',
    key: '13539008165231256741',
    label: '18岁以下',
    parent: 'audience:age',
  })
  expect(first && memberLabel(getReport('audience'), first, 'zh-CN')).toBe('18岁以下')
  expect(first && memberLabel(getReport('audience'), first, 'en')).toBe('Under 18')
  const other = decode('audience', [
    { sex: [{ attribute_id: '5', name: '男', user_count_ratio: '13.24' }], job: [{ name: 'x' }] },
  ])
  expect(other.rows.map((row) => [row.member, row.values])).toEqual([['sex:5', [13.24]]])
})

test('pages are known by id and shown by path, formulas and all', () => {
  const { members } = decode('pages', [
    { pageId: '10811489425798243863', pageName: '=cmd|x', pageAlias: 'Home', pv_count: 1 },
    { pageId: 42, pageName: '', pageAlias: 'About', pv_count: 1 },
    { pageName: 'pages/old', pv_count: 1 },
  ])
  expect(members.map(({ id, label, alias }) => [id, label, alias])).toEqual([
    ['page:10811489425798243863', '=cmd|x', 'Home'],
    ['page:42', 'About', null],
    ['page:pages/old', 'pages/old', null],
  ])
  const lost = Number('10811489425798243863')
  expect(() => decode('pages', [{ pageId: lost }])).toThrow(expect.objectContaining({ code: 'api.shape' }))
})

test('the variant is the space of devices and habits, so equal names do not meet', () => {
  expect(decode('terminal', [{ name: '其他' }], 'terminal_brand').members[0]?.id).toBe('terminal_brand:其他')
  expect(decode('terminal', [{ name: '其他' }], 'terminal_os').members[0]?.id).toBe('terminal_os:其他')
  expect(decode('habits', [{ name: '1页', session_count: 3 }], 'depth').members[0]?.id).toBe('habit/depth:1页')
})

test('buckets of habits are said in English', () => {
  const english = (label: string) =>
    memberLabel(getReport('habits'), { id: `habit:${label}`, key: label, label, parent: null }, 'en')
  const labels = '1-2页|100页以上|1页|1-3秒|3-10分|30分以上|首次启动|当日|1天|8-14天|30天以上|1-2次|50次以上|很久'
  expect(labels.split('|').map(english)).toEqual([
    '1–2 pages',
    '100+ pages',
    '1 page',
    '1–3 s',
    '3–10 min',
    '30+ min',
    'First start',
    'Same day',
    '1 day',
    '8–14 days',
    '30+ days',
    '1–2 starts',
    '50+ starts',
    '很久',
  ])
  expect(memberLabel(getReport('habits'), { id: 'x', key: '1-2页', label: '1-2页', parent: null }, 'zh-CN')).toBe(
    '1-2页',
  )
})

test('classes, regions and devices have English names; what nobody knows keeps the API’s', () => {
  const english = (report: string, label: string) =>
    memberLabel(getReport(report), { id: `x:${label}`, key: label, label, parent: null }, 'en')
  const list = (report: string, labels: string) => labels.split('|').map((label) => english(report, label))
  expect(list('audience', '18-24岁|65岁以上|65岁及以上|女|影视音乐|星座')).toEqual([
    '18–24',
    '65 and over',
    '65 and over',
    'Female',
    'Film and music',
    '星座',
  ])
  expect(list('region', '广东|内蒙古自治区|国外')).toEqual(['Guangdong', 'Inner Mongolia', '国外'])
  expect(list('terminal', '华为|华为 P20 Pro|其他|其他 未知机型|iPhone 11|小米8')).toEqual([
    'Huawei',
    'Huawei P20 Pro',
    'Other',
    'Other Unknown model',
    'iPhone 11',
    '小米8',
  ])
  const region = { id: 'region:广西壮族自治区', key: '广西壮族自治区', label: '广西壮族自治区', parent: null }
  expect(memberLabel(getReport('region'), region, 'zh-CN')).toBe('广西')
})
