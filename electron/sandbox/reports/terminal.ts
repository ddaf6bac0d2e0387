import { hash, percent, quotient } from '../numbers/random.ts'
import { distribute, type Dimension, type Slice } from './distribution.ts'
import type { ReportQuery, ReportRows, SandboxReport, WireRow } from './report.ts'
import { TERMINALS, terminalWeights } from './terminal-members.ts'

const DIMENSIONS = new Map<string, Dimension>(
  Object.keys(TERMINALS).map((type) => [
    type,
    {
      name: type,
      members: () => (TERMINALS[type] ?? []).map(([name]) => name),
      weights: (app) => terminalWeights(app, type),
      sessions: (_app, _day, sessions) => sessions,
    },
  ]),
)

/** Report 6: what was seen, by sessions. Numbers are quoted in some rows and plain in others; networks have three metrics. */
export const terminal: SandboxReport = {
  id: 'terminal',
  path: 'getanalysisterminal',
  granularities: [],
  option: { name: 'terminal_type', values: Object.keys(TERMINALS) },
  paged: true,
  build,
}

function build(query: ReportQuery): ReportRows {
  const { slices, all } = distribute(query, DIMENSIONS.get(query.option) as Dimension)
  const network = query.option === 'terminal_network'
  const list = slices
    .filter((slice) => slice.sessions > 0)
    .map((slice) => {
      const quoted = hash(query.app.profile.seed, slice.sessions, slice.name.length) % 3 === 0
      return { name: slice.name, ...metrics(slice, all, network, quoted) }
    })
  return { list, sum: metrics(all, all, network, false) }
}

function metrics(slice: Omit<Slice, 'name'>, all: Omit<Slice, 'name'>, network: boolean, quoted: boolean): WireRow {
  const time = quotient(slice.seconds, slice.sessions)
  return {
    accumulative_session_count: quoted ? String(slice.sessions) : slice.sessions,
    accumulative_session_count_ratio: percent(slice.sessions, all.sessions),
    ...(network
      ? {}
      : {
          accumulative_new_user_count_ratio: percent(slice.fresh, all.fresh),
          accumulative_user_count_ratio: percent(slice.users, all.users),
        }),
    average_use_time: quoted ? String(time) : time,
  }
}
