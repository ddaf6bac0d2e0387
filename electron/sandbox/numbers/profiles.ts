import { firstOfMonth, parseDay, type Day } from '../../contract/calendar.ts'
import { between, hash, unit } from './random.ts'

/** What an app is for; decides its weekly and daily rhythm and where its users come from. */
export type Character = 'service' | 'leisure' | 'everyday'

/** Everything about an app that does not change from day to day. */
export interface Profile {
  readonly index: number
  /** Seeds every hash about this app. */
  readonly seed: number
  readonly name: string
  readonly appId: string
  readonly character: Character
  /** Users on a normal day around the year 2022. */
  readonly size: number
  /** Share of a normal day's users that are new. */
  readonly newShare: number
  /** −1 … 1: shrinks or grows by up to e^growth over the years. */
  readonly growth: number
  /** Exponent of the range-user formula: 0 nobody comes back on another day, 1 everybody does. */
  readonly loyalty: number
  /** Sessions per user, and seconds per session, of a normal day. */
  readonly sessionsPerUser: number
  readonly secondsPerSession: number
  /** Pages seen in a session. */
  readonly depth: number
  /** The first day with users. */
  readonly launch: Day
  /** False when the app did not grant 数据权限: data calls are refused. */
  readonly authorised: boolean
}

export interface AppOptions {
  readonly name?: string
  readonly appId?: string
  readonly authorised?: boolean
  readonly size?: number
  readonly launch?: Day
}

type Known = readonly [name: string, character: Character, size: number, newShare: number, growth: number]

const KNOWN: readonly Known[] = [
  ['小鹿育儿', 'everyday', 5200, 0.42, 0.6],
  ['城市公积金查询', 'service', 14800, 0.35, 0.25],
  ['好大夫预约', 'service', 2300, 0.55, 0.45],
  ['一品家常菜', 'leisure', 8600, 0.3, 0.35],
  ['二手车估价', 'everyday', 920, 0.62, -0.5],
  ['古诗词每日一读', 'leisure', 3400, 0.5, 0.8],
  ['快递速查', 'service', 26000, 0.28, 0.2],
  ['周末去哪儿玩', 'leisure', 1900, 0.58, 0.1],
  ['驾考题库', 'everyday', 6700, 0.4, -0.2],
  ['星座运势馆', 'leisure', 11200, 0.33, -0.4],
  ['装修报价器', 'everyday', 640, 0.74, 0.3],
  ['社保计算助手', 'service', 9100, 0.38, 0.5],
  ['英语听力天天练', 'everyday', 4100, 0.36, 0.4],
  ['本地招聘通', 'service', 3000, 0.52, 0.15],
  ['经典小游戏合集', 'leisure', 31000, 0.24, 0.1],
  ['家电维修上门', 'everyday', 480, 0.8, 0.7],
]

const CITIES =
  '北京 上海 广州 深圳 成都 重庆 杭州 武汉 西安 南京 天津 苏州 长沙 郑州 青岛 沈阳 宁波 昆明 合肥 福州 厦门 济南 大连 哈尔滨 长春 石家庄 南宁 南昌 贵阳 太原 兰州 海口 无锡 佛山 东莞 温州 泉州 烟台 洛阳 徐州'.split(
    ' ',
  )
const SERVICES: readonly (readonly [string, Character])[] = [
  ['天气预报', 'everyday'],
  ['公交到站', 'service'],
  ['挂号助手', 'service'],
  ['租房信息', 'everyday'],
  ['美食地图', 'leisure'],
  ['电影票', 'leisure'],
  ['违章查询', 'service'],
  ['家政服务', 'everyday'],
  ['亲子活动', 'leisure'],
  ['二手市场', 'everyday'],
  ['考试报名', 'service'],
  ['健身房', 'leisure'],
  ['宠物之家', 'leisure'],
  ['菜价速报', 'everyday'],
  ['法律咨询', 'service'],
  ['婚庆策划', 'leisure'],
  ['水电缴费', 'service'],
  ['景点门票', 'leisure'],
  ['汽车保养', 'everyday'],
  ['幼儿园查询', 'service'],
  ['花店', 'leisure'],
  ['洗衣到家', 'everyday'],
  ['停车助手', 'service'],
  ['同城跑腿', 'everyday'],
  ['体检预约', 'service'],
]
const OPENING = parseDay('2018-07-04') ?? 0

/** The profile of app number `index` under `seed`. `start` is the day the sandbox began: every sixth app launched shortly before it. */
export function makeProfile(seed: number, index: number, start: Day, options: AppOptions = {}): Profile {
  const own = hash(seed, index, 17)
  const known = KNOWN[index] ?? generated(own, index)
  return {
    index,
    seed: own,
    name: options.name ?? known[0],
    appId: options.appId ?? String(16_000_000 + (seed % 900) * 1000 + index * 137),
    character: known[1],
    size: options.size ?? known[2],
    newShare: known[3],
    growth: known[4],
    loyalty: between(0.18, 0.5, own, 1),
    sessionsPerUser: between(1.07, 1.7, own, 2),
    secondsPerSession: between(35, 190, own, 3),
    depth: between(1.5, 3.6, own, 4),
    launch: options.launch ?? launchOf(own, index, start),
    authorised: options.authorised ?? true,
  }
}

/** Most apps came with the first year of mini programs. The new ones are tied to the month, so that their history stays put from day to day. */
function launchOf(own: number, index: number, start: Day): Day {
  if (index % 6 === 5) return firstOfMonth(start) - 15 - (hash(own, 5) % 6)
  return OPENING + (hash(own, 6) % 240)
}

function generated(own: number, index: number): Known {
  const turn = index - KNOWN.length
  const [service, character] = SERVICES[Math.floor(turn / CITIES.length) % SERVICES.length] ?? ['助手', 'everyday']
  const round = Math.floor(turn / (CITIES.length * SERVICES.length))
  const name = `${CITIES[turn % CITIES.length]}${service}${round === 0 ? '' : round + 1}`
  return [
    name,
    character,
    Math.round(70 * 10 ** (2.4 * unit(own, 7))),
    between(0.2, 0.8, own, 8),
    between(-0.6, 0.9, own, 9),
  ]
}
