import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../../electron/contract/methods/jobs.ts'
import { shellTexts } from '../../electron/shell/i18n.ts'
import { fraction, notice, trackJobs } from '../../electron/shell/jobs.ts'

const notices = vi.hoisted(() => [] as { title: string; body: string; emit: (event: string) => void }[])
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class Notification extends Emitter {
    static isSupported = () => true
    readonly title: string
    readonly body: string
    constructor({ title, body }: { title: string; body: string }) {
      super()
      this.title = title
      this.body = body
    }
    show() {
      notices.push(this)
    }
  }
  return { Notification }
})
beforeEach(() => {
  notices.length = 0
})

function job(some: Partial<Job>): Job {
  const times = { startedAt: '2026-01-01T00:00:00Z', endedAt: null }
  return {
    id: 1,
    kind: 'sync',
    state: 'running',
    ...times,
    progress: null,
    sync: null,
    export: null,
    backup: null,
    error: null,
    ...some,
  }
}
const part = (done: number, total: number) => ({ progress: { done, total, label: '' } })
const summary = (snapshots: number, failures: number) =>
  ({ snapshots, failed: Array.from({ length: failures }, () => ({})) }) as unknown as NonNullable<Job['sync']>

function tracked(focused: boolean) {
  const bar: number[] = []
  const window = Object.assign(new EventEmitter(), {
    isFocused: () => focused,
    setProgressBar: (value: number) => bar.push(value),
  }) as unknown as BrowserWindow
  const onClick = vi.fn()
  return { bar, onClick, jobs: trackJobs({ window: () => window, texts: () => shellTexts('en'), onClick }) }
}

test('the bar is all running work together', () => {
  expect(fraction([])).toBe(-1)
  expect(fraction([job({})])).toBe(2)
  expect(fraction([job(part(10, 40)), job(part(10, 10)), job({})])).toBe(0.4)
})

test('work shows while it runs, and quitting would cancel it', () => {
  const { bar, jobs } = tracked(true)
  jobs.told(job(part(1, 4)))
  expect(jobs.busy()).toBe(true)
  jobs.told(job(part(2, 4)))
  jobs.told(job({ state: 'done' }))
  expect(jobs.busy()).toBe(false)
  expect(bar).toEqual([0.25, 0.5, -1])
  expect(notices).toEqual([])
})

test('it is told of behind the person’s back, once, and the click leads there', () => {
  const { jobs, onClick } = tracked(false)
  jobs.told(job({}))
  jobs.told(job({ state: 'partial', sync: summary(120, 2) }))
  jobs.told(job({ state: 'partial', sync: summary(120, 2) }))
  expect(notices).toMatchObject([{ title: 'Sync finished in part', body: '120 new snapshots, 2 failures' }])
  notices[0]?.emit('click')
  expect(onClick).toHaveBeenCalledTimes(1)
})

test('what ended before we looked is no news', () => {
  const { jobs } = tracked(false)
  jobs.told(job({ state: 'done' }))
  expect(notices).toEqual([])
})

test('work whose thread has ended runs no more', () => {
  const { bar, jobs } = tracked(false)
  jobs.told(job({}))
  jobs.forget()
  expect(jobs.busy()).toBe(false)
  expect(bar.at(-1)).toBe(-1)
  expect(notices).toEqual([])
})

test.each([
  ['done', { sync: summary(1, 0) }, { title: '数据同步已完成', body: '取得 1 份新数据' }],
  ['done', { sync: summary(0, 0) }, { title: '数据同步已完成', body: '' }],
  ['failed', { sync: summary(0, 3) }, { title: '数据同步没有成功', body: '3 项失败' }],
  ['done', { kind: 'export', export: { path: 'C:\\报表\\十一月.xlsx' } }, { title: '导出已完成', body: '十一月.xlsx' }],
  ['cancelled', {}, null],
  ['interrupted', {}, null],
  ['running', {}, null],
] as const)('%s is told as %j', (state, some, told) => {
  expect(notice(job({ state, ...(some as Partial<Job>) }), shellTexts('zh-CN'))).toEqual(told)
})
