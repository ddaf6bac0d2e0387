import type { AppNumbers } from '../numbers/app.ts'
import { between, hash } from '../numbers/random.ts'

type Weighted = readonly (readonly [string, number])[]

const BRANDS: readonly (readonly [name: string, weight: number, models: string])[] = [
  [
    '华为',
    24,
    'P20 Pro|P30|P30 Pro|P40|P40 Pro|P50|Mate 20|Mate 20 Pro|Mate 30|Mate 30 Pro|Mate 40|nova 3|nova 4|nova 5|nova 5 Pro|nova 7|nova 8|畅享 9|畅享 10 Plus|麦芒 7|麦芒 8',
  ],
  ['OPPO', 19, 'R11|R11s|R15|R17|R17 Pro|Reno|Reno 2|Reno 3|Reno 4|A5|A9|A11x|A72|A92s|K3|K5|Find X|Find X2'],
  ['vivo', 18, 'X21|X23|X27|X30|X50|X60|Y66|Y67|Y79|Y85|Y93|Y97|Z1|Z3|Z5x|S1|S5|S7|NEX|iQOO|iQOO Neo'],
  [
    '苹果',
    12,
    'iPhone 6|iPhone 6s|iPhone 6s Plus|iPhone 7|iPhone 7 Plus|iPhone 8|iPhone 8 Plus|iPhone X|iPhone XR|iPhone XS|iPhone XS Max|iPhone 11|iPhone 11 Pro|iPhone 12|iPhone 13|iPad',
  ],
  ['小米', 10, '小米5|小米6|小米8|小米8 SE|小米9|小米9 SE|小米10|小米CC9|小米MIX 2|小米MIX 3|小米Play|小米Max 3'],
  [
    '荣耀',
    8,
    '荣耀8X|荣耀9|荣耀9X|荣耀10|荣耀10 青春版|荣耀20|荣耀20i|荣耀30|荣耀Play|荣耀V10|荣耀V20|荣耀V30|荣耀畅玩8C',
  ],
  [
    '红米',
    5,
    'Redmi 5 Plus|Redmi 6|Redmi 7|Redmi 8A|Redmi K20|Redmi K20 Pro|Redmi K30|Redmi Note 5|Redmi Note 7|Redmi Note 8',
  ],
  ['三星', 2.2, 'Galaxy S8|Galaxy S9|Galaxy S10|Galaxy Note 8|Galaxy Note 9|Galaxy A8s|Galaxy A60|Galaxy C8'],
  ['魅族', 1.4, '16th|16 X|16s|X8|Note 8|Note 9|PRO 7|魅蓝 Note 6'],
  ['realme', 1.1, 'X|X2|Q|V5'],
  ['一加', 0.9, '5T|6|6T|7|7 Pro|8'],
  ['联想', 0.7, 'Z5|Z5s|K5 Pro|S5'],
  ['中兴', 0.5, 'Axon 10 Pro|Blade V10|天机 Axon 9'],
  ['360', 0.4, 'N6 Pro|N7|N7 Pro'],
  ['金立', 0.4, 'S10|M7|F205'],
  ['酷派', 0.25, '酷玩 6|酷派 Cool 9'],
  ['努比亚', 0.25, 'Z17|Z18|红魔 Mars'],
  ['坚果', 0.3, 'Pro 2|Pro 3|R1|3'],
  ['海信', 0.15, 'F26|H30|A5'],
  ['美图', 0.1, 'T9|V6|M8s'],
  ['诺基亚', 0.1, 'X5|X6|X7|7 Plus'],
  ['黑鲨', 0.08, 'Helo|黑鲨 2'],
  ['其他', 1.2, '未知机型'],
]
const SYSTEMS: Weighted = [
  ['Android 10', 19],
  ['Android 9', 17],
  ['Android 8.1', 13],
  ['Android 11', 9],
  ['Android 8', 8],
  ['Android 7.1.1', 5],
  ['Android 6.0.1', 4],
  ['Android 7', 3.6],
  ['Android 5.1.1', 3],
  ['Android 5.1', 2.2],
  ['Android 7.1.2', 1.6],
  ['Android 6', 1.4],
  ['Android 12', 1.8],
  ['Android 4.4.4', 0.7],
  ['Android 5.0.2', 0.4],
  ['Android 4.4.2', 0.3],
  ['Android 4.3', 0.06],
  ['Android 5', 0.2],
  ['iOS 14.4', 2.4],
  ['iOS 14.2', 1.4],
  ['iOS 13.7', 1.1],
  ['iOS 13.5.1', 0.9],
  ['iOS 13.3.1', 0.8],
  ['iOS 12.4.1', 0.7],
  ['iOS 12.1.4', 0.6],
  ['iOS 12.2', 0.5],
  ['iOS 12.1', 0.3],
  ['iOS 11.4.1', 0.35],
  ['iOS 11.3', 0.12],
  ['iOS 11.2.6', 0.1],
  ['iOS 10.3.3', 0.16],
  ['iOS 9.3.5', 0.05],
]
const SCREENS: Weighted = [
  ['1080*2340', 22],
  ['1080*1920', 17],
  ['720*1280', 9],
  ['1080*2160', 9],
  ['720*1520', 8],
  ['1080*2280', 6],
  ['720*1544', 4],
  ['1080*2400', 7],
  ['720*1440', 3.5],
  ['828*1792', 3],
  ['750*1334', 3.2],
  ['1242*2208', 2.4],
  ['1125*2436', 2.1],
  ['1242*2688', 1.5],
  ['1440*2560', 0.7],
  ['1440*3120', 0.6],
  ['1176*2400', 0.4],
  ['540*960', 0.35],
  ['480*854', 0.2],
  ['1536*2048', 0.25],
  ['640*1136', 0.2],
  ['800*1280', 0.15],
  ['1200*1920', 0.12],
  ['1080*2248', 0.9],
  ['1440*2960', 0.3],
  ['640*960', 0.02],
]
const NETWORKS: Weighted = [
  ['wifi', 58],
  ['4G', 34],
  ['5G', 4],
  ['3G', 1.1],
  ['2G', 0.7],
  ['未知', 1.9],
]

/** The five terminal types and what falls under each. */
export const TERMINALS: Readonly<Record<string, Weighted>> = {
  terminal_brand: BRANDS.map(([name, weight]) => [name, weight] as const),
  terminal_device: BRANDS.flatMap(([brand, weight, models]) => devices(brand, weight, models.split('|'))),
  terminal_os: SYSTEMS,
  terminal_screen: SCREENS,
  terminal_network: NETWORKS,
}

/** A brand's devices: the popular ones first, so that long lists have long tails. */
function devices(brand: string, weight: number, models: readonly string[]): Weighted {
  const shifted = models.map((model, i) => [model, 1 / (1 + (hash(i, models.length) % models.length))] as const)
  const sum = shifted.reduce((total, [, part]) => total + part, 0)
  return shifted.map(
    ([model, part]) => [brand === '苹果' ? model : `${brand} ${model}`, (weight * part) / sum] as const,
  )
}

export function terminalWeights(app: AppNumbers, type: string): readonly number[] {
  const salt = app.salt(type)
  return (TERMINALS[type] ?? []).map(([, weight], i) => weight * Math.exp(between(-0.5, 0.5, salt, i)))
}
