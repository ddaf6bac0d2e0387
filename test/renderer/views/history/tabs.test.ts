import { expect, test, vi } from 'vitest'
import type { ChangedCell, Moments } from '../../../../electron/contract/methods/history-changes.ts'
import type { Snapshot } from '../../../../electron/contract/methods/history.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openReport } from '../../report-world.ts'

const RANGE = 'range=2026-11-01_2026-11-07'
const reply = (id: number, some: Partial<Snapshot> = {}): Snapshot => ({
  id,
  appId: 1,
  app: '重庆小面外卖',
  report: 'user-trend',
  variant: '',
  granularity: 'day',
  from: '2026-11-01',
  to: '2026-11-07',
  fetchedAt: `2026-11-${String(id).padStart(2, '0')}T01:00:00.000Z`,
  rows: 7,
  changed: true,
  capped: false,
  ...some,
})
const cell = (some: Partial<ChangedCell> = {}): ChangedCell => ({
  appId: 1,
  app: '重庆小面外卖',
  report: 'user-trend',
  variant: '',
  granularity: 'day',
  key: null,
  label: null,
  parent: null,
  whole: false,
  from: '2026-11-03',
  to: '2026-11-03',
  metric: 'session_count',
  unit: 'count',
  kind: 'restated',
  before: 100,
  after: 104,
  difference: 4,
  percent: 4,
  snapshots: { before: 8, after: 9 },
  beforeAt: '2026-11-08T01:00:00.000Z',
  at: '2026-11-09T01:00:00.000Z',
  ...some,
})
const MOMENTS: Moments = [8, 9].map((day) => ({
  at: `2026-11-0${day}T01:10:00.000Z`,
  from: `2026-11-0${day}T01:00:00.000Z`,
  replies: 4,
  changed: 4,
  replaced: day === 9 ? 3 : 0,
}))
const counts = { restated: 1, filled: 0, withdrawn: 0, added: 0 }

async function open(query: string, handlers: FakeOptions['handlers']) {
  const world = await openReport(
    () => import('../../../../renderer/views/history/HistoryView.vue'),
    `/history?${RANGE}&${query}`,
    { handlers: { 'history.moments': () => MOMENTS, ...handlers } },
  )
  await vi.dynamicImportSettled()
  await world.settle()
  return world
}

