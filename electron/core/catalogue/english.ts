import type { Member, Text } from './schema.ts'

/** What the API calls classes of people and devices, in English. Chinese names stay as the API has them. */
const NAMES: Readonly<Record<string, string>> = {
  男: 'Male',
  女: 'Female',
  未知: 'Unknown',
  其他: 'Other',
  其它: 'Other',
  软件应用: 'Apps',
  资讯: 'News',
  影视音乐: 'Film and music',
  医疗健康: 'Health',
  书籍阅读: 'Books',
  教育培训: 'Education',
  餐饮美食: 'Food and dining',
  建材家居: 'Home and furnishing',
  旅游酒店: 'Travel and hotels',
  母婴亲子: 'Parenting',
  汽车: 'Cars',
  金融财经: 'Finance',
  房产: 'Property',
  体育健身: 'Sports and fitness',
  游戏: 'Games',
  服饰鞋包: 'Fashion',
  求职创业: 'Jobs and start-ups',
  花鸟萌宠: 'Pets and plants',
  个护美容: 'Beauty',
  家电数码: 'Electronics',
  商务服务: 'Business services',
  出国移民: 'Going abroad',
}

const BRANDS: Readonly<Record<string, string>> = {
  华为: 'Huawei',
  苹果: 'Apple',
  小米: 'Xiaomi',
  荣耀: 'Honor',
  红米: 'Redmi',
  三星: 'Samsung',
  魅族: 'Meizu',
  一加: 'OnePlus',
  联想: 'Lenovo',
  中兴: 'ZTE',
  金立: 'Gionee',
  酷派: 'Coolpad',
  努比亚: 'Nubia',
  坚果: 'Smartisan',
  锤子: 'Smartisan',
  海信: 'Hisense',
  美图: 'Meitu',
  诺基亚: 'Nokia',
  黑鲨: 'Black Shark',
  华硕: 'Asus',
  索尼: 'Sony',
  摩托罗拉: 'Motorola',
  乐视: 'LeEco',
  酷比: 'Koobee',
  未知机型: 'Unknown model',
}

const AGES: readonly (readonly [RegExp, string])[] = [
  [/^(\d+)岁(及)?以下$/, 'Under $1'],
  [/^(\d+)-(\d+)岁$/, '$1–$2'],
  [/^(\d+)岁(及)?以上$/, '$1 and over'],
]

const inBoth = (own: string, en: string | undefined): Text | null => (en === undefined ? null : { 'zh-CN': own, en })

/** Of classes of people: `18-24岁` → `18–24`, 女 → Female. */
export function classLabel({ label }: Member): Text | null {
  const age = AGES.find(([form]) => form.test(label))
  return inBoth(label, age ? label.replace(...age) : NAMES[label])
}

/** Of brands, and of models that begin with one: `华为 P20 Pro` → `Huawei P20 Pro`. */
export function deviceLabel({ label }: Member): Text | null {
  const [brand = '', ...model] = label.split(' ')
  const en = BRANDS[brand] ?? NAMES[brand]
  return inBoth(label, en && [en, ...model.map((part) => BRANDS[part] ?? part)].join(' '))
}

/** What buckets of habits are counted in: one, and several. */
const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  页: ['page', 'pages'],
  次: ['start', 'starts'],
  秒: ['s', 's'],
  分: ['min', 'min'],
  天: ['day', 'days'],
}

const BUCKET = /^(\d+)(?:-(\d+))?(页|次|秒|分|天)(以上)?$/

/** Of buckets of habits: `3-5页` → `3–5 pages`, `30天以上` → `30+ days`. */
export function bucketLabel({ label }: Member): Text | null {
  if (label === '首次启动') return { 'zh-CN': label, en: 'First start' }
  if (label === '当日') return { 'zh-CN': label, en: 'Same day' }
  const [, from, to, unit = '', more] = BUCKET.exec(label) ?? []
  const words = COUNTED[unit]
  if (from === undefined || !words) return null
  const many = to !== undefined || more !== undefined || Number(from) !== 1
  return { 'zh-CN': label, en: `${from}${to === undefined ? '' : `–${to}`}${more ? '+' : ''} ${words[many ? 1 : 0]}` }
}
