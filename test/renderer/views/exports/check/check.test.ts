import { expect, test } from 'vitest'
import { AppError } from '../../../../../electron/contract/errors.ts'
import type { Inspected } from '../../../../../electron/contract/methods/exports.ts'
import { job, type FakeOptions } from '../../../fake-host.ts'
import { fakeScreen } from '../../../fake-screen.ts'
import { openPageWorld } from '../../../page-world.ts'

const RANGE = { from: '2026-11-01', to: '2026-11-07' }
const FOUND: Inspected = {
  path: '/x/客户.xlsx',
  version: '0.1.0',
  madeAt: '2026-11-08T01:00:00.000Z',
  knownAt: '2026-11-08T00:30:00.000Z',
  locale: 'en',
  query: {
    range: RANGE,
    compare: 'year',
    scope: { apps: [1, 2], tags: [] },
    reports: ['user-trend'],
    metrics: [],
    granularity: 'day',
    asOf: '2026-11-08T00:00:00.000Z',
  },
  apps: ['甲', '乙'].map((name, i) => ({ id: i + 1, name })),
  snapshots: 1234,
  edited: [],
  removed: [],
  compared: 900,
  changed: 0,
  changes: [],
}
const change = (some: Partial<Inspected['changes'][number]>): Inspected['changes'][number] => ({
  ...{ report: 'user-trend', variant: '', metric: 'session_count', unit: 'count', appId: 1, app: '甲' },
  ...{ key: '', label: '', parent: null, ...RANGE, before: 1000, now: 1250 },
  ...some,
})

async function open(found: Partial<Inspected>, handlers: FakeOptions['handlers'] = {}) {
  fakeScreen()
  const world = await openPageWorld({
    handlers: {
      'exports.recent': () => [],
      'export.inspect': () => ({ ...FOUND, ...found }),
      'files.save': ({ name }) => ({ path: `/y/${name}` }),
      'export.start': () => ({ job: 4 }),
      'export.reproduce': () => ({ job: 5 }),
      ...handlers,
    },
  })
  await world.load()
  await world.go('/exports?part=check&file=%2Fx%2F%E5%AE%A2%E6%88%B7.xlsx')
  const { default: CheckPart } = await import('../../../../../renderer/views/exports/check/CheckPart.vue')
  const shown = await world.show(CheckPart)
  const press = async (name: string) => {
    const button = shown.findAll('button').find((each) => each.text() === name)
    if (!button) throw new Error(`no button ${name} in ${shown.text()}`)
    await button.trigger('click')
    await world.settle()
  }
  const cells = (column: string) => shown.findAll(`[data-column="${column}"][data-row]`).map((each) => each.text())
  const verdicts = () => shown.findAll('.verdicts b').map((each) => each.text())
  return { ...world, shown, press, cells, verdicts }
}

const ended = (differing: string[]) => () =>
  job({
    ...{ id: 5, kind: 'export', state: 'done' },
    export: { path: '/y/客户 重现.xlsx', bytes: 1, sheets: 1, cells: 1, seconds: 1, differing },
  })

test('a workbook tells what it was made from, and the verdict on it', async () => {
  const { shown, verdicts, asked } = await open({})
  expect(asked('export.inspect')).toEqual([{ path: '/x/客户.xlsx', limit: 2000 }])
  expect(verdicts()).toEqual(['没有被改动', '与现在的数据一致', '可以逐值重现'])
  const facts = shown.get('dl').text()
  for (const words of ['2026-11-01 – 11-07', '去年同期', '甲、乙', '用户趋势', '按日', 'English', '1,234', '0.1.0'])
    expect(facts).toContain(words)
  expect(shown.text()).not.toContain('后来变了的数值')
})

