import { describe, expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { classesOf, estimateOf, moved, points } from './support/expected-members.ts'
import { readGrid } from './support/grid.ts'
import { BEFORE, count, DOORS, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': { table: '画像数据表', side: '各应用的画像', lists: { 年龄: 'age', 性别: 'sex', 兴趣: 'interest' } },
  en: {
    table: 'Numbers of the audience',
    side: 'Audience, app by app',
    lists: { Age: 'age', Gender: 'sex', Interests: 'interest' },
  },
}
/** Some of the API's names in English; ages by their numbers. */
const ENGLISH: Readonly<Record<string, string>> = { Male: '男', Female: '女', News: '资讯', Health: '医疗健康' }

/** The API's own name of a class that the page names. */
function apiName(name: string): string {
  const [, under] = /^Under (\d+)$/.exec(name) ?? []
  const [, over] = /^(\d+) and over$/.exec(name) ?? []
  if (under) return `${under}岁以下`
  if (over) return `${over}岁以上`
  return /^\d+–\d+$/.test(name) ? `${name.replace('–', '-')}岁` : (ENGLISH[name] ?? name)
}

describe.each(DOORS)('Audience ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1680, height: 1600 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const nth = (at: number) => {
    const app = apps()[at]
    if (!app) throw new Error(`the sandbox has no app ${at}`)
    return app
  }
  const table = (name: string) => cygnet().page.getByRole('grid', { name })
  const idOf = async (at: number) =>
    (await cygnet().call('apps.list', {})).find(({ name }) => name === nth(at).name)?.id ?? 0
  const keyOf = (row: Readonly<Record<string, string>>) =>
    `${new Map<string, string>(Object.entries(words.lists)).get(row['group'] ?? '') ?? ''}/${apiName(row['name'] ?? '')}`

  test('one app: each class’s share, as it was, as it is over all apps, the index', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/audience?mode=one&app=${await idOf(0)}`)
    await table(words.table).waitFor()
    await expect.poll(async () => (await readGrid(table(words.table))).titles['index']).toBeTruthy()
    const { rows } = await readGrid(table(words.table))
    const [now, before] = [classesOf(sandbox, nth(0)), classesOf(sandbox, nth(0), BEFORE)]
    const all = estimateOf(sandbox, apps())
    let seen = 0
    for (const row of rows) {
      const key = keyOf(row)
      const share = now.get(key)
      // what only others list, and interests whose English name this spec does not know
      if (share === undefined) continue
      seen += 1
      const was = before.get(key)
      expect(row['count_ratio'], key).toBe(percent(share))
      if (was !== undefined) expect(row['change'], key).toBe(moved(share - was))
      expect(row['other'], key).toContain(percent(all(key)))
      expect(row['difference'], key).toBe(points(share - all(key)))
      expect(row['index'], key).toBe(count(Math.round((share / all(key)) * 100)))
    }
    expect(seen).toBeGreaterThan(lang === 'en' ? 9 : 18)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('against another app, and against its own past', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/audience?mode=one&app=${await idOf(0)}&against=${await idOf(1)}`)
    const other = classesOf(sandbox, nth(1))
    const read = async () => (await readGrid(table(words.table))).rows.find((row) => keyOf(row) === 'age/25-34岁')
    await expect.poll(async () => (await read())?.['other']).toBe(percent(other.get('age/25-34岁') ?? NaN))
    const names = page.locator('.chart-card').first().locator('.names').first().locator('li')
    expect(await names.allTextContents()).toEqual([`← ${nth(0).name}`, `${nth(1).name} →`])
    await visit(page, `/audience?mode=one&app=${await idOf(0)}&against=before`)
    await expect.poll(async () => (await read())?.['other']).toBeUndefined()
    expect((await read())?.['before']).toBe(percent(classesOf(sandbox, nth(0), BEFORE).get('age/25-34岁') ?? NaN))
  })

  test('apps side by side: every share is what the API said of that app', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/audience?mode=side')
    await table(words.side).waitFor()
    // until the answer is there the one before it stays
    const columns = async () => Object.keys((await readGrid(table(words.side))).titles).length
    await expect.poll(columns).toBe(1 + apps().length)
    const { rows } = await readGrid(table(words.side))
    for (const [at, app] of apps().entries()) {
      const classes = classesOf(sandbox, app)
      const column = `s:${await idOf(at)}`
      for (const age of ['18-24岁', '25-34岁', '35-44岁'])
        expect(rows.find((row) => apiName(row['name'] ?? '') === age)?.[column]).toBe(
          percent(classes.get(`age/${age}`) ?? NaN),
        )
    }
    expect(await seriousViolations(page)).toEqual([])
  })

  test('all apps as one are an estimate by users', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/audience?mode=all')
    await table(words.table).waitFor()
    const all = estimateOf(sandbox, apps())
    const read = async () => (await readGrid(table(words.table))).rows.find((row) => keyOf(row) === 'age/25-34岁')
    await expect.poll(async () => (await read())?.['count_ratio']).toBe(percent(all('age/25-34岁')))
    expect(await seriousViolations(page)).toEqual([])
  })
})
