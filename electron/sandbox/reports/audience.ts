import { between, longId } from '../numbers/random.ts'
import type { AppNumbers } from '../numbers/app.ts'
import { percent } from '../numbers/random.ts'
import { total } from '../numbers/shares.ts'
import { knownDays, type ReportQuery, type SandboxReport, type WireRow } from './report.ts'

type Attribute = readonly [name: string, id: string | null, weight: number]

const AGES: readonly Attribute[] = [
  ['18岁以下', '13539008165231256741', 1.4],
  ['18-24岁', '3615607858952929332', 14],
  ['25-34岁', '3687662158750941236', 31],
  ['35-44岁', '3759719757083836468', 27],
  ['45-54岁', '3831777355416731700', 17],
  ['55-64岁', '3903834953749626932', 7],
  ['65岁以上', '13539004888154432677', 2],
]
const SEXES: readonly Attribute[] = [
  ['男', '51673640596406272', 1],
  ['女', '50566423797301248', 1],
]
const INTERESTS: readonly Attribute[] = [
  ['软件应用', '1817285150070878431', 8.5],
  ['资讯', '16754716521762172846', 8.2],
  ['影视音乐', '2013145566775166121', 7.4],
  ['医疗健康', '1916599189664044924', 6.4],
  ['书籍阅读', '1926856852155349220', 5.5],
  ['教育培训', '1887137221346444591', 5.4],
  ['餐饮美食', '1915893612878190809', 5],
  ['建材家居', '1981319425202935271', 5],
  ['旅游酒店', '1773684818352659311', 4.5],
  ['母婴亲子', '1988066904813920250', 3.7],
  ['汽车', null, 4.2],
  ['金融财经', null, 3.9],
  ['房产', null, 3.4],
  ['体育健身', null, 3.1],
  ['游戏', null, 4.8],
  ['服饰鞋包', null, 2.9],
  ['求职创业', null, 2.6],
  ['花鸟萌宠', null, 1.9],
  ['个护美容', null, 2.7],
  ['家电数码', null, 3.2],
  ['商务服务', null, 1.6],
  ['出国移民', null, 0.8],
]

/** Report 4: no paging, no sum, no base count. Ages and sexes make 100 per cent, interests are the ten largest of many. */
export const audience: SandboxReport = {
  id: 'audience',
  path: 'getanalysisvisitattribute',
  granularities: [],
  option: null,
  paged: false,
  build: (query) => ({
    list: [
      {
        age: attributes(query, 'age', AGES, 0.5),
        sex: attributes(query, 'sex', SEXES, 0.7),
        interest: [...attributes(query, 'interest', INTERESTS, 0.35)]
          .sort((a, b) => Number(b['count_ratio']) - Number(a['count_ratio']))
          .slice(0, 10),
      },
    ],
  }),
}

function attributes(query: ReportQuery, kind: string, list: readonly Attribute[], reach: number): readonly WireRow[] {
  const { app } = query
  const { from, to } = knownDays(query)
  const shares = app.shares(kind, () => weightsOf(app, kind, list, reach), 0.06)
  const parts = new Float64Array(list.length)
  // in hundredths of a person, so that small apps have percentages too
  for (let day = from; day <= to; day++) shares.add(app.book.at(day).users * 100, day, 1, parts)
  const all = total(parts)
  if (all === 0) return []
  return list.map(([name, id], i) => ({
    attribute_id: id ?? longId(app.salt(name) ^ app.profile.seed, i),
    name,
    count_ratio: percent(parts[i] ?? 0, all),
  }))
}

function weightsOf(app: AppNumbers, kind: string, list: readonly Attribute[], reach: number): readonly number[] {
  const salt = app.salt(kind)
  return list.map(([, , weight], i) => weight * Math.exp(between(-reach, reach, salt, i)))
}
