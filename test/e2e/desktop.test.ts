import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useCygnet } from './support/cygnet.ts'
import { grid } from './support/grid.ts'

// What only the desktop app has: its window, its menu, the system around it.
describe('the window', () => {
  const cygnet = useCygnet({ host: 'app', home: 'synced' })

  test('stands where it stood, in the theme it had', async () => {
    const { main, call, restart, home } = cygnet()
    await main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1200, height: 700 }),
    )
    await call('settings.set', { theme: 'dark' })
    await expect.poll(() => main(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
    await restart()
    const shown = await main(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return { ...window?.getBounds(), background: window?.getBackgroundColor() }
    })
    expect(shown).toEqual({ x: 40, y: 60, width: 1200, height: 700, background: '#0e1115' })
    expect(JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'))).toMatchObject({ theme: 'dark' })
    await cygnet().call('settings.set', { theme: 'system' })
  })

  test('has a menu in the language of the settings, every word of it', async () => {
    const { main, call } = cygnet()
    const words = () =>
      main(({ Menu }) =>
        (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
          label ?? '',
          ...(submenu?.items ?? [])
            .filter(({ type, visible }) => type !== 'separator' && visible !== false)
            .map((item) => item.label ?? `unlabelled ${item.role ?? ''}`),
        ]),
      )
    const before = await words()
    expect(before.flat().filter((word) => /^[\x20-\x7e]*$/.test(word) && word !== 'Cygnet')).toEqual([])
    await call('settings.set', { locale: 'en' })
    await expect
      .poll(async () => (await words()).map(([title]) => title))
      .toEqual(before.length === 5 ? EN_TITLES : ['Cygnet', ...EN_TITLES])
    expect((await words()).flat().filter((word) => /[^\x20-\x7e…]/.test(word))).toEqual([])
    await call('settings.set', { locale: 'zh-CN' })
    await expect.poll(words).toEqual(before)
  })

  test('is led to the settings by the menu', async () => {
    const { main, page } = cygnet()
    await main(({ Menu }) => {
      const all = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? [])
      all.find(({ label }) => label === '设置…')?.click()
    })
    await page.waitForURL(/#\/settings/)
    await page.goto(page.url().replace(/#.*/, '#/overview'))
  })

  test('comes to the front when the app is started a second time', async () => {
    const { main, again } = cygnet()
    await main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    expect(await again()).toBe(0)
    const state = () =>
      main(({ BrowserWindow }) => {
        const all = BrowserWindow.getAllWindows()
        return [all.length, all[0]?.isMinimized(), all[0]?.isFocused()]
      })
    await expect.poll(state).toEqual([1, false, true])
  })

  test('is loaded again after a crash of the page, but not for ever', async () => {
    const { main, page } = cygnet()
    const outcome = await main(async ({ BrowserWindow, dialog }) => {
      const [window] = BrowserWindow.getAllWindows()
      let asked = 0
      const { showMessageBox } = dialog
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: ++asked < 0 })
      const reloads: number[] = []
      const reload = window?.webContents.reload
      if (window) window.webContents.reload = () => void reloads.push(asked)
      for (let i = 0; i < 4; i += 1)
        window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
      window?.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
      await new Promise((resolve) => setImmediate(resolve))
      dialog.showMessageBox = showMessageBox
      if (window && reload) window.webContents.reload = reload
      return { asked, reloads }
    })
    // Three by itself; the fourth because the person chose to.
    expect(outcome).toEqual({ asked: 1, reloads: [0, 0, 0, 1] })
    await main(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.reload()
    })
    await grid(page).waitFor()
  })
})

const EN_TITLES = ['File', 'Edit', 'View', 'Window', 'Help']

