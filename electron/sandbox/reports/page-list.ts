import type { AppNumbers } from '../numbers/app.ts'
import { between, hash, longId } from '../numbers/random.ts'

export interface Page {
  readonly id: string
  readonly path: string
  readonly alias: string
  /** Weights as an entry page and as a page gone on to. */
  readonly entry: number
  readonly next: number
  /** Share of sessions entered here that end here. */
  readonly bounce: number
  /** Seconds a view lasts, and users per view. */
  readonly stay: number
  readonly usersPerView: number
}

const START: readonly (readonly [string, string])[] = [
  ['pages/index/index', '首页'],
  ['pages/detail/detail', '详情'],
  ['pages/index/list/list', ''],
  ['pages/search/search', '搜索'],
  ['pages/yuyue/yuyue', ''],
  ['pages/user/center', '我的'],
  ['pages/webview/webview', ''],
  ['pages/result/result', '结果页'],
]
const AREAS = ['article', 'order', 'shop', 'topic', 'video', 'ask', 'tool', 'activity', 'map', 'help']
const LEAVES = ['list', 'detail', 'index', 'edit', 'comment', 'share', 'pay', 'success', 'filter', 'guide']
/** Names a spreadsheet would run if they were not kept as text. */
const FORMULAS = ["=cmd|' /C calc'!A0", '+SUM(1,2)', '@x', '-1+2']
/** The app (by its number) whose pages carry such names. */
export const FORMULA_APP = 3

/** An app's pages: 8 to 59 of them, always the same. */
export function pagesOf(app: AppNumbers): readonly Page[] {
  return app.once('pages', () => {
    const salt = app.salt('pages')
    const count = START.length + (hash(salt, 1) % 52)
    const names = Array.from({ length: count }, (_, i) => START[i] ?? ([pathOf(i - START.length), ''] as const))
    if (app.profile.index === FORMULA_APP)
      names.splice(2, FORMULAS.length, ...FORMULAS.map((name) => [name, ''] as const))
    return names.map(([path, alias], i) => page(salt, i, path, alias))
  })
}

function pathOf(i: number): string {
  return `pages/${AREAS[i % AREAS.length]}/${LEAVES[Math.floor(i / AREAS.length) % LEAVES.length]}`
}

function page(salt: number, i: number, path: string, alias: string): Page {
  const fade = (i + 1) ** -1.1
  return {
    id: longId(salt, i),
    path,
    alias,
    entry: fade * between(0.3, 1.7, salt, i, 1),
    next: fade ** 0.7 * between(0.4, 1.6, salt, i, 2),
    bounce: between(0.25, 0.8, salt, i, 3),
    stay: between(6, 70, salt, i, 4),
    usersPerView: between(0.35, 0.9, salt, i, 5),
  }
}
