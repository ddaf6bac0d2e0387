import { describe, expect, test } from 'vitest'
import { python } from '../core/excel/reader.ts'
import { exportedTable } from './support/files.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { ask, numberOf } from './support/replies.ts'
import { BEFORE, count, DOORS, NOW, readAll, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': { form: '上线对齐', month: '30 天', chart: /按上线后的天数/, first: '第 1 天' },
  en: { form: 'From launch', month: '30 days', chart: /by days since launch/, first: 'Day 1' },
}

describe.each(DOORS)('Compare from launch ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 2000 } })
  const said = WORDS[lang]
  /** From the first day above zero on: before its launch the API says 0. */
  const since = (app: ReturnType<typeof cygnet>['sandbox']['apps'][number]) => {
    const { rows } = ask(
      cygnet().sandbox,
      app,
      'getanalysisusertrend',
      { from: BEFORE.from, to: NOW.to },
      { gran: 'day' },
    )
    const days = rows
      .toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
      .map((row) => numberOf(row, 'session_count'))
    return days.slice(days.findIndex((value) => (value ?? 0) > 0))
  }

  test('every app stands at its first day, with what the API said', async () => {
    const { page, sandbox, call } = cygnet()
    await visit(page, '/compare')
    await page.getByRole('radio', { name: said.form, exact: true }).click()
    await page.getByRole('radio', { name: said.month, exact: true }).click()
    await page.waitForURL(/form=launch.*days=30|days=30.*form=launch/)
    await expect.poll(async () => (await readAll(page, 'day', 30)).rows[0]?.['day']).toBe(said.first)
    const { rows, titles } = await readAll(page, 'day', 30)
    const ids = new Map((await call('apps.list', {})).map(({ name, id }) => [name, String(id)]))
    const firsts: number[] = []
    for (const app of sandbox.apps.filter(({ authorised }) => authorised)) {
      const key = ids.get(app.name) ?? ''
      const own = since(app)
      expect(rows.map((row) => row[key])).toEqual(
        Array.from({ length: 30 }, (_, day) => (typeof own[day] === 'number' ? count(own[day]) : '—')),
      )
      // whose first day is the first that was fetched may have begun earlier
      expect(titles[key]?.includes('*')).toBe(own.length === 60)
      firsts.push(own[0] ?? NaN)
    }
    // its words in both languages are unit tested
    if (python !== null && host === 'app') {
      const written = await exportedTable(cygnet())
      expect(written).toHaveLength(30)
      expect(written[0]).toEqual(expect.arrayContaining([1, ...firsts]))
    }
    expect(await seriousViolations(page)).toEqual([])
  })

  test('the keyboard reads each app’s number of a day, and which day that was', async () => {
    const { page, sandbox } = cygnet()
    await page.getByRole('group', { name: said.chart }).focus()
    await page.keyboard.press('Home')
    const tip = (await page.locator('.tip').textContent()) ?? ''
    const [first] = sandbox.apps
    expect(tip).toContain(said.first)
    expect(tip).toContain(BEFORE.from)
    expect(tip).toContain(count((first && since(first)[0]) ?? NaN))
  })
})