describe('work that takes its time', () => {
  const cygnet = useCygnet({ host: 'app', home: 'synced' })
  const anew = async () => {
    const { call } = cygnet()
    const { yesterday } = await call('home.status', {})
    const range = { from: yesterday, to: yesterday }
    return call('sync.start', { range, scope: {}, force: true, rate: 1000, concurrency: 8 })
  }
  const listen = () =>
    cygnet().main(({ BrowserWindow, Notification }) => {
      const heard = { progress: [] as number[], notices: [] as string[] }
      BrowserWindow.prototype.setProgressBar = (part: number) => void heard.progress.push(part)
      Notification.prototype.show = function show(this: InstanceType<typeof Notification>) {
        heard.notices.push(`${this.title}: ${this.body}`)
        this.emit('click')
      }
      Object.assign(globalThis, { heard })
    })
  const heard = () =>
    cygnet().main(() => (globalThis as unknown as { heard: { progress: number[]; notices: string[] } }).heard)
  const focus = (focused: boolean) =>
    cygnet().main(({ BrowserWindow }, on) => {
      const [window] = BrowserWindow.getAllWindows()
      if (on) window?.focus()
      else window?.blur()
    }, focused)
  const isFocused = () => cygnet().main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())

  test('shows on the task bar, and is told of when it ends behind the person’s back', async () => {
    await listen()
    await focus(false)
    const { job } = await anew()
    await cygnet().call('jobs.wait', { job })
    await expect.poll(async () => (await heard()).progress.at(-1)).toBe(-1)
    const { progress, notices } = await heard()
    expect(progress.some((part) => part > 0 && part <= 1)).toBe(true)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(/^数据同步(已完成|部分完成): 取得 \d+ 份新数据/)
    // The click on it has brought the window up.
    expect(await isFocused()).toBe(true)
  })

  test('is not told of to somebody who is looking', async () => {
    await listen()
    await focus(true)
    const { job } = await anew()
    await cygnet().call('jobs.wait', { job })
    await expect.poll(async () => (await heard()).progress.at(-1)).toBe(-1)
    expect((await heard()).notices).toEqual([])
  })

  test('is caught up with after sleep', async () => {
    const { call, main } = cygnet()
    const [last] = await call('jobs.list', { limit: 1 })
    // Its time has passed today, and nothing ran.
    await call('settings.set', { schedule: '00:00', rate: 1000, concurrency: 8 })
    await main(({ powerMonitor }) => powerMonitor.emit('resume'))
    const newest = async () => (await call('jobs.list', { limit: 1 }))[0]
    await expect.poll(async () => (await newest())?.id).toBeGreaterThan(last?.id ?? 0)
    await call('jobs.wait', { job: (await newest())?.id ?? 0 })
    await call('settings.set', { schedule: null })
  })

  test('is asked about before it is cancelled by quitting', async () => {
    const { main, sandbox, call, exited, restart } = cygnet()
    sandbox.faults.add({ kind: 'slow', delayMs: 500 })
    const { job } = await anew()
    const answer = (response: number) =>
      main(({ dialog }, chosen) => {
        dialog.showMessageBox = (...given: unknown[]) => {
          const { message, detail, buttons } = given.at(-1) as { message: string; detail: string; buttons: string[] }
          Object.assign(globalThis, { asked: [message, detail, ...buttons] })
          return Promise.resolve({ response: chosen, checkboxChecked: false })
        }
      }, response)
    const asked = () => main(() => (globalThis as unknown as { asked?: string[] }).asked)
    await answer(0)
    await main(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close()
    })
    await expect
      .poll(asked)
      .toEqual([
        '仍有任务在进行',
        '现在退出会取消这些任务。已取得的数据都已保存，下次可以继续。',
        '继续等待',
        '取消任务并退出',
      ])
    expect(await main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
    expect((await call('jobs.list', { limit: 1 }))[0]).toMatchObject({ id: job, state: 'running' })
    await answer(1)
    await main(({ app }) => {
      app.quit()
    })
    expect(await exited).toBe(0)
    sandbox.faults.clear()
    await restart()
    const [cancelled] = await cygnet().call('jobs.list', { limit: 1 })
    expect(cancelled).toMatchObject({ id: job, state: 'cancelled' })
    const { job: resumed } = await cygnet().call('sync.resume', {})
    expect(await cygnet().call('jobs.wait', { job: resumed })).toMatchObject({ sync: { remaining: 0 } })
  })
})
