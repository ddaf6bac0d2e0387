import { expect, test, vi } from 'vitest'
import { AppError } from '../../../../../electron/contract/errors.ts'
import type { Template } from '../../../../../electron/contract/methods/templates.ts'
import { job, type FakeOptions } from '../../../fake-host.ts'
import { openPageWorld } from '../../../page-world.ts'

const STORED: Template = {
  id: 3,
  name: '客户周报',
  locale: null,
  client: '',
  title: '{client}周报',
  lines: ['{period}'],
  reports: ['user-trend'],
  metrics: [],
  granularity: 'day',
  scope: { apps: [], tags: ['餐饮'] },
  range: 'last-week',
  compare: 'year',
  split: 'tag',
  fileName: '{tag} {from}',
  folder: '/srv/周报',
  schedule: { every: { weekdays: [3, 1] }, time: '09:00' },
  hasLogo: false,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  nextRun: '2031-01-06T01:00:00.000Z',
  lastRun: null,
  lastOutcome: null,
}
const RANGE = { from: '2026-11-16', to: '2026-11-22' }
const PLAN = {
  range: RANGE,
  files: ['甲', '乙'].map((name) => ({
    path: `/srv/周报/${name}.xlsx`,
    range: RANGE,
    apps: [name],
    title: `${name}的周报`,
    lines: ['一行'],
  })),
  nextRun: null,
}

async function open(address: string, handlers: FakeOptions['handlers'] = {}, settings = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 50 })
  const world = await openPageWorld({
    settings,
    handlers: {
      'platform.status': () => ({ token: 'ok', expiresAt: null, clientId: null, broker: null, endpoint: '' }),
      'templates.list': () => [STORED],
      'templates.logo': () => ({ logo: null }),
      'templates.preview': () => PLAN,
      'templates.save': (input) => ({ ...STORED, ...input, id: input.id ?? 9 }),
      'templates.remove': () => ({}),
      'templates.run': () => ({ job: 77 }),
      'exports.recent': () => [],
      ...handlers,
    },
  })
  await world.load()
  await world.go(address)
  const { default: ExportsView } = await import('../../../../../renderer/views/exports/ExportsView.vue')
  // what the view loads when it is asked for, loaded before
  await import('../../../../../renderer/views/exports/templates/TemplatesPart.vue')
  await import('../../../../../renderer/views/exports/NewExport.vue')
  const shown = await world.show(ExportsView)
  const wait = async () => {
    await vi.advanceTimersByTimeAsync(600)
    await world.settle()
  }
  await wait()
  const press = async (name: string) => {
    const all = [...document.querySelectorAll<HTMLButtonElement>('button')]
    const button = all.find((each) => each.textContent.trim() === name || each.getAttribute('aria-label') === name)
    if (!button) throw new Error(`no button ${name} in ${document.body.textContent}`)
    button.click()
    await wait()
  }
  const type = async (field: string, text: string) => {
    await shown.get(`[data-field="${field}"] :is(input, textarea)`).setValue(text)
    await wait()
  }
  return { ...world, shown, press, type, wait }
}

test('the list says what each makes, for whom, when, and what can be done', async () => {
  const { shown } = await open('/exports?part=templates')
  const row = shown.get('tbody tr').text()
  expect(row).toContain('上周 · 标签 餐饮 · 每个标签一个工作簿 · 1 张报表 · 对比：去年同期')
  expect(row).toContain('周一、周三 09:00')
  expect(row).toContain('下次 2031-01-06')
  expect(row).toContain('还没有运行过')
  expect(row).toContain('/srv/周报')
})

test('the same in English', async () => {
  const { shown } = await open('/exports?part=templates', {}, { locale: 'en' })
  const row = shown.get('tbody tr').text()
  expect(row).toContain('Last week · tagged 餐饮 · one workbook per tag · 1 report · vs a year ago')
  expect(row).toContain('Mon, Wed, 09:00')
})

test('days of its own to compare with are told, and can be left', async () => {
  const own = { range: { from: '2026-11-16', to: '2026-11-18' }, compare: { from: '2026-11-09', to: '2026-11-11' } }
  const { shown, wait } = await open('/exports?part=templates&template=3', {
    'templates.list': () => [{ ...STORED, ...own }],
  })
  const select = shown.findAll('select').find((each) => each.text().includes('去年同期'))
  expect(select?.element.selectedOptions[0]?.text).toBe('2026-11-09 – 11-11')
  await select?.setValue('previous')
  await wait()
  expect(select?.element.selectedOptions[0]?.text).toBe('上一周期')
})

