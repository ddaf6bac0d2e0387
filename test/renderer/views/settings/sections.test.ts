import { expect, test } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { job } from '../../fake-host.ts'
import { openPageWorld } from '../../page-world.ts'

async function section(load: () => Promise<{ default: object }>, options: Partial<FakeOptions> = {}) {
  const world = await openPageWorld(options)
  await world.load()
  const { default: component } = await load()
  const shown = await world.show(component)
  const press = async (name: string) => {
    const button = [...document.querySelectorAll<HTMLElement>('button')].find(
      (each) => each.textContent.trim() === name,
    )
    if (!button) throw new Error(`no button ${name}`)
    button.click()
    await world.settle()
  }
  return { ...world, shown, press }
}

const platform = { token: 'ok' as const, expiresAt: null, clientId: null, broker: null, endpoint: 'getdata' }

test('a platform token is set in either way, tried, and cleared only after a question', async () => {
  const { shown, press, asked, settle } = await section(
    () => import('../../../../renderer/views/settings/tokens/PlatformCard.vue'),
    {
      handlers: {
        'platform.status': () => platform,
        'platform.set': () => ({ expiresAt: null }),
        'platform.clear': () => ({}),
        'platform.test': () => [{ what: 'platform', ok: false, app: null, error: new AppError('api.ip').toShape() }],
      },
    },
  )
  const { usePlatform } = await import('../../../../renderer/stores/platform.ts')
  await usePlatform().load()
  await settle()
  await press('更换')
  await shown.get('input').setValue(' tp-1 ')
  await shown.get('form').trigger('submit')
  await settle()
  expect(asked('platform.set')).toEqual([{ token: 'tp-1' }])
  expect(shown.get('[role="status"]').text()).toContain('白名单')
  expect(shown.html()).not.toContain('tp-1')
  await press('更换')
  await shown.get('[data-value="ticket"]').trigger('click')
  const [ticket, client] = shown.findAll('input')
  await ticket?.setValue('t-1')
  await client?.setValue('c-1')
  await shown.get('form').trigger('submit')
  await settle()
  expect(asked('platform.set').at(-1)).toEqual({ ticket: 't-1', clientId: 'c-1' })
  await press('清除')
  expect(asked('platform.clear')).toEqual([])
  document.querySelector<HTMLElement>('.el-dialog .pill.danger')?.click()
  await settle()
  expect(asked('platform.clear')).toHaveLength(1)
})

test('a broker that no app uses says that it could not be tried', async () => {
  const { shown, press, asked, settle } = await section(
    () => import('../../../../renderer/views/settings/tokens/BrokerCard.vue'),
    {
      handlers: {
        'platform.status': () => platform,
        'platform.broker': ({ url }) => ({ broker: url }),
        'platform.test': () => [{ what: 'broker', ok: true, app: null, error: null }],
      },
    },
  )
  const { usePlatform } = await import('../../../../renderer/stores/platform.ts')
  await usePlatform().load()
  await settle()
  await press('设置')
  await shown.get('input').setValue('https://b.example/t?key=k')
  await shown.get('form').trigger('submit')
  await settle()
  expect(asked('platform.broker')).toEqual([{ url: 'https://b.example/t?key=k' }])
  expect(shown.get('[role="status"]').text()).toContain('还没有应用使用令牌服务')
})

test('the schedule is switched on at its last time, and says what came of the last run', async () => {
  const failed = [
    { app: '甲', appId: 1, report: 'region', action: 'token' as const, error: new AppError('token.expired').toShape() },
  ]
  const sync = {
    requests: 1,
    pages: 1,
    snapshots: 7,
    unchanged: 0,
    rows: 0,
    seconds: 1,
    skipped: 0,
    remaining: 1,
    capped: [],
    failed,
  }
  const { shown, press, asked } = await section(
    () => import('../../../../renderer/views/settings/schedule/ScheduleSection.vue'),
    {
      handlers: {
        'schedule.status': () => ({
          nextAt: null,
          last: { at: new Date().toISOString(), job: job({ id: 9, state: 'partial', sync }), error: null },
        }),
      },
    },
  )
  expect(shown.text()).toContain('部分完成')
  expect(shown.text()).toContain('7 份新数据，1 项失败')
  await press('开启')
  expect(asked('settings.set')).toEqual([{ schedule: '10:30' }])
  const time = shown.get<HTMLInputElement>('input[type="time"]')
  await time.setValue('08:15')
  await time.trigger('change')
  expect(asked('settings.set').at(-1)).toEqual({ schedule: '08:15' })
  await press('现在运行一次')
  expect(asked('sync.daily')).toEqual([{ scope: {} }])
  expect(shown.text()).toContain('sync --daily --home')
})

