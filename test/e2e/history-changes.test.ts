import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { parseDay, startOfDayMs, dayOf } from '../../electron/contract/calendar.ts'
import type { Cygnet } from './support/cygnet.ts'
import { useCygnet } from './support/cygnet.ts'
import { python } from '../core/excel/reader.ts'
import { exportedTable } from './support/files.ts'
import { seriousViolations } from './support/axe.ts'
import { readGrid } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { change, count, DOORS, NOW, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    changes: '数据修订',
    metric: '启动次数',
    whole: '整段合计',
    replies: '取数记录',
    raw: '原始返回',
    news: '有新内容',
    same: '与上次相同',
    lag: '建议重取的天数',
    days: (n: number) => `${n} 天`,
    since: '发出之后的变化',
    file: '从文件选择…',
    compared: /^比较了 .* 个数$/,
  },
  en: {
    changes: 'Restatements',
    metric: 'Sessions',
    whole: 'sum of the range',
    replies: 'Snapshots',
    raw: 'Raw reply',
    news: 'Something new',
    same: 'As before',
    lag: 'Advised days of fetching again',
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    since: 'Changed since',
    file: 'Choose a file…',
    compared: /numbers compared$/,
  },
}
const FIRST = (parseDay(NOW.to) ?? NaN) - 9
const table = (page: Page, name: string) => page.getByRole('grid', { name, exact: true })
const total = (rows: readonly WireRow[]) => rows.reduce((sum, row) => sum + (numberOf(row, 'session_count') ?? 0), 0)

describe.each(DOORS)('Restatements ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 900 } })
  const words = WORDS[lang]

  /** The first app, its trend before and after two days of it were restated, and a workbook from before. */
  async function restated({ call, sandbox, home }: Cygnet) {
    const app = sandbox.apps.find(({ authorised }) => authorised)
    const own = (await call('apps.list', {})).find(({ name }) => name === app?.name)
    if (!app || !own) throw new Error('the sandbox has no app')
    const trend = () => ask(sandbox, app, 'getanalysisusertrend', NOW, { gran: 'day' }).rows
    const before = trend()
    const { job } = await call('export.start', {
      range: NOW,
      compare: 'none',
      scope: { apps: [own.id] },
      metrics: ['user-trend/session_count'],
      path: `${home}/sent.xlsx`,
    })
    await call('jobs.wait', { job })
    sandbox.restate({ app: app.name, from: FIRST, to: FIRST + 1, factor: 1.5 })
    const again = { range: NOW, scope: { apps: [own.id] }, reports: ['user-trend'], force: true, rate: 1000 }
    await call('jobs.wait', await call('sync.start', again))
    return { id: own.id, job, before, after: trend() }
  }
  let world: Awaited<ReturnType<typeof restated>> | null = null
  const ready = async () => (world ??= await restated(cygnet()))

  /** Days of which the API now tells another number of sessions: their row in a table of changes. */
  function expected({ before, after }: Awaited<ReturnType<typeof restated>>) {
    return before.flatMap((row) => {
      const day = String(row['name']).replaceAll('/', '-')
      const now =
        numberOf(
          after.find(({ name }) => name === row['name']),
          'session_count',
        ) ?? NaN
      const was = numberOf(row, 'session_count') ?? NaN
      return now === was ? [] : [{ period: day, before: count(was), after: count(now), percent: change(now, was) }]
    })
  }
  const sessions = async (page: Page, name: string) =>
    (await readGrid(table(page, name))).rows.filter(({ metric }) => metric === words.metric)

  test('each restated number stands with before and after, as the API told them', async () => {
    const { page } = cygnet()
    const own = await ready()
    await visit(page, `/history?tab=changes&reports=user-trend&apps=${own.id}&least=10`)
    await table(page, words.changes).waitFor()
    const days = (await sessions(page, words.changes)).filter(({ row }) => row !== words.whole)
    expect(days).toHaveLength(2)
    expect(days).toEqual(expect.arrayContaining(expected(own).map((cells) => expect.objectContaining(cells) as object)))
    expect(await seriousViolations(page)).toEqual([])
    if (python !== null) {
      const { total: all } = await cygnet().call('history.restatements', {
        ...{ range: NOW, scope: { apps: [own.id] }, reports: ['user-trend'], minPercent: 10 },
      })
      const written = await exportedTable(cygnet())
      expect(written).toHaveLength(all)
      const told = written.map((cells) => cells.map((cell) => (typeof cell === 'number' ? count(cell) : cell)))
      for (const { before, after } of expected(own))
        expect(told).toContainEqual(expect.arrayContaining([words.metric, before, after]))
    }
    // the same between the two moments
    await visit(page, `/history?tab=changes&reports=user-trend&apps=${own.id}&how=between`)
    await expect.poll(async () => (await sessions(page, words.changes)).length).toBe(3)
    const [whole] = (await sessions(page, words.changes)).filter(({ row }) => row === words.whole)
    const [was, is] = [total(own.before), total(own.after)]
    expect(whole).toMatchObject({ before: count(was), after: count(is), percent: change(is, was) })
  })

  test('a reply shows what it says otherwise than the one before, and its raw text', async () => {
    const { page, call } = cygnet()
    const own = await ready()
    await visit(page, `/history?tab=replies&reports=user-trend&apps=${own.id}`)
    await table(page, words.replies).waitFor()
    const replies = await call('history.list', { app: own.id, report: 'user-trend', range: NOW })
    const shown = (await readGrid(table(page, words.replies))).rows
    expect(shown.map(({ outcome }) => outcome)).toEqual(replies.map((each) => (each.changed ? words.news : words.same)))
    await table(page, words.replies).locator('button').first().click()
    const aside = page.locator('aside.details')
    const inside = aside.getByRole('grid')
    await inside.waitFor()
    const days = (await readGrid(inside)).rows.filter(({ metric }) => metric === words.metric)
    for (const { period, before, after } of expected(own))
      expect(days.find((row) => row['period'] === period)).toMatchObject({ before, after })
    await aside.getByRole('radio', { name: words.raw }).click()
    const raw = JSON.parse((await aside.locator('pre').textContent()) ?? '') as { data: { data_list: WireRow[] } }
    expect(total(raw.data.data_list)).toBe(total(own.after))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('what a workbook would say otherwise now: of the list, and of the file itself', async () => {
    const { page } = cygnet()
    const own = await ready()
    await visit(page, `/history?tab=since&job=${own.job}`)
    await table(page, words.since).waitFor()
    const rows = await sessions(page, words.since)
    for (const cells of expected(own)) expect(rows).toContainEqual(expect.objectContaining(cells))
    expect(await seriousViolations(page)).toEqual([])
    // the desktop asks by a dialog of the system
    if (host !== 'server') return
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: words.file }).click()
    await (await chooser).setFiles(`${cygnet().home}/sent.xlsx`)
    await page.getByText(words.compared).waitFor()
    const told = await sessions(page, words.since)
    for (const cells of expected(own)) expect(told).toContainEqual(expect.objectContaining(cells))
  })
})

