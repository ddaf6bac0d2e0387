import { expect, test, vi } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Job, SyncSummary } from '../../../electron/contract/methods/jobs.ts'
import { job, type FakeOptions } from '../fake-host.ts'
import { openPageWorld } from '../page-world.ts'

const summary: SyncSummary = {
  requests: 4,
  pages: 4,
  snapshots: 3,
  unchanged: 0,
  rows: 10,
  seconds: 1,
  skipped: 0,
  remaining: 1,
  capped: [],
  failed: [
    { app: '甲', appId: 1, report: 'user-trend', action: 'token', error: new AppError('token.expired').toShape() },
  ],
}

async function card(jobs: readonly Job[], handlers: FakeOptions['handlers'] = {}) {
  const world = await openPageWorld({ handlers })
  await world.load()
  const { default: JobsCard } = await import('../../../renderer/frame/JobsCard.vue')
  const shown = await world.show(JobsCard)
  for (const each of jobs) world.host.tell(each)
  await world.settle()
  const press = async (words: string) => {
    // What a button opens is loaded when it is wanted.
    const button = await vi.waitFor(() => {
      const all = [...document.querySelectorAll<HTMLElement>('button')]
      const found = all.find((each) => each.textContent.includes(words))
      if (!found) throw new Error(`no button ${words}`)
      return found
    }, 20_000)
    button.click()
    await world.settle()
  }
  return { ...world, shown, press }
}

test('what is running says how far it is and can be cancelled', async () => {
  const { shown, press, asked } = await card([job({ id: 4, progress: { done: 30, total: 120, label: '甲 · 地域' } })])
  expect(shown.text()).toContain('甲 · 地域')
  expect(shown.get('[role="progressbar"]').attributes('aria-valuenow')).toBe('25')
  await press('取消')
  expect(asked('jobs.cancel')).toEqual([{ job: 4 }])
})

test.each([
  ['export', { export: { path: '/x/a.xlsx', bytes: 1, sheets: 1, cells: 1, seconds: 1 } }],
  ['backup', { backup: { path: '/x/a.xlsx', bytes: 1 } }],
] as const)('a finished %s leads to its file', async (kind, result) => {
  const { shown, press, asked } = await card([job({ id: 4, kind, state: 'done', ...result })], {
    'files.reveal': () => ({ download: null }),
  })
  expect(shown.text()).toContain('a.xlsx')
  await press('下载')
  expect(asked('files.reveal')).toEqual([{ path: '/x/a.xlsx' }])
})

test('a sync that failed as a whole says why, and where that is mended', async () => {
  const { shown } = await card([job({ id: 4, state: 'failed', error: new AppError('api.ip').toShape() })])
  expect(shown.text()).toContain('白名单')
  expect(shown.get('a').attributes('href')).toBe('#/settings?section=tokens&at=allow-list')
})

test('what could not be synced is listed with the way out, and gone on with from there', async () => {
  const { shown, press, asked } = await card([job({ id: 4, state: 'partial', sync: summary })])
  expect(shown.text().replace(/\s+/g, ' ')).toContain('3 份新数据 · 1 项未完成')
  await press('1 项失败')
  await press('设置令牌')
  const { useTokenForm } = await import('../../../renderer/stores/token-form.ts')
  expect(useTokenForm().app).toBe(1)
  expect(document.body.textContent).toContain('用户趋势')
  await press('继续同步未完成的项目')
  expect(asked('sync.resume')).toHaveLength(1)
})
