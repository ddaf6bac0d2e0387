import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { ask, numberOf } from './support/replies.ts'
import { BEFORE, change, count, DOORS, NOW } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    open: '洞察',
    rules: /提醒规则/,
    add: '新建规则',
    below: '低于',
    value: '数值',
    save: '保存',
    remove: /^删除/,
    close: '关闭此对话框',
  },
  en: {
    open: 'Insights',
    rules: /Alert rules/,
    add: 'New rule',
    below: 'Below',
    value: 'Value',
    save: 'Save',
    remove: /^Remove/,
    close: 'Close this dialog',
  },
}
const COUNTS = ['session_count', 'user_count', 'new_user_count']
const yesterday = dayOf(Date.now()) - 1
const ALL = { from: BEFORE.from, to: NOW.to }

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half)] ?? NaN)) / 2
}
/** A day against the eight same weekdays before it: robust, and no steadier than chance allows. */
function against(values: readonly number[], at: number) {
  const same = Array.from({ length: 8 }, (_, week) => values[at - 7 * (week + 1)] ?? NaN)
  const middle = median(same)
  const spread = Math.max(
    1.4826 * median(same.map((value) => Math.abs(value - middle))),
    Math.sqrt(Math.max(middle, 1)),
    0.03 * middle,
  )
  const value = values[at] ?? NaN
  return { value, middle, score: (value - middle) / spread }
}

describe.each(DOORS)('Insights ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const said = WORDS[lang]
  const authorised = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  /** Sixty days, oldest first. */
  const daily = (app: SandboxApp, key: string) =>
    ask(cygnet().sandbox, app, 'getanalysisusertrend', ALL, { gran: 'day' })
      .rows.toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
      .map((row) => numberOf(row, key) ?? NaN)
  const halves = (app: SandboxApp) => {
    const days = daily(app, 'session_count')
    return { name: app.name, before: sum(days.slice(0, 30)), now: sum(days.slice(30)) }
  }
  const text = async (selector: string) =>
    (await cygnet().page.locator(selector).allTextContents()).map((each) => each.replace(/\s+/g, ' ').trim())

  test('what is unlike its weekdays is told, with the very numbers', async () => {
    const { page } = cygnet()
    await page.getByRole('button', { name: said.open, exact: true }).click()
    const odd = authorised().filter((app) => Math.abs(against(daily(app, 'session_count'), 59).score) >= 3.5)
    await page
      .locator(odd.length > 0 ? '[data-alert]' : '[data-part]')
      .first()
      .waitFor()
    const shown = await page
      .locator('[data-alert^="weekday:"]')
      .evaluateAll((items) =>
        items.map((item) => ({ id: item.getAttribute('data-alert') ?? '', text: item.textContent })),
      )
    const told = shown.flatMap(({ id, text }) => {
      const [, , metric = '', , day = ''] = id.split(':')
      const app = authorised().find(({ name }) => text.includes(name))
      const key = metric.split('/')[1] ?? ''
      return app && COUNTS.includes(key) ? [{ app, key, day, text }] : []
    })
    for (const { app, key, day, text } of told) {
      const at = [59, 58, 57].find((each) => formatDay(yesterday - 59 + each) === day) ?? NaN
      const { value, middle, score } = against(daily(app, key), at)
      expect(Math.abs(score)).toBeGreaterThanOrEqual(3.5)
      expect(text).toContain(count(value))
      expect(text).toContain(count(Math.round(middle)))
      expect(text).toContain(`${Math.abs(score).toFixed(1)}σ`)
      if (Math.abs(value / middle - 1) < 10) expect(text).toContain(change(value, middle))
    }
    // whoever was out of the ordinary yesterday is among them
    expect(odd.filter(({ name }) => !shown.some((each) => each.text.includes(name)))).toEqual([])
    expect(await seriousViolations(page)).toEqual([])
  })

  test('each app’s part in the change adds up to the whole', async () => {
    const apps = authorised()
      .map(halves)
      .toSorted((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    const total = { now: sum(apps.map(({ now }) => now)), before: sum(apps.map(({ before }) => before)) }
    const parts = await text('[data-part]')
    expect(parts).toHaveLength(apps.length)
    apps.forEach(({ name, now, before }, i) => {
      const by = now - before
      expect(parts[i]).toContain(name)
      expect(parts[i]).toContain(`${by < 0 ? '−' : '+'}${count(Math.abs(by))}`)
      expect(parts[i]).toContain(`${Math.abs((100 * by) / total.before).toFixed(2)} pp`)
    })
    expect((await text('section[aria-busy] .columns'))[0]).toContain(`${count(total.before)} → ${count(total.now)}`)
  })

  test('who won and lost places', async () => {
    const apps = authorised().map(halves)
    const place = (of: 'now' | 'before') => apps.toSorted((a, b) => b[of] - a[of]).map(({ name }) => name)
    const moved = apps
      .map(({ name }) => ({ name, by: place('before').indexOf(name) - place('now').indexOf(name) }))
      .filter(({ by }) => by !== 0)
    const rows = await text('[data-rank]')
    expect(rows).toHaveLength(moved.length)
    for (const { name, by } of moved)
      expect(rows.find((row) => row.includes(name))).toContain(`${by > 0 ? '▲' : '▼'} ${Math.abs(by)}`)
  })

  test('a rule of one’s own speaks, leads to the app, is switched off and removed', async () => {
    const { page } = cygnet()
    const last = authorised()
      .map((app) => ({ app, value: daily(app, 'session_count').at(-1) ?? NaN }))
      .toSorted((a, b) => a.value - b.value)
    const [least, next] = last
    if (!least || !next) throw new Error('too few apps')
    await page.getByRole('button', { name: said.rules }).click()
    await page.getByRole('button', { name: said.add }).click()
    await page.getByRole('radio', { name: said.below, exact: true }).click()
    await page
      .getByRole('spinbutton', { name: said.value, exact: true })
      .fill(String(Math.floor((least.value + next.value) / 2)))
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: said.save }).click()
    await page.locator('[data-rule]').waitFor()
    await page.locator('[data-alert^="rule:"]').waitFor()
    const [ruled = ''] = await text('[data-alert^="rule:"]')
    expect(await page.locator('[data-alert^="rule:"]').count()).toBe(1)
    expect(ruled).toContain(least.app.name)
    expect(ruled).toContain(count(least.value))
    await page.getByRole('switch').uncheck()
    await page.locator('[data-alert^="rule:"]').waitFor({ state: 'detached' })
    await page.getByRole('switch').check()
    await page.locator('[data-alert^="rule:"]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-alert^="rule:"]').click()
    await page.waitForURL(/#\/user-trend\?.*mode=one/)
    expect(page.url()).toContain('m=session_count')
    await page.getByText(least.app.name, { exact: true }).first().waitFor()
    await page.goBack()
    await page.getByRole('button', { name: said.rules }).click()
    await page.getByRole('button', { name: said.remove }).click()
    await page.locator('[data-alert^="rule:"]').waitFor({ state: 'detached' })
  })
})