describe.each(DOORS)('Revision lag ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'aging', size: { width: 1440, height: 900 } })
  const words = WORDS[lang]

  test('the advice is what the stored replies themselves say', async () => {
    const { page, call } = cygnet()
    // what each morning said of each day, from the raw replies
    const seen = new Map<string, { lag: number; value: number | null }[]>()
    const replies = (await call('history.list', { report: 'user-trend', limit: 10_000 })).toReversed()
    for (const { id, appId, fetchedAt } of replies) {
      const { payload } = await call('history.show', { id })
      for (const row of (payload as { data: { data_list: WireRow[] } }).data.data_list) {
        const day = parseDay(String(row['name'])) ?? NaN
        const lag = dayOf(Date.parse(fetchedAt) - (startOfDayMs(day + 1) - startOfDayMs(0)))
        const own = seen.get(`${appId} ${day}`) ?? []
        seen.set(`${appId} ${day}`, [...own, { lag, value: numberOf(row, 'session_count') }])
      }
    }
    const share = (lag: number) => {
      const pairs = [...seen.values()].flatMap((looks) => {
        const then = looks.find((look) => look.lag === lag)
        const last = looks.at(-1)
        return then && last && last.lag > lag && (then.value !== null || last.value !== null)
          ? [[then, last] as const]
          : []
      })
      return { cells: pairs.length, changed: pairs.filter(([then, last]) => then.value !== last.value).length }
    }
    const lags = Array.from({ length: 11 }, (_, lag) => share(lag)).map(({ cells, changed }) =>
      cells < 20 ? null : changed / cells,
    )
    const advised = lags.findLastIndex((part) => part !== null && part > 0.01) + 1
    const { cells } = share(advised)
    await visit(page, '/history?tab=lag&range=last30')
    await table(page, words.lag).waitFor()
    const row = (await readGrid(table(page, words.lag))).rows.find(({ metric }) => metric === words.metric)
    expect(row).toMatchObject({
      advised: words.days(advised),
      changed: percent(0),
      cells: count(cells),
      seenUpTo: '11',
    })
    expect(advised).toBe(2)
    expect(await page.locator('.lag-card canvas').count()).toBe(1)
    expect(await seriousViolations(page)).toEqual([])
  })
})