test.each([
  {
    days: 'range=2026-11-16_2026-11-18',
    range: { from: '2026-11-16', to: '2026-11-18' },
    compare: { from: '2026-11-09', to: '2026-11-11' },
  },
  { days: 'range=last7', range: 'last-7-days', compare: 'previous' },
])('days to compare with go along into a template where its own days stay too: $days', async ({ days, ...kept }) => {
  const { shown, press, asked } = await open(`/exports?${days}&vs=2026-11-09_2026-11-11`)
  await vi.waitFor(() => expect(shown.text()).toContain('存为模板…'), 10_000)
  await press('存为模板…')
  await vi.waitFor(() => expect(asked('templates.preview').at(-1)).toMatchObject({ template: kept }), 10_000)
})

test('without templates it is told what they are for; where they cannot be read, why', async () => {
  const none = await open('/exports?part=templates', { 'templates.list': () => [] })
  expect(none.shown.text()).toContain('还没有模板')
  const broken = await open('/exports?part=templates', {
    'templates.list': () => {
      throw new AppError('store.damaged', { path: '/x/history.db' })
    },
  })
  expect(broken.shown.get('[role=alert]').text()).toContain('已损坏')
})

test('a run that failed says why, with the two ways out; one that went well says nothing', async () => {
  const folder = '/srv/周报'
  const error = { code: 'file.unwritable' as const, message: '', details: { path: folder, reason: 'EACCES' } }
  const ran = (lastOutcome: Template['lastOutcome']): Template => ({
    ...STORED,
    ...{ lastRun: '2026-11-23T01:00:00.000Z', lastOutcome },
  })
  const failed = await open('/exports?part=templates', {
    'templates.list': () => [ran({ job: 70, state: 'failed', error, files: 0 })],
  })
  const said = failed.shown.get('.outcome').text()
  expect(said).toContain('运行失败')
  expect(said).toContain(folder)
  await failed.press('再运行一次')
  expect(failed.asked('templates.run')).toEqual([{ template: 3 }])
  await failed.press('修改模板')
  expect(failed.shown.find('[data-field="folder"]').exists()).toBe(true)
  const some = await open('/exports?part=templates', {
    'templates.list': () => [ran({ job: 70, state: 'partial', error, files: 2 })],
  })
  expect(some.shown.get('.outcome').text()).toContain('只写出 2 个工作簿，其余失败')
  const well = await open('/exports?part=templates', {
    'templates.list': () => [ran({ job: 70, state: 'done', error: null, files: 2 })],
  })
  expect(well.shown.find('.outcome').exists()).toBe(false)
})

test('a run shows how far it is and can be cancelled', async () => {
  const { shown, press, asked, host, settle } = await open('/exports?part=templates')
  await press('立即运行“客户周报”')
  expect(asked('templates.run')).toEqual([{ template: 3 }])
  host.tell(job({ id: 77, kind: 'export', progress: { done: 500, total: 2000, label: '' } }))
  await settle()
  expect(shown.get('tbody tr').text()).toContain('正在生成 25%')
  await press('取消')
  expect(asked('jobs.cancel')).toEqual([{ job: 77 }])
})

test('one is changed: its plan follows what is typed, what is wrong is told, and only the whole is saved', async () => {
  const { shown, press, type, asked } = await open('/exports?part=templates&template=3')
  expect(shown.findAll('.files .name').map((each) => each.text())).toEqual(['甲.xlsx', '乙.xlsx'])
  expect(shown.get('.sheet').text()).toContain('甲的周报')
  await type('title', '致{client}')
  expect(asked('templates.preview').at(-1)).toMatchObject({ template: { title: '致{client}', name: '客户周报' } })
  const before = asked('templates.preview').length
  await type('title', '{x}')
  expect(shown.get('[data-field="title"] .problem').text()).toContain('“{x}”不是可用的占位符')
  expect(asked('templates.preview')).toHaveLength(before)
  await press('保存')
  expect(asked('templates.save')).toEqual([])
  await type('title', '致{client}')
  await press('保存')
  expect(asked('templates.save')).toMatchObject([{ id: 3, title: '致{client}', split: 'tag' }])
  expect(asked('templates.save')[0]).not.toHaveProperty('logo')
})

test('a placeholder goes where the cursor is', async () => {
  const { shown, wait } = await open('/exports?part=templates&template=3')
  const field = shown.get<HTMLInputElement>('[data-field="title"] input').element
  field.focus()
  field.setSelectionRange(0, '{client}'.length)
  await shown.get('[data-field="lines"] .chips button[title="{tag}"]').trigger('click')
  await wait()
  expect(field.value).toBe('{tag}周报')
})