test('a backup is written where the person said; a restore tells first what the file holds', async () => {
  const holds = {
    apps: 12,
    snapshots: 345,
    bytes: 9_000_000,
    from: '2026-10-01',
    to: '2026-11-01',
    newestFetchedAt: '2026-11-02T01:00:00.000Z',
  }
  const { press, asked, settle } = await section(
    () => import('../../../../renderer/views/settings/history/BackupCard.vue'),
    {
      handlers: {
        'home.status': () => ({
          version: '1',
          home: '/h',
          logPath: '/h/l',
          apiBase: 'https://x/',
          door: { kind: 'electron', desktop: true, secretsPersist: true },
          sample: false,
          apps: 1,
          newestDay: null,
          newestFetchedAt: null,
          yesterday: '2026-11-23',
          tags: [],
        }),
        'files.save': ({ name }) => ({ path: `/b/${name}` }),
        'backup.run': () => ({ job: 4 }),
        'jobs.wait': ({ job: id }) =>
          job({ id, kind: 'backup', state: 'done', backup: { path: '/b/copy.cygnet-backup', bytes: 5_000_000 } }),
        'files.open': () => ({ path: '/b/old.cygnet-backup' }),
        'backup.inspect': () => holds,
        'backup.restore': () => ({ apps: 12, snapshots: 345, kept: '/h/cygnet.db.before-restore-1' }),
      },
    },
  )
  await press('立即备份…')
  const [{ name } = { name: '' }] = asked('files.save') as { name: string }[]
  expect(name).toMatch(/^cygnet-\d{4}-\d{2}-\d{2}\.cygnet-backup$/)
  expect(asked('backup.run')).toEqual([{ path: `/b/${name}`, force: true }])
  expect(document.body.textContent).toContain('copy.cygnet-backup')
  await press('从备份恢复…')
  expect(asked('backup.restore')).toEqual([])
  const dialog = document.querySelector('.el-dialog')?.textContent ?? ''
  for (const words of ['old.cygnet-backup', '12 个应用', '345 份快照', '9 MB', '2026-10-01 – 11-01'])
    expect(dialog).toContain(words)
  document.querySelector<HTMLElement>('.el-dialog .pill.danger')?.click()
  await settle()
  expect(asked('backup.restore')).toEqual([{ path: '/b/old.cygnet-backup' }])
  expect(document.body.textContent).toContain('/h/cygnet.db.before-restore-1')
})

test('old raw replies go only after it was seen how many', async () => {
  const { press, asked, shown } = await section(
    () => import('../../../../renderer/views/settings/history/KeepCard.vue'),
    { settings: { keepRawDays: 90 }, handlers: { 'history.prune': () => ({ snapshots: 40, bytes: 2_000_000 }) } },
  )
  await press('先看能清理多少')
  expect(asked('history.prune')).toEqual([{ keepDays: 90, dryRun: true }])
  expect(shown.text()).toContain('可清理 40 份，约 2 MB')
  await press('清理 40 份')
  expect(asked('history.prune').at(-1)).toEqual({ keepDays: 90, dryRun: false })
  expect(shown.emitted('pruned')).toHaveLength(1)
})

test('the log is filtered by level and words', async () => {
  const lines = [
    { at: '2026-11-24T01:00:00.000Z', level: 'error' as const, event: 'job.end', facts: '{"kind":"sync"}' },
    { at: '2026-11-24T00:00:00.000Z', level: 'info' as const, event: 'job.start', facts: '{"kind":"export"}' },
  ]
  const { shown } = await section(() => import('../../../../renderer/views/settings/log/LogSection.vue'), {
    handlers: { 'log.read': () => lines },
  })
  expect(shown.text()).toContain('2 行')
  await shown.get('[data-value="error"]').trigger('click')
  expect(shown.text()).toContain('1 行')
  await shown.get('[data-value="all"]').trigger('click')
  await shown.get('input').setValue('EXPORT start')
  expect(shown.text()).toContain('1 行')
  await shown.get('input').setValue('nothing like it')
  expect(shown.text()).toContain('没有符合条件的日志')
})

test('each section has an address, and the palette finds it', async () => {
  await openPageWorld()
  const { views } = await import('../../../../renderer/router/view.ts')
  const { sectionOf, SECTIONS } = await import('../../../../renderer/views/settings/sections.ts')
  const settings = views.find(({ name }) => name === 'settings')
  expect(settings?.places?.map(({ query }) => query['section'])).toEqual(SECTIONS.map(({ key }) => key))
  expect(sectionOf('log')).toBe('log')
  expect(sectionOf('nonsense')).toBe('apps')
  expect(sectionOf(undefined)).toBe('apps')
})