test('each value that changed stands with what it was, what it is and the difference', async () => {
  const changes = [
    change({}),
    change({
      metric: 'new_user_ratio',
      unit: 'percent',
      key: '2026-11-02',
      label: '2026-11-02',
      before: 12,
      now: 13.5,
    }),
    change({ report: 'region', metric: 'unheard_of', parent: '河南', label: '郑州', key: 'x', before: null, now: 7 }),
  ]
  const { shown, cells, verdicts } = await open({ changed: 3000, changes })
  expect(verdicts()[1]).toBe('3,000 个数值后来变了')
  expect(shown.text()).toContain('共 3,000 个，列出前 3 个')
  expect(cells('row')).toEqual(['汇总', '2026-11-02', '河南 / 郑州'])
  expect(cells('metric')).toEqual(['启动次数', '新用户占比', 'unheard_of'])
  expect(cells('before')).toEqual(['1,000', '12.00%', '—'])
  expect(cells('now')).toEqual(['1,250', '13.50%', '7'])
  expect(cells('difference').map((text) => text.replace(/\s/g, ''))).toEqual([
    '+250',
    expect.stringMatching(/^\+1\.50/),
    '—',
  ])
  expect(cells('change')[0]).toContain('25.0%')
  expect(cells('change')[1]).not.toContain('%')
  await shown.get('input[placeholder="筛选变化"]').setValue('甲 郑州')
  expect(cells('row')).toEqual(['河南 / 郑州'])
})

test('it is made again where it is wanted, and told whether it is the same', async () => {
  const { shown, press, asked } = await open({}, { 'jobs.wait': ended([]) })
  await press('按当时数据重现')
  expect(asked('files.save')).toEqual([{ kind: 'workbook', name: '客户 重现.xlsx' }])
  expect(asked('export.reproduce')).toEqual([
    { path: '/x/客户.xlsx', out: '/y/客户 重现.xlsx', force: false, edited: false },
  ])
  expect(shown.get('.remade').text()).toContain('已重现，与原文件逐值一致：客户 重现.xlsx')
  const other = await open({}, { 'jobs.wait': ended(['汇总', '数据']) })
  await other.press('按当时数据重现')
  expect(other.shown.get('.remade').text()).toContain('汇总、数据')
})

test('one that was edited says where, and is made again without the edits', async () => {
  const { press, asked, verdicts, shown } = await open({ edited: ['汇总', '数据'] }, { 'jobs.wait': ended([]) })
  expect(verdicts()[0]).toBe('导出后被改动过')
  expect(shown.get('.verdicts').text()).toContain('汇总、数据')
  await press('忽略改动，按记录重现')
  expect(asked('export.reproduce')).toMatchObject([{ edited: true }])
})

test('without its apps it cannot be made again, and says what would help', async () => {
  const { shown, verdicts } = await open({ removed: ['甲', '乙'], compared: 0 })
  expect(verdicts().slice(1)).toEqual(['没有可核对的数值', '不能重现'])
  expect(shown.get('.verdicts').text()).toContain('已移除：甲、乙')
  for (const button of shown.findAll('.found .pill:not(.quiet)')) expect(button.attributes('disabled')).toBeDefined()
})

test('the same question is asked anew without the moment it was asked as of', async () => {
  const { press, asked } = await open({})
  await press('用现在的数据再导出')
  const [started] = asked('export.start')
  expect(started).toMatchObject({ range: RANGE, compare: 'year', locale: 'en', path: '/y/客户.xlsx' })
  expect(started).not.toHaveProperty('asOf')
})

test('a file that is none of ours says so; another try asks again', async () => {
  let foreign = true
  const { shown, press, verdicts } = await open(
    {},
    {
      'export.inspect': () => {
        if (foreign) throw new AppError('export.foreign', { path: '/x/客户.xlsx', problem: null })
        return FOUND
      },
    },
  )
  expect(shown.get('[role=alert]').text()).toContain('没有 Cygnet 的重现记录')
  foreign = false
  await press('重试')
  expect(verdicts()).toHaveLength(3)
})
