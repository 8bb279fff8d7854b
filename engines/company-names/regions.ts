import { areaList } from '@vant/area-data'
import { pinyin } from 'pinyin-pro'

/** A province, city or county by the first 2, 4 or 6 digits of its GB/T 2260 code. */
export interface Region {
  readonly code: string
  /** Full and short name: 渝北区 and 渝北. */
  readonly full: string
  readonly short: string
}

const RANK = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|省|市|盟|州|区|县|旗)$/
/** The peoples that an autonomous region is named for, with or without 族. */
const PEOPLES =
  /(?:(?:维吾尔|哈萨克|土家|布依|朝鲜|哈尼|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|普米|鄂温克|鄂伦春|裕固|独龙|蒙古|[回藏苗彝壮满侗瑶土黎傣畲水羌怒京佤白])族?|各族)+$/

/** 渝北区 → 渝北, 酉阳土家族苗族自治县 → 酉阳; names of one character keep their rank. */
function shortName(full: string): string {
  const bare = full.replace(RANK, '')
  const short = full.includes('自治') ? bare.replace(PEOPLES, '') : bare
  return short.length >= 2 ? short : bare.length >= 2 ? bare : full
}

function regionsOf(list: Record<string, string>, digits: number): Region[] {
  return Object.entries(list).map(([code, full]) => ({
    code: code.slice(0, digits),
    full,
    short: shortName(full),
  }))
}

const PLACEHOLDERS = new Set([
  '市辖区',
  '县',
  '省直辖县',
  '自治区直辖县',
  '城区',
  '郊区',
  '矿区',
  '其他区',
  '其它区',
])
const provinces = regionsOf(areaList.province_list, 2)
/** A municipality is one region, whether met as province or as city. */
const municipal = new Set(provinces.map(({ full }) => full))
const cities = regionsOf(areaList.city_list, 4).filter(
  ({ full }) => !PLACEHOLDERS.has(full) && !municipal.has(full),
)
const counties = regionsOf(areaList.county_list, 6).filter(({ full }) => !PLACEHOLDERS.has(full))

/** By written form, full or short. */
function index(regions: readonly Region[], withShort: boolean): Map<string, Region[]> {
  const map = new Map<string, Region[]>()
  const put = (name: string, region: Region) => {
    const known = map.get(name)
    if (!known) map.set(name, [region])
    else if (!known.includes(region)) known.push(region)
  }
  for (const region of regions) {
    put(region.full, region)
    if (withShort) put(region.short, region)
  }
  return map
}

const upper = index([...provinces, ...cities], true)
const lower = index(counties, true)
const LONGEST = 12

/** Provinces and cities whose full or short name the text begins with, the longest first reading. */
export function upperRegionAt(
  text: string,
  from: number,
): { regions: readonly Region[]; length: number } | null {
  return longest(upper, text, from)
}

/** Counties and districts the text begins with, by full or short name. */
export function countyAt(text: string, from: number): { regions: readonly Region[]; length: number } | null {
  return longest(lower, text, from)
}

function longest(map: Map<string, Region[]>, text: string, from: number) {
  for (let length = Math.min(LONGEST, text.length - from); length >= 2; length--) {
    const regions = map.get(text.slice(from, from + length))
    if (regions) return { regions, length }
  }
  return null
}

/** Provinces, cities and counties of exactly this name, full or short. */
export function regionsNamed(name: string): readonly Region[] {
  return upper.get(name) ?? lower.get(name) ?? []
}

let latin: Map<string, Region> | undefined

/** The province or city of a name in pinyin, capitals without blanks: `CHONGQING`; cities before provinces. */
export function regionInLatin(name: string): Region | undefined {
  if (!latin) {
    latin = new Map()
    for (const region of [...cities, ...provinces]) {
      const spelled = pinyin(region.short, { toneType: 'none', type: 'array', v: true })
        .join('')
        .toUpperCase()
      if (!latin.has(spelled)) latin.set(spelled, region)
    }
    for (const [spelled, short] of SPELLED) {
      const region = upper.get(short)?.[0]
      if (region) latin.set(spelled, region)
    }
  }
  return latin.get(name)
}

/** Names that are not written as they are read. */
const SPELLED: readonly (readonly [string, string])[] = [
  ['HONGKONG', '香港'],
  ['MACAO', '澳门'],
  ['MACAU', '澳门'],
  ['TAIWAN', '台湾'],
  ['SHAANXI', '陕西'],
  ['SHANXI', '山西'],
  ['HARBIN', '哈尔滨'],
  ['URUMQI', '乌鲁木齐'],
  ['HOHHOT', '呼和浩特'],
  ['LHASA', '拉萨'],
  ['TIBET', '西藏'],
  ['XINJIANG', '新疆'],
  ['INNERMONGOLIA', '内蒙古'],
]

const names = new Map([...provinces, ...cities, ...counties].map(({ code, full }) => [code, full]))

/** The full name of a region by its code of 2, 4 or 6 digits; the code itself when there is none. */
export function regionName(code: string): string {
  return names.get(code) ?? code
}

/** True when one of the two codes lies within the other: 50 and 5001, 500112 and 50. */
export function within(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left)
}
