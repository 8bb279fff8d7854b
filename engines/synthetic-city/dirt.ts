import { enterpriseOf } from './enterprise.ts'
import type { Population } from './firms.ts'
import { shortPlace } from './names.ts'
import { Rng } from './rng.ts'
import type { DirtyRow, EnterpriseRow, Fault, Range } from './types.ts'

type Table = DirtyRow['table']

const HEADERS: Record<Table, string[]> = {
  district_ledger: [
    '序号',
    '企业名称',
    '统一社会信用代码',
    '所属区县',
    '成立日期',
    '注册资本',
    '主要产品',
    '法定代表人',
    '从业人数',
  ],
  association_list: ['单位名称', '信用代码', '地区', '注册资金（万元）', '产品', '成立时间', '联系地址'],
}
const TITLES: Record<Table, string> = {
  district_ledger: '区县零部件企业台账（模拟数据，非真实企业）',
  association_list: '行业协会会员名录（模拟数据，非真实企业）',
}
/** The association knows only part of the firms; the ledger writes some of them twice. */
const IN_ASSOCIATION = 0.45
const DUPLICATE = 0.03

/**
 * The firms of the range as two messy tables, one after the other, each with a merged title in row 1 and the header
 * in row 2. `truth` names the firm behind each row and the faults that were put into it. Empty cells are ''.
 */
export function* dirtyTables(p: Population, range: Required<Range>): Generator<DirtyRow[]> {
  for (const table of ['district_ledger', 'association_list'] as const) {
    const width = HEADERS[table].length
    const title = [TITLES[table], ...Array.from({ length: width - 1 }, () => '')]
    let rows: DirtyRow[] = [
      { synthetic: true, table, rowNo: 1, kind: 'title', cells: title, truth: null },
      { synthetic: true, table, rowNo: 2, kind: 'header', cells: HEADERS[table], truth: null },
    ]
    let rowNo = 2
    for (let i = range.from; i < range.to; i += 1) {
      const rng = new Rng(p.seed, table === 'district_ledger' ? 21 : 22, i)
      if (table === 'association_list' && !rng.chance(IN_ASSOCIATION)) continue
      const firm = enterpriseOf(p, i)
      const copies = table === 'district_ledger' && rng.chance(DUPLICATE) ? 2 : 1
      for (let copy = 0; copy < copies; copy += 1) {
        rowNo += 1
        rows.push(dirtyRow(p, table, rowNo, firm, rng, copy > 0))
      }
      if (rows.length >= range.chunkRows) {
        yield rows
        rows = []
      }
    }
    if (rows.length > 0) yield rows
  }
}

function dirtyRow(
  p: Population,
  table: Table,
  rowNo: number,
  firm: EnterpriseRow,
  rng: Rng,
  again: boolean,
): DirtyRow {
  const faults: Fault[] = again ? ['duplicate'] : []
  const name = dirtyName(firm, rng, faults)
  const code = dirtyCode(firm.uscc, rng, faults)
  const region = p.regions.find((one) => one.code === firm.regionCode)
  const place = dirtyRegion(region?.nameZh ?? '', firm.regionCode, rng, faults)
  const date = dirtyDate(p, firm.establishedOn, rng, faults)
  const products = firm.productNamesZh.join(rng.pick(['、', '，', ';', ' ']))
  const cells =
    table === 'district_ledger'
      ? [
          String(rowNo - 2),
          name,
          code,
          place,
          date,
          dirtyMoney(firm.registeredCapitalFen, rng, faults),
          products,
          firm.legalRepresentativeZh,
          String(firm.employees),
        ]
      : [name, code, place, String(firm.registeredCapitalFen / 1_000_000), products, date, firm.addressZh]
  return {
    synthetic: true,
    table,
    rowNo,
    kind: 'data',
    cells,
    truth: { index: firm.index, uscc: firm.uscc, faults },
  }
}

/** ASCII characters and digits to their full-width forms. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
}

function dirtyName(firm: EnterpriseRow, rng: Rng, faults: Fault[]): string {
  let name = firm.nameZh
  const former = firm.formerNamesZh[0]
  if (former !== undefined && rng.chance(0.3)) {
    faults.push('former_name')
    name = former
  }
  if (rng.chance(0.12)) {
    const variant = name.includes('有限责任公司')
      ? name.replace('有限责任公司', '有限公司')
      : name.replace(/(?<!股份)有限公司/, '有限责任公司')
    const other = rng.chance(0.5)
      ? variant
      : name
          .replace(/股份有限公司|有限责任公司|有限公司/, '')
          .replace(/（/g, '(')
          .replace(/）/g, ')')
    if (other !== name) {
      faults.push('name_variant')
      name = other
    }
  }
  if (rng.chance(0.06)) {
    faults.push('name_spaces')
    const cut = rng.between(1, name.length - 1)
    name = rng.pick([` ${name}`, `${name} `, `${name.slice(0, cut)} ${name.slice(cut)}`, `${name}\u3000`])
  }
  return name
}

/** Digits that are typed as the letters the code leaves out. */
const LOOKALIKES: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S' }

function dirtyCode(code: string, rng: Rng, faults: Fault[]): string {
  const u = rng.unit()
  if (u < 0.08) {
    faults.push('code_missing')
    return ''
  }
  if (u < 0.11) {
    const at = [...code].findIndex((char) => char in LOOKALIKES)
    faults.push('code_letter_for_digit')
    return code.slice(0, at) + (LOOKALIKES[code.charAt(at)] ?? '') + code.slice(at + 1)
  }
  if (u < 0.14) {
    // The district digits always hold two neighbours that differ.
    const places = Array.from({ length: 17 }, (_, k) => k).filter(
      (k) => code.charAt(k) !== code.charAt(k + 1),
    )
    const at = rng.pick(places)
    faults.push('code_transposed')
    return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
  }
  if (u < 0.17) {
    faults.push('full_width')
    return fullWidth(code)
  }
  if (u < 0.2) {
    faults.push('code_lower_case')
    return code.toLowerCase()
  }
  return code
}

function dirtyRegion(nameZh: string, code: string, rng: Rng, faults: Fault[]): string {
  if (rng.chance(0.5)) return code
  faults.push('region_as_name')
  return rng.chance(0.3) ? shortPlace(nameZh) : nameZh
}

/** Excel counts days from 1900 with one day too many; 1985-01-01, the calendar's first day, is 31048 there. */
const EXCEL_FIRST_DAY = 31_048

function dirtyDate(p: Population, date: string, rng: Rng, faults: Fault[]): string {
  if (!rng.chance(0.35)) return date
  faults.push('date_as_text')
  const [year, month, day] = date.split('-').map(Number)
  return rng.pick([
    `${year}年${month}月${day}日`,
    `${year}/${month}/${day}`,
    `${year}.${month}.${day}`,
    date.replaceAll('-', ''),
    String(EXCEL_FIRST_DAY + p.calendar.day(date)),
  ])
}

function dirtyMoney(fen: number, rng: Rng, faults: Fault[]): string {
  const wan = fen / 1_000_000
  if (!rng.chance(0.5)) return String(fen / 100)
  faults.push('money_as_text')
  if (wan >= 10_000 && rng.chance(0.5)) return `${wan / 10_000}亿元`
  return rng.chance(0.5) ? `${wan}万元` : fullWidth(`${wan}`).concat('万')
}
