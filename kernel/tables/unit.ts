import type { ColumnDef } from './schema.ts'
import { halfWidth } from './text.ts'

/** Powers of ten of the words before a unit; longest first. */
const PREFIXES: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['billion', 9],
  ['million', 6],
  ['thousand', 3],
  ['亿', 8],
  ['万', 4],
  ['千', 3],
  ['百', 2],
]

/** Units that differ by a power of ten only: [family, power]. */
const FAMILIES: Record<string, readonly [string, number]> = {
  元: ['yuan', 0],
  人民币: ['yuan', 0],
  人民币元: ['yuan', 0],
  元人民币: ['yuan', 0],
  yuan: ['yuan', 0],
  cny: ['yuan', 0],
  rmb: ['yuan', 0],
  角: ['yuan', -1],
  分: ['yuan', -2],
  fen: ['yuan', -2],
  '%': ['ratio', -2],
  percent: ['ratio', -2],
  百分点: ['ratio', -2],
  个百分点: ['ratio', -2],
  '‰': ['ratio', -3],
  w: ['watt', 0],
  瓦: ['watt', 0],
  kw: ['watt', 3],
  千瓦: ['watt', 3],
  mw: ['watt', 6],
  兆瓦: ['watt', 6],
  gw: ['watt', 9],
  吉瓦: ['watt', 9],
  wh: ['watthour', 0],
  kwh: ['watthour', 3],
  千瓦时: ['watthour', 3],
  度: ['watthour', 3],
  mwh: ['watthour', 6],
  兆瓦时: ['watthour', 6],
  gwh: ['watthour', 9],
  m: ['metre', 0],
  米: ['metre', 0],
  km: ['metre', 3],
  公里: ['metre', 3],
  千米: ['metre', 3],
  kg: ['gram', 3],
  千克: ['gram', 3],
  公斤: ['gram', 3],
  t: ['gram', 6],
  吨: ['gram', 6],
}

interface Unit {
  /** Family or the unit's own word; '' for a bare multiplier such as 万. */
  readonly base: string
  readonly power: number
}

const READ = new Map<string, Unit>()

/** A file repeats the same few units in every row. */
function readUnit(text: string): Unit {
  let unit = READ.get(text)
  if (!unit) {
    unit = analyseUnit(text)
    if (READ.size >= 1000) READ.clear()
    READ.set(text, unit)
  }
  return unit
}

function analyseUnit(text: string): Unit {
  const plain = halfWidth(text).replace(/\s+/g, '').toLowerCase()
  const known = FAMILIES[plain]
  if (known) return { base: known[0], power: known[1] }
  for (const [word, power] of PREFIXES) {
    if (!plain.startsWith(word)) continue
    const rest = readUnit(plain.slice(word.length))
    return { base: rest.base, power: rest.power + power }
  }
  // "RMB million", "CNY 10k" style: the multiplier behind.
  const behind = /^(rmb|cny|yuan)(.+)$/.exec(plain)
  if (behind) {
    const rest = readUnit(behind[2]!)
    if (rest.base === '') return { base: 'yuan', power: rest.power }
  }
  return { base: plain, power: 0 }
}

/**
 * Power of ten that turns a number written in `unit` into the column's stored unit: yuan for money, a plain ratio for
 * ratios, the column's own unit otherwise. Undefined when the unit does not fit the column.
 * @example unitShift('万元', moneyColumn) // 4
 */
export function unitShift(unit: string, column: Pick<ColumnDef, 'type' | 'unit'>): number | undefined {
  const written = readUnit(unit)
  if (column.type === 'money')
    return written.base === 'yuan' || written.base === '' ? written.power : undefined
  if (column.type === 'ratio')
    return written.base === 'ratio' || written.base === '' ? written.power : undefined
  const own = readUnit(column.unit ?? '')
  if (written.base === own.base || written.base === '') {
    return written.power - (written.base === '' ? 0 : own.power)
  }
  return undefined
}

/** Whether a text is a unit that this column can be written in; for headers such as 营业收入（万元）. */
export function isUnitOf(text: string, column: Pick<ColumnDef, 'type' | 'unit'>): boolean {
  return (
    text !== '' &&
    ['money', 'ratio', 'number', 'integer'].includes(column.type) &&
    unitShift(text, column) !== undefined
  )
}
