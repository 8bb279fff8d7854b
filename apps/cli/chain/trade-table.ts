import { defineTable, mapHeaders, openTable } from '#kernel/tables'
import { CliError } from '../errors.ts'
import { EXIT } from '../output.ts'

type Aliases = readonly string[]
const column = (key: string, zh: string, en: string, aliases: Aliases) => ({
  key,
  titles: { zh, en },
  type: 'text' as const,
  aliases: [...aliases],
})

/** What stands in which region, in which year: trade, revenue or a count of firms. */
const COLUMNS = defineTable({
  name: 'trade',
  titles: { zh: '区域与环节数值', en: 'Values by region and node' },
  columns: [
    column('year', '年份', 'year', ['年度', '年', 'time']),
    column('region', '区域', 'region', ['地区', '区县', '城市', 'origin', 'location', 'country', 'city']),
    column('node', '环节', 'node', ['产品', '节点', 'hs92', 'hs', 'product', 'code']),
    column('value', '数值', 'value', [
      '金额',
      '产值',
      '出口额',
      'export_val',
      'export_value',
      'amount',
      'val',
    ]),
  ],
})

/** One year as columns of numbers, with the names they stand for, sorted. */
export interface TradeYear {
  readonly year: string
  readonly regions: readonly string[]
  readonly nodes: readonly string[]
  readonly region: readonly number[]
  readonly node: readonly number[]
  readonly value: readonly number[]
}

const FAULTS_SHOWN = 10
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

interface Entry {
  readonly region: string
  readonly node: string
  readonly value: number
}

/**
 * Reads values by (year,) region and node from a CSV or XLSX file, whose columns may be named in Chinese or English.
 *
 * @param wanted only that year
 * @throws CliError naming row, column, value and rule; nothing is left out in silence
 */
export async function readTrade(file: string, wanted?: string): Promise<TradeYear[]> {
  const table = await openTable({ path: file }, { table: COLUMNS })
  try {
    const { matches } = mapHeaders(table.header?.columns.map(({ text }) => text) ?? [], COLUMNS, {
      suggest: false,
    })
    const indexOf = new Map(matches.map(({ key, index }) => [key, index]))
    requireColumns(file, indexOf)
    const years = new Map<string, Entry[]>()
    const seen = new Map<string, number>()
    const faults: [string, string][] = []
    for await (const { number, cells } of table.rows()) {
      const text = (key: string) => {
        const index = indexOf.get(key)
        return index === undefined ? '' : (cells[index]?.text.trim() ?? '')
      }
      const found = entryOf(text, number, indexOf.has('year'))
      if (!found.entry) {
        faults.push(...found.faults)
        continue
      }
      const year = text('year')
      const key = `${year}\u0000${found.entry.region}\u0000${found.entry.node}`
      const first = seen.get(key)
      if (first !== undefined) {
        faults.push([
          `第 ${number} 行与第 ${first} 行的年份、区域、环节相同：每个组合只能有一行`,
          `row ${number} has the year, region and node of row ${first}: one row for each`,
        ])
        continue
      }
      seen.set(key, number)
      if (wanted !== undefined && year !== wanted) continue
      const entries = years.get(year)
      if (entries) entries.push(found.entry)
      else years.set(year, [found.entry])
    }
    if (faults.length > 0) refuse(faults)
    if (years.size === 0) throw nothing(file, wanted)
    return [...years].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, entries]) => columnsOf(year, entries))
  } finally {
    table.close()
  }
}

function entryOf(
  text: (key: string) => string,
  row: number,
  hasYear: boolean,
): { entry?: Entry; faults: [string, string][] } {
  const faults: [string, string][] = []
  for (const key of hasYear ? ['year', 'region', 'node'] : ['region', 'node'])
    if (text(key) === '')
      faults.push([`第 ${row} 行「${key}」为空：必须填写`, `row ${row}, ${key} is empty: it must be given`])
  const written = text('value')
  const value = NUMBER.test(written) ? Number(written) : Number.NaN
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    faults.push([
      `第 ${row} 行「value」“${written}”：应为不小于 0 的数`,
      `row ${row}, value "${written}": it must be a number of 0 or more`,
    ])
  if (faults.length > 0) return { faults }
  return { entry: { region: text('region'), node: text('node'), value }, faults }
}

function columnsOf(year: string, entries: readonly Entry[]): TradeYear {
  const numbered = (of: (entry: Entry) => string) => {
    const names = [...new Set(entries.map(of))].sort()
    const places = new Map(names.map((name, at) => [name, at]))
    return { names, at: entries.map((entry) => places.get(of(entry))!) }
  }
  const region = numbered((entry) => entry.region)
  const node = numbered((entry) => entry.node)
  return {
    year,
    regions: region.names,
    nodes: node.names,
    region: region.at,
    node: node.at,
    value: entries.map(({ value }) => value),
  }
}

function requireColumns(file: string, indexOf: ReadonlyMap<string | null, number>): void {
  const missing = COLUMNS.columns.filter(({ key }) => key !== 'year' && !indexOf.has(key))
  if (missing.length === 0) return
  const names = missing.map(({ key, titles, aliases }) => ({
    zh: `${titles.zh}（${[key, ...aliases].join('、')}）`,
    en: `${key} (${aliases.join(', ')})`,
  }))
  throw new CliError(
    `${file} 缺少列：${names.map(({ zh }) => zh).join('；')}`,
    `${file} lacks the columns: ${names.map(({ en }) => en).join('; ')}`,
    EXIT.usage,
    { field: '--trade' },
  )
}

function nothing(file: string, wanted: string | undefined): CliError {
  return wanted === undefined
    ? new CliError(`${file} 没有数据行`, `${file} has no rows`, EXIT.usage, { field: '--trade' })
    : new CliError(`${file} 没有 ${wanted} 年的数据`, `${file} has no rows of ${wanted}`, EXIT.usage, {
        field: '--year',
      })
}

function refuse(faults: readonly [string, string][]): never {
  const more = faults.length - FAULTS_SHOWN
  const lines = faults.slice(0, FAULTS_SHOWN)
  throw new CliError(
    [...lines.map(([zh]) => zh), ...(more > 0 ? [`……另有 ${more} 处`] : [])].join('；'),
    [...lines.map(([, en]) => en), ...(more > 0 ? [`… and ${more} more`] : [])].join('; '),
    EXIT.usage,
    { field: '--trade' },
  )
}
