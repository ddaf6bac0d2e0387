import { between, percent, quotient, unit } from '../numbers/random.ts'
import { distribute, type Dimension, type Slice } from './distribution.ts'
import type { ReportQuery, ReportRows, SandboxReport, WireRow } from './report.ts'

const PROVINCES: readonly (readonly [string, number])[] = [
  ['广东', 12.6],
  ['山东', 10.1],
  ['河南', 9.9],
  ['江苏', 8.5],
  ['四川', 8.3],
  ['河北', 7.4],
  ['湖南', 6.6],
  ['浙江', 6.5],
  ['安徽', 6.1],
  ['湖北', 5.8],
  ['广西', 5],
  ['云南', 4.7],
  ['江西', 4.5],
  ['辽宁', 4.2],
  ['福建', 4.1],
  ['陕西', 3.9],
  ['贵州', 3.8],
  ['山西', 3.5],
  ['重庆', 3.2],
  ['黑龙江', 3.1],
  ['新疆', 2.6],
  ['甘肃', 2.5],
  ['上海', 2.5],
  ['吉林', 2.4],
  ['内蒙古', 2.4],
  ['北京', 2.2],
  ['天津', 1.4],
  ['海南', 1],
  ['宁夏', 0.7],
  ['青海', 0.6],
  ['西藏', 0.36],
  ['香港', 0.2],
  ['台湾', 0.12],
  ['澳门', 0.04],
]

/** About one session in a thousand has no known place, so that the regions come close to the trend's sessions and miss them. */
const PROVINCE: Dimension = {
  name: 'province',
  members: () => PROVINCES.map(([name]) => name),
  weights: (app) => PROVINCES.map(([, weight], i) => weight * Math.exp(between(-0.8, 0.8, app.salt('province'), i))),
  sessions: (app, day, sessions) => sessions - Math.floor(sessions * 0.0012 + unit(app.salt('nowhere'), day)),
}

/** Report 5: always all 34 provinces once there are numbers, by sessions. */
export const region: SandboxReport = {
  id: 'region',
  path: 'getanalysisregion',
  granularities: [],
  option: null,
  paged: true,
  build,
}

function build(query: ReportQuery): ReportRows {
  const { slices, all } = distribute(query, PROVINCE)
  const sum = metrics(all, all)
  return { list: all.sessions === 0 ? [] : slices.map((slice) => ({ name: slice.name, ...metrics(slice, all) })), sum }
}

function metrics(slice: Omit<Slice, 'name'>, all: Omit<Slice, 'name'>): WireRow {
  return {
    session_count_district: slice.sessions,
    session_count_district_ratio: percent(slice.sessions, all.sessions),
    new_user_count_district_ratio: percent(slice.fresh, all.fresh),
    user_count_district_ratio: percent(slice.users, all.users),
    average_session_time_district: quotient(slice.seconds, slice.sessions),
  }
}
