import { staffAt } from './figures.ts'
import {
  ELECTRONICS,
  MECHANICAL,
  NEVER,
  type Population,
  RECRUITED,
  SERVICE,
  SERVICE_TIER,
  TRANSFORMED,
  VEHICLE,
} from './firms.ts'
import { codeOf, namesOf, regionOf } from './identity.ts'
import { address, personName } from './names.ts'
import { Rng } from './rng.ts'
import type { EnterpriseRow, NodeInput, SizeClass } from './types.ts'
import { ORIGINS } from './words.ts'

const YUAN = 100
/** Industry codes of GB/T 4754 for nodes that bring none. */
const INDUSTRY_CODES: Record<number, readonly string[]> = {
  [VEHICLE]: ['3612', '3630'],
  [ELECTRONICS]: ['3962', '3982', '3983', '3824', '3812'],
  [MECHANICAL]: ['3670', '3660'],
  [SERVICE]: ['6513', '7452', '8111'],
}

export function nodeOf(p: Population, i: number): NodeInput {
  const node = p.nodes[p.node[i] ?? 0]
  if (!node) throw new RangeError(`firm ${i} is outside the city`)
  return node
}

/** Two thresholds of the 2011 rule for industry: both must be met. */
export function sizeClass(employees: number, revenueFen: number): SizeClass {
  const yuan = revenueFen / YUAN
  if (employees >= 1000 && yuan >= 400_000_000) return 'large'
  if (employees >= 300 && yuan >= 20_000_000) return 'medium'
  if (employees >= 20 && yuan >= 3_000_000) return 'small'
  return 'micro'
}

/** Products are named after the node, its synonyms and a series letter. */
export function productNames(node: NodeInput, rng: Rng, count: number): string[] {
  const words = [node.nameZh, ...node.synonymsZh]
  const names = Array.from({ length: count }, (_, k) =>
    k === 0
      ? rng.pick(words)
      : `${rng.pick(words)}-${rng.pick(['A', 'C', 'E', 'P', 'X'])}${rng.between(1, 9)}系列`,
  )
  return [...new Set(names)]
}

function scopeText(p: Population, i: number, node: NodeInput, products: string[]): string {
  const making = p.kind[i] === SERVICE ? `${node.nameZh}及相关技术服务` : `${node.nameZh}的研发、制造和销售`
  const more = products.filter((name) => !name.endsWith('系列') && name !== node.nameZh)
  const extra = more.length > 0 ? `；${more.join('、')}的销售` : ''
  return `一般项目：${making}${extra}；技术咨询；货物进出口（模拟数据）`
}

/** The row of firm `i`; depends on the options and `i` only. */
export function enterpriseOf(p: Population, i: number): EnterpriseRow {
  const rng = new Rng(p.seed, 11, i)
  const { calendar } = p
  const names = namesOf(p, i)
  const region = regionOf(p, i)
  const node = nodeOf(p, i)
  const flags = p.flags[i] ?? 0
  const head = p.head[i] ?? -1
  const base = p.base[i] ?? 0
  const recruited = (flags & RECRUITED) !== 0
  const transformed = (flags & TRANSFORMED) !== 0
  const [entered, closed, listed] = [p.entered[i] ?? 0, p.closed[i] ?? NEVER, p.listed[i] ?? NEVER]
  const employees = staffAt(p, i, calendar.lastMonth)
  const tier = p.tier[i] ?? SERVICE_TIER
  const products = productNames(node, rng, rng.between(1, 3))
  // Capital is written in round sums of ten thousand yuan, from a hundredth to a third of a year's revenue.
  const capital = Math.max(1e8, Math.round((base * 0.01 * Math.exp(3.4 * rng.unit())) / 1e8) * 1e8)
  const person = personName(rng)
  return {
    synthetic: true,
    index: i,
    uscc: codeOf(p, i),
    nameZh: names.full,
    shortNameZh: names.short,
    formerNamesZh: names.former,
    tradeNamesZh: rng.chance(0.2)
      ? [names.trade, `${names.trade}${rng.pick(['智行', '动力', '部件'])}`]
      : [names.trade],
    productNamesZh: products,
    regionCode: region.code,
    addressZh: address(rng, p.cityZh, region),
    legalRepresentativeZh: person,
    registeredCapitalFen: head >= 0 ? 0 : capital,
    establishedOn: calendar.text(p.established[i] ?? 0),
    enteredOn: calendar.text(entered),
    status: closed === NEVER ? 'active' : 'deregistered',
    closedOn: closed === NEVER ? null : calendar.text(closed),
    gb4754: node.gb4754 || rng.pick(INDUSTRY_CODES[p.kind[i] ?? SERVICE] ?? ['3670']),
    scopeZh: scopeText(p, i, node, products),
    employees,
    sizeClass: sizeClass(employees, base),
    parts: p.kind[i] === ELECTRONICS || p.kind[i] === MECHANICAL,
    electronics: p.kind[i] === ELECTRONICS,
    chainTier: tier === SERVICE_TIER ? null : tier,
    nodeCode: node.code,
    recruitedOn: recruited ? calendar.text(entered) : null,
    recruitedFromZh: recruited ? rng.pick(ORIGINS) : null,
    transformedOn: transformed ? calendar.text(entered) : null,
    listedOn: listed === NEVER ? null : calendar.text(listed),
    // Exchanges give six digits; the letters keep an invented code from being a real one.
    stockCode: listed === NEVER ? null : `SYN${String(i).padStart(6, '0')}`,
    branchOf: head >= 0 ? codeOf(p, head) : null,
  }
}