test('what the core refuses is told at its field and goes with the next change', async () => {
  let refuse = true
  const { shown, press, type } = await open('/exports?part=templates&template=3', {
    'templates.save': () => {
      if (refuse) throw new AppError('template.invalid', { field: 'scope', problem: 'no-apps' })
      return STORED
    },
  })
  await type('name', '另一个')
  await press('保存')
  expect(shown.get('[data-field="scope"] .problem').text()).toContain('没有符合条件的应用')
  refuse = false
  await type('name', '又一个')
  expect(shown.find('[data-field="scope"] .problem').exists()).toBe(false)
})

test('a new one asks for what it lacks only when it is saved; file names follow the split until somebody names them', async () => {
  const { shown, press, type, asked } = await open('/exports?part=templates', { 'templates.list': () => [] })
  await press('新建模板')
  expect(shown.findAll('.problem')).toHaveLength(0)
  expect(asked('templates.preview').at(-1)).toMatchObject({ template: { name: '未命名模板', range: 'last-week' } })
  await shown.get('[role=radio][data-value="app"]').trigger('click')
  expect(shown.get<HTMLInputElement>('[data-field="fileName"] input').element.value).toBe('{name} {client} {from}–{to}')
  await press('保存')
  expect(shown.get('[data-field="name"] .problem').text()).toBe('请填写名称。')
  await type('name', '日报')
  await press('保存')
  expect(asked('templates.save')).toMatchObject([
    { name: '日报', split: 'app', folder: '/home/li/.local/share/cygnet/exports' },
  ])
})

test('a schedule is put together: days of the week, a day of the month, none', async () => {
  const { shown, press, wait, asked } = await open('/exports?part=templates&template=3')
  await press('周三')
  await press('周五')
  await shown.get('input[type=time]').setValue('18:30')
  await press('保存')
  expect(asked('templates.save').at(-1)).toMatchObject({
    schedule: { every: { weekdays: [1, 5] }, time: '18:30' },
  })
  const month = await open('/exports?part=templates&template=3')
  await month.shown.get('[role=radio][data-value="month"]').trigger('click')
  await month.shown.get('select[aria-label="日期"]').setValue('31')
  await month.wait()
  expect(month.shown.text()).toContain('当月没有这一天时，在最后一天运行')
  await month.press('保存')
  expect(month.asked('templates.save').at(-1)).toMatchObject({ schedule: { every: { monthDay: 31 }, time: '09:00' } })
  await wait()
})

test('what was changed and left is still there, and can be thrown away', async () => {
  const { shown, press, type, go, wait } = await open('/exports?part=templates&template=3')
  await type('name', '新名称')
  await go('/exports?part=templates')
  expect(shown.get('tbody tr').text()).toContain('有未保存的修改')
  await press('编辑')
  expect(shown.get<HTMLInputElement>('[data-field="name"] input').element.value).toBe('新名称')
  await press('放弃修改')
  await wait()
  expect(shown.get('tbody tr').text()).not.toContain('有未保存的修改')
})

test('opened again it is what is stored now; Ctrl+S saves', async () => {
  let stored = STORED
  const { shown, go, wait, asked, type } = await open('/exports?part=templates&template=3', {
    'templates.list': () => [stored],
  })
  await go('/exports?part=templates')
  stored = { ...STORED, title: '另处改过' }
  const { useTemplates } = await import('../../../../../renderer/views/exports/templates/store.ts')
  await useTemplates().load()
  await go('/exports?part=templates&template=3')
  await wait()
  expect(shown.get<HTMLInputElement>('[data-field="title"] input').element.value).toBe('另处改过')
  await type('name', '新名称')
  await shown.get('[data-field="name"] input').trigger('keydown', { key: 's', ctrlKey: true })
  await wait()
  expect(asked('templates.save')).toMatchObject([{ id: 3, name: '新名称', title: '另处改过' }])
})

test('a copy is a new one, with its picture and without its schedule', async () => {
  const logo = { kind: 'png' as const, content: 'AAAA' }
  const { press, asked, shown } = await open('/exports?part=templates', {
    'templates.list': () => [{ ...STORED, hasLogo: true }],
    'templates.logo': () => ({ logo }),
  })
  await press('复制')
  expect(shown.get<HTMLInputElement>('[data-field="name"] input').element.value).toBe('客户周报 副本')
  await press('保存')
  expect(asked('templates.save')).toMatchObject([{ name: '客户周报 副本', schedule: null, logo }])
  expect(asked('templates.save')[0]).not.toHaveProperty('id')
})

test('one that is no longer there says so', async () => {
  const { shown } = await open('/exports?part=templates&template=99')
  expect(shown.text()).toContain('这个模板已不存在')
})
