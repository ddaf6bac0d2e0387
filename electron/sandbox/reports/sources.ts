import type { Day } from '../../contract/calendar.ts'
import type { AppNumbers } from '../numbers/app.ts'
import { countedOnce } from '../numbers/daybook.ts'
import { between, percent, quotient, unit } from '../numbers/random.ts'
import { splitBy, total } from '../numbers/shares.ts'
import { knownDays, type ReportQuery, type ReportRows, type SandboxReport, type WireRow } from './report.ts'

interface Scene {
  /** Empty for the group that has no scenes of its own. */
  readonly id: string
  readonly source: string
  readonly name: string
  readonly weight: number
  /** How much likelier than others its users are new. */
  readonly news: number
}

const scene = (source: string, id: string, name: string, weight: number, news: number): Scene => ({
  source,
  id,
  name,
  weight,
  news,
})

const SCENES: readonly Scene[] = [
  scene('39', '11010020', '原生', 24, 1.6),
  scene('39', '11010018', '闪投', 4, 1.5),
  scene('37', '10810012', '搜索词推荐直达', 16, 1.3),
  scene('37', '10810014', '小程序单卡', 13, 1.1),
  scene('37', '10810008', '自然结果', 9, 1.2),
  scene('37', '10810083', '小程序tab', 0.7, 0.9),
  scene('46', '12110047', '推荐', 6, 0.9),
  scene('46', '12110048', '历史', 5, 0.1),
  scene('45', '12010044', '顶部横滑模块', 4, 0.5),
  scene('45', '12010042', '智能小程序', 2, 0.6),
  scene('45', '12010045', '历史', 3.4, 0),
  scene('10', '0', '其他', 1.2, 0.5),
  scene('', '', '', 0.3, 1),
  scene('13', '11600000', '分享', 3, 0.8),
  scene('40', '11110029', '百家号文章挂载', 5, 1.2),
  scene('48', '12500000', '多任务', 1.3, 0),
  scene('44', '11700000', '小程序', 0.9, 0.4),
  scene('6', '12300000', '桌面快捷', 1.8, 0),
]

/** Report 9: groups with their scenes in `name`, both by new users; a group is the sum of its scenes. No `sum`. */
export const sources: SandboxReport = {
  id: 'sources',
  path: 'getanalysissource',
  granularities: [],
  option: null,
  paged: true,
  build,
}

interface Counts {
  fresh: number
  users: number
  sessions: number
  seconds: number
}

function build(query: ReportQuery): ReportRows {
  const scenes = tally(query).filter(({ counts }) => counts.users > 0)
  const all = added(scenes.map(({ counts }) => counts))
  const groups = [...new Set(scenes.map(({ scene }) => scene.source))].map((source) => {
    const members = scenes.filter((entry) => entry.scene.source === source).sort((a, b) => byNew(a.counts, b.counts))
    return { members, counts: added(members.map(({ counts }) => counts)) }
  })
  groups.sort((a, b) => byNew(a.counts, b.counts))
  return {
    list: groups.map(({ members, counts }) => ({
      name: members
        .filter(({ scene }) => scene.id !== '')
        .map(({ scene, counts: own }) => ({
          sceneId: scene.id,
          source: scene.source,
          name: scene.name,
          ...metrics(own, all),
        })),
      ...metrics(counts, all),
    })),
  }
}

function byNew(a: Counts, b: Counts): number {
  return b.fresh - a.fresh || b.users - a.users
}

function added(list: readonly Counts[]): Counts {
  const sum = { fresh: 0, users: 0, sessions: 0, seconds: 0 }
  for (const counts of list) {
    sum.fresh += counts.fresh
    sum.users += counts.users
    sum.sessions += counts.sessions
    sum.seconds += counts.seconds
  }
  return sum
}

function metrics(counts: Counts, all: Counts): WireRow {
  return {
    new_user_count: counts.fresh,
    new_user_scale: percent(counts.fresh, all.fresh),
    user_count: counts.users,
    user_scale: percent(counts.users, all.users),
    session_scale: percent(counts.sessions, all.sessions),
    session_count_per_user: Math.round((counts.sessions * 100) / Math.max(1, counts.users)) / 100,
    average_session_time: quotient(counts.seconds, counts.sessions),
  }
}

/** The scenes over the range: new users and sessions add up, returning users count once per scene. */
function tally(query: ReportQuery): readonly { scene: Scene; counts: Counts }[] {
  const { app } = query
  const { from, to } = knownDays(query)
  const fresh = new Float64Array(SCENES.length)
  const old = new Float64Array(SCENES.length)
  const most = new Float64Array(SCENES.length)
  const sessions = new Float64Array(SCENES.length)
  const products = new Float64Array(SCENES.length)
  let time = 0
  for (let day = from; day <= to; day++) {
    const { users, news, starts } = dayOf(app, day)
    const numbers = app.book.at(day)
    const length = numbers.seconds / Math.max(1, numbers.sessions)
    time += numbers.seconds
    for (let i = 0; i < SCENES.length; i++) {
      const returning = (users[i] ?? 0) - (news[i] ?? 0)
      fresh[i] = (fresh[i] ?? 0) + (news[i] ?? 0)
      old[i] = (old[i] ?? 0) + returning
      most[i] = Math.max(most[i] ?? 0, returning)
      sessions[i] = (sessions[i] ?? 0) + (starts[i] ?? 0)
      products[i] = (products[i] ?? 0) + (starts[i] ?? 0) * length * between(0.5, 1.8, app.profile.seed, i, 91)
    }
  }
  const scale = time / Math.max(1e-9, total(products))
  return SCENES.map((scene, i) => ({
    scene,
    counts: {
      fresh: fresh[i] ?? 0,
      users: (fresh[i] ?? 0) + countedOnce(most[i] ?? 0, old[i] ?? 0, app.profile.loyalty),
      sessions: sessions[i] ?? 0,
      seconds: (products[i] ?? 0) * scale,
    },
  }))
}

/** One day by scene: users, the new ones among them, and sessions (at least one each). */
function dayOf(app: AppNumbers, day: Day): { users: Float64Array; news: Float64Array; starts: Float64Array } {
  const numbers = app.book.at(day)
  const users = new Float64Array(SCENES.length)
  const salt = app.salt('scenes')
  const shares = app.shares('scenes', () => SCENES.map(({ weight }, i) => weight * Math.exp(between(-1, 1, salt, i))))
  shares.add(numbers.users, day, 1, users)
  const wished = splitBy(
    numbers.fresh,
    users.map((count, i) => Math.round(count * 100 * (SCENES[i]?.news ?? 1))),
    0,
  )
  const more = splitBy(numbers.sessions - numbers.users, users, unit(salt, day, 2))
  return { users, news: fitted(wished, users, numbers.fresh), starts: users.map((count, i) => count + (more[i] ?? 0)) }
}

/** No scene has more new users than users: what is too much for one goes to the next that has room. */
function fitted(wished: Float64Array, room: Float64Array, fresh: number): Float64Array {
  const parts = wished.map((part, i) => Math.min(part, room[i] ?? 0))
  let left = fresh - total(parts)
  for (let i = 0; i < parts.length && left > 0; i++) {
    const taken = Math.min(left, (room[i] ?? 0) - (parts[i] ?? 0))
    parts[i] = (parts[i] ?? 0) + taken
    left -= taken
  }
  return parts
}
