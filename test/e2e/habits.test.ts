import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { moved, points } from './support/expected-members.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, count, DOORS, NOW, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    depth: '访问深度数据表',
    interval: '使用间隔',
    intervals: '使用间隔数据表',
    frequency: '使用频率数据表',
    half: '半数启动不超过',
  },
  en: {
    depth: 'Numbers by depth',
    interval: 'Interval',
    intervals: 'Numbers by interval',
    frequency: 'Numbers by frequency',
    half: 'Half of the sessions reach at most',
  },
}
/** Buckets as the page in English names them. */
const ENGLISH: Readonly<Record<string, string>> = {
  '1-2页': '1–2 pages',
  '3-5页': '3–5 pages',
  '6-9页': '6–9 pages',
  '10-29页': '10–29 pages',
  首次启动: 'First start',
  当日: 'Same day',
  '1天': '1 day',
  '30天以上': '30+ days',
  '1-2次': '1–2 starts',
  '3-5次': '3–5 starts',
}

describe.each(DOORS)('Habits ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1680, height: 1200 } })
  const words = WORDS[lang]
  const named = (bucket: string) => (lang === 'en' ? (ENGLISH[bucket] ?? bucket) : bucket)
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = () => {
    const [app] = apps()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  const idOf = async (app: SandboxApp) =>
    (await cygnet().call('apps.list', {})).find(({ name }) => name === app.name)?.id ?? 0
  const table = (name: string) => cygnet().page.getByRole('grid', { name })
  const rows = (app: SandboxApp, habit: string, range = NOW): ReadonlyMap<string, WireRow> =>
    new Map(
      ask(cygnet().sandbox, app, 'getanalysisvisitcharacter', range, { character_type: habit }).rows.map((row) => [
        String(row['name']),
        row,
      ]),
    )
  const number = (row: WireRow | undefined, key: string) => numberOf(row, key) ?? NaN
  /** All apps as one: counts added, shares made of the sums. */
  const wholeShare = (habit: string, bucket: string, key: string) => {
    const all = apps().map((app) => rows(app, habit))
    const sum = (of: (own: ReadonlyMap<string, WireRow>) => number) => all.reduce((total, own) => total + of(own), 0)
    const every = sum((own) => [...own.values()].reduce((total, row) => total + number(row, key), 0))
    return (100 * sum((own) => number(own.get(bucket), key))) / every
  }

  test('depth of one app beside its past and all apps, bucket by bucket', async () => {
    const { page } = cygnet()
    await visit(page, `/habits?mode=one&app=${await idOf(first())}`)
    await table(words.depth).waitFor()
    await expect.poll(async () => (await readGrid(table(words.depth))).titles['other']).toBeTruthy()
    const shown = await readGrid(table(words.depth))
    const [now, before] = [rows(first(), 'depth'), rows(first(), 'depth', BEFORE)]
    for (const bucket of ['1-2页', '3-5页', '6-9页', '10-29页']) {
      const share = number(now.get(bucket), 'session_count_ratio')
      const all = wholeShare('depth', bucket, 'session_count')
      expect(rowOf(shown, 'name', named(bucket))).toMatchObject({
        session_count: count(number(now.get(bucket), 'session_count')),
        session_count_ratio: percent(share),
        before: percent(number(before.get(bucket), 'session_count_ratio')),
        change: moved(share - number(before.get(bucket), 'session_count_ratio')),
        other: percent(all),
        difference: points(share - all),
        index: count(Math.round((share / all) * 100)),
      })
    }
    // the order of the scale, whatever is largest
    expect(shown.rows.map((row) => row['name']).slice(0, 3)).toEqual(['1-2页', '3-5页', '6-9页'].map(named))
    let reached = 0
    const half = [...now].find(([, row]) => (reached += number(row, 'session_count_ratio')) >= 50)?.[0] ?? ''
    expect(await page.locator('.four footer').first().textContent()).toContain(`${words.half} ${named(half)}`)
    expect(await page.locator('.four canvas').count()).toBe(4)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('intervals count what their replies have', async () => {
    const { page } = cygnet()
    await page.getByRole('radio', { name: words.interval, exact: true }).click()
    await table(words.intervals).waitFor()
    const shown = await readGrid(table(words.intervals))
    expect(Object.keys(shown.titles)).toContain('session_count_ratio')
    expect(Object.keys(shown.titles)).not.toContain('user_count_ratio')
    for (const bucket of ['首次启动', '当日', '1天'])
      expect(rowOf(shown, 'name', named(bucket))).toMatchObject({
        session_count: count(number(rows(first(), 'interval').get(bucket), 'session_count')),
        session_count_ratio: percent(number(rows(first(), 'interval').get(bucket), 'session_count_ratio')),
      })
  })

  test('all apps: each below the other, and as one', async () => {
    const { page } = cygnet()
    await visit(page, '/habits?mode=all&tab=frequency')
    await table(words.frequency).waitFor()
    const one = async () => rowOf(await readGrid(table(words.frequency)), 'name', named('3-5次'))
    await expect
      .poll(async () => (await one())['user_count_ratio'])
      .toContain(percent(wholeShare('frequency', '3-5次', 'user_count')))
    const matrix = await readGrid(page.getByRole('grid').nth(1))
    const column = Object.keys(matrix.titles).find((key) => key.endsWith('3-5次')) ?? ''
    for (const app of apps())
      expect(rowOf(matrix, 'name', app.name)[column]).toBe(
        percent(number(rows(app, 'frequency').get('3-5次'), 'user_count_ratio')),
      )
    expect(await seriousViolations(page)).toEqual([])
  })

  test('side by side: four wholes of every app', async () => {
    const { page } = cygnet()
    await visit(page, '/habits?mode=side&tab=depth')
    await expect.poll(() => page.locator('.four .mix').count()).toBe(4)
    const heat = await readGrid(page.getByRole('grid').first())
    const column = `s:${await idOf(first())}`
    expect(rowOf(heat, 'name', named('3-5页'))[column]).toBe(
      percent(number(rows(first(), 'depth').get('3-5页'), 'session_count_ratio')),
    )
    expect(await seriousViolations(page)).toEqual([])
  })
})
