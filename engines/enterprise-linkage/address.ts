import { foldText, regionsNamed } from '#engines/company-names'

/** A Chinese address as far as it tells one place from another; parts that are not said are empty. */
export interface Address {
  readonly folded: string
  /** County or district: its short name. */
  readonly district: string
  readonly road: string
  readonly number: string
}

const PROVINCE_AND_CITY = /^(?:[^\d]{2,8}?(?:省|自治区))?(?:[^\d]{2,6}?(?:市|自治州|地区|盟))?/
const DISTRICT = /^([^\d路街道]{1,8}?(?:新区|开发区|高新区|区|县|旗|市))/
/** Between district and road, and as often left out. */
const SUBDISTRICT = /^[^\d路]{1,8}?(?:街道|镇|乡)(?=.{2})/
const ROAD = /^(.*?(?:路|街|大道|道|巷|弄|胡同))/
/** Where no road is named. */
const PLACE = /^(.*?(?:工业园|产业园|园区|园|村|组|里))/
const NUMBER = /^[^\d]{0,4}?(\d+(?:-\d+)*)(?:号|弄|#)?/

/**
 * Takes an address apart: what stands before the district says little (it is as often left out), the road and the number
 * say most, building and room differ between two notes of one firm.
 * @example parseAddress('重庆市大足区工业大道208号3幢').number // '208'
 */
export function parseAddress(text: string | null): Address | null {
  if (text === null) return null
  const folded = foldText(text)
  if (folded === '') return null
  let rest = folded
  let district = ''
  // A district's name may end in 市 too: the longest beginning that leaves a district is taken off.
  const upper = PROVINCE_AND_CITY.exec(rest)?.[0] ?? ''
  const match = DISTRICT.exec(rest.slice(upper.length))
  if (match) {
    district = match[1]!
    rest = rest.slice(upper.length + district.length)
  } else {
    const whole = DISTRICT.exec(rest)
    if (whole) {
      district = whole[1]!
      rest = rest.slice(district.length)
    } else rest = rest.slice(upper.length)
  }
  rest = rest.replace(SUBDISTRICT, '')
  const road = (ROAD.exec(rest) ?? PLACE.exec(rest))?.[1] ?? ''
  const number = NUMBER.exec(rest.slice(road.length))?.[1] ?? ''
  return { folded, district: shortDistrict(district), road: road === '' ? rest : road, number }
}

function shortDistrict(district: string): string {
  return regionsNamed(district)[0]?.short ?? district.replace(/(?:新区|开发区|高新区|区|县|旗|市)$/, '')
}
