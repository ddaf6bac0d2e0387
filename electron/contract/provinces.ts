/** A province-level division of China. */
export interface Province {
  /** Its letters in ISO 3166-2 (CN-). */
  readonly code: string
  /** As it is called for short, in both languages. */
  readonly 'zh-CN': string
  readonly en: string
}

const LIST = `BJ 北京 Beijing|TJ 天津 Tianjin|HE 河北 Hebei|SX 山西 Shanxi|NM 内蒙古 Inner Mongolia|LN 辽宁 Liaoning|JL 吉林 Jilin
HL 黑龙江 Heilongjiang|SH 上海 Shanghai|JS 江苏 Jiangsu|ZJ 浙江 Zhejiang|AH 安徽 Anhui|FJ 福建 Fujian|JX 江西 Jiangxi|SD 山东 Shandong
HA 河南 Henan|HB 湖北 Hubei|HN 湖南 Hunan|GD 广东 Guangdong|GX 广西 Guangxi|HI 海南 Hainan|CQ 重庆 Chongqing|SC 四川 Sichuan
GZ 贵州 Guizhou|YN 云南 Yunnan|XZ 西藏 Xizang|SN 陕西 Shaanxi|GS 甘肃 Gansu|QH 青海 Qinghai|NX 宁夏 Ningxia|XJ 新疆 Xinjiang
HK 香港 Hong Kong|MO 澳门 Macao|TW 台湾 Taiwan`

/** All 34, in the order of the national standard. */
export const PROVINCES: readonly Province[] = LIST.split(/[|\n]/).map((line) => {
  const [code = '', zh = '', ...en] = line.split(' ')
  return { code, 'zh-CN': zh, en: en.join(' ') }
})

const OTHER_NAMES: Readonly<Record<string, string>> = {
  臺灣: 'TW',
  内蒙: 'NM',
  neimenggu: 'NM',
  neimongol: 'NM',
  tibet: 'XZ',
  macau: 'MO',
  xianggang: 'HK',
  aomen: 'MO',
}

/** A name without what is added to it in full: 广西壮族自治区 and 中国广西 are 广西, `Guangxi Zhuang Autonomous Region` is `guangxi`. */
function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(壮族|回族|维吾尔)?(特别行政区|自治区|省|市)$/u, '')
    .replace(/^中国(?=.)/u, '')
    .replace(
      /\b(zhuang|hui|uyghur|uygur)\b|\b(special administrative|autonomous) region\b|\b(province|municipality|sar)\b/g,
      '',
    )
    .replaceAll(/[\s'’-]/g, '')
}

const byName = new Map<string, Province>(
  PROVINCES.flatMap((province) => [
    [bare(province['zh-CN']), province],
    [bare(province.en), province],
  ]),
)
for (const [name, code] of Object.entries(OTHER_NAMES)) {
  const province = PROVINCES.find((each) => each.code === code)
  if (province) byName.set(name, province)
}

/** The division a name means, long or short, in either language; null where it is none of them (国外, 未知). */
export const provinceOf = (name: string): Province | null => byName.get(bare(name)) ?? null