test('every reply with what came of it; one opened is held against the one before', async () => {
  const world = await open('tab=replies&apps=1,2', {
    'history.list': ({ before }) =>
      before === undefined
        ? [reply(9), reply(8, { changed: false }), reply(7, { capped: true })]
        : [reply(8, { changed: false }), reply(7)],
    'history.show': ({ id }) => ({ snapshot: reply(id), payload: { errno: 0, data: { data_list: [] } } }),
    'history.diff': ({ before, after }) => ({
      before: reply(before),
      after: reply(after),
      same: 55,
      changes: [{ ...cell(), key: '', label: '' }],
    }),
  })
  expect(world.asked('history.list')[0]).toMatchObject({
    apps: [1, 2],
    changed: false,
    range: { from: '2026-11-01', to: '2026-11-07' },
  })
  expect(world.cells('outcome')).toEqual(['有新内容', '与上次相同', '不完整（超出行数上限）'])
  await world.shown.find('[data-column=at] button').trigger('click')
  await world.settle()
  expect(world.asked('history.diff')).toEqual([{ before: 8, after: 9 }])
  const aside = world.shown.find('aside')
  expect(aside.text()).toMatch(/与 #8（.*）相比：1 个数不同，55 个相同/)
  await world.choose('原始返回')
  expect(JSON.parse(aside.find('pre').text())).toEqual({ errno: 0, data: { data_list: [] } })
})

test('a reply whose raw text is gone says so', async () => {
  const world = await open('tab=replies', {
    'history.list': ({ before }) => (before === undefined ? [reply(9)] : []),
    'history.show': ({ id }) => ({ snapshot: reply(id), payload: null }),
  })
  await world.shown.find('[data-column=at] button').trigger('click')
  await world.settle()
  expect(world.shown.find('aside').text()).toContain('已按保留期限清理')
})

test('restatements by the day they came, and between two moments', async () => {
  const world = await open('tab=changes&least=1', {
    'history.restatements': () => ({
      counts,
      groups: [{ day: '2026-11-09', report: 'user-trend', cells: 1, apps: 1, largest: 4 }],
      total: 1,
      cells: [cell()],
    }),
    'history.changedSince': ({ since }) => ({
      since: since ?? '',
      counts,
      reports: [],
      apps: [],
      total: 1,
      cells: [cell({ before: 90, percent: null })],
    }),
  })
  expect(world.asked('history.restatements')).toMatchObject([{ kinds: ['restated', 'withdrawn'], minPercent: 1 }])
  expect([world.cells('before'), world.cells('after')]).toEqual([['100'], ['104']])
  expect(world.shown.find('.groups').text()).toContain('1 个数 · 1 个应用 · 最大 +4.0%')
  await world.choose('两个时刻之间')
  expect(world.query()['how']).toBe('between')
  // from the first fetch to now, as nothing else was chosen
  expect(world.asked('history.changedSince')).toMatchObject([
    { since: MOMENTS[0]?.at, kinds: ['restated', 'withdrawn'] },
  ])
  expect(world.cells('before')).toEqual(['90'])
})

test('two moments the wrong way round are not asked', async () => {
  const world = await open(`tab=changes&how=between&since=${MOMENTS[1]?.at}&until=${MOMENTS[0]?.at}`, {
    'history.changedSince': () => {
      throw new Error('asked')
    },
  })
  expect(world.shown.find('[role=alert]').text()).toBe('两个时刻要先早后晚')
  expect(world.asked('history.changedSince')).toEqual([])
})

test('a workbook of the list is held against now, and made again from there', async () => {
  const input = {
    range: { from: '2026-11-01', to: '2026-11-07' },
    scope: { apps: [1], tags: [] },
    compare: 'none' as const,
  }
  const world = await open('tab=since', {
    'exports.recent': () => [
      {
        job: 5,
        path: '/x/客户.xlsx',
        bytes: 9,
        startedAt: '2026-11-08T02:00:00.000Z',
        endedAt: '2026-11-08T02:00:03.000Z',
        exists: true,
        template: null,
        table: null,
        from: null,
        input: {
          ...input,
          reports: [],
          metrics: [],
          granularity: 'day',
          asOf: '2026-11-08T02:00:00.000Z',
          format: 'xlsx',
          path: '/x/客户.xlsx',
          force: false,
        },
      },
    ],
    'history.changedSince': () => ({
      since: '2026-11-08T02:00:00.000Z',
      counts,
      reports: [{ report: 'user-trend', cells: 1 }],
      apps: [],
      total: 1,
      cells: [cell()],
    }),
    'files.save': () => ({ path: '/x/again.xlsx' }),
    'export.start': () => ({ job: 6 }),
    'export.reproduce': () => ({ job: 7 }),
  })
  expect(world.shown.text()).toContain('选一个工作簿')
  const { router } = await import('../../../../renderer/router/index.ts')
  await router.push({ query: { ...world.query(), job: '5' } })
  await world.settle()
  expect(world.asked('history.changedSince')).toEqual([{ job: 5, limit: 300 }])
  expect(world.shown.find('.about').text()).toContain('1 个数变了')
  expect(world.cells('percent')).toEqual(['+▲4.0%'])
  await world.press('用现在的数据重新导出')
  const [asked] = world.asked('export.start')
  expect(asked).toMatchObject({ ...input, path: '/x/again.xlsx' })
  expect(asked).not.toHaveProperty('asOf')
  await world.press('按当时的数据重做一份')
  expect(world.asked('export.reproduce')).toMatchObject([{ path: '/x/客户.xlsx', out: '/x/again.xlsx' }])
})

test('how long numbers change, and whether the present window is enough', async () => {
  const world = await open('tab=lag', {
    'history.lag': ({ report }) => ({
      report,
      variant: '',
      refetchDays: 3,
      metrics: [
        {
          metric: 'session_count',
          unit: 'count',
          points: [{ lag: 0, cells: 40, changed: 50, reported: 95 }],
          advised: { days: 5, changed: 0.5, atMost: 3, cells: 40 },
          seenUpTo: 9,
        },
      ],
    }),
  })
  expect(world.shown.text()).toContain('结束 5 天后还会变的数不到 1% · 比现在的 3 天长')
  expect(world.cells('advised')).toEqual(['5 天'])
  await world.choose('已报出的比例')
  expect(world.query()['curve']).toBe('reported')
})

test('each tab’s table goes into a workbook of its own by the question the page asked, without its page', async () => {
  const answers: FakeOptions['handlers'] = {
    'history.list': () => [reply(3)],
    'history.restatements': () => ({ counts, groups: [], total: 1, cells: [cell()] }),
    'history.changedSince': () => ({
      ...{ since: '2026-11-08T01:10:00.000Z', counts, reports: [], apps: [], total: 1, cells: [cell()] },
    }),
    'exports.recent': () => [],
    'files.save': () => ({ path: '/x/t.xlsx' }),
    'export.table': () => ({ job: 6 }),
  }
  const written = async (query: string) => {
    const world = await open(query, answers)
    await world.press('导出 Excel')
    const [asked] = world.asked('export.table')
    return [asked, world] as const
  }
  const [replies, list] = await written('tab=replies&reports=region&apps=1,2')
  const question = { apps: [1, 2], report: 'region', changed: false, range: { from: '2026-11-01', to: '2026-11-07' } }
  expect(list.asked('history.list')).toEqual([{ ...question, limit: 200 }])
  expect(replies).toEqual({
    ...{ asked: { table: 'replies', question }, locale: 'zh-CN', path: '/x/t.xlsx', force: false },
  })
  const [steps, changes] = await written('tab=changes&least=5&kinds=all')
  const every = {
    ...{ range: question.range, scope: { apps: [], tags: [] }, reports: [] },
    ...{ minPercent: 5, kinds: ['restated', 'filled', 'withdrawn', 'added'] },
  }
  expect(changes.asked('history.restatements')).toEqual([{ ...every, limit: 300 }])
  expect(steps).toMatchObject({ asked: { table: 'restatements', question: every } })
  const [net] = await written('tab=changes&how=between')
  expect(net).toMatchObject({ asked: { table: 'changed-since', question: { since: '2026-11-08T01:10:00.000Z' } } })
  const [since] = await written('tab=since&job=5')
  expect(since).toMatchObject({ asked: { table: 'changed-since', question: { job: 5 } } })
})
