import type { Paragraph } from './layout.ts'
import { type MatchedUnit, matchUnit } from './units.ts'

/** A value cell of an indicator table. Offsets are those of the row's paragraph. */
export interface TableTarget {
  row: Paragraph
  start: number
  end: number
  value: number
  valueMax: number | null
  unit: MatchedUnit
  indicator: string
  year: number | null
  comparator: 'reach' | 'at_least' | 'more_than' | 'at_most' | 'increase_by' | 'decrease_by'
}

export interface TableReading {
  targets: TableTarget[]
  /** Base-year and other value cells that are no targets. */
  refused: { row: Paragraph; start: number; end: number; rule: string }[]
  /** Rows that are no part of an indicator table; their cells are read as ordinary text. */
  prose: Paragraph[]
}

interface Cell {
  text: string
  start: number
  end: number
}

interface Header {
  columns: ({ kind: 'target' | 'base'; year: number | null } | { kind: 'unit' | 'name' | 'other' })[]
}

function cellsOf(row: Paragraph): Cell[] {
  const cells: Cell[] = []
  let start = 0
  for (let i = 0; i <= row.text.length; i++) {
    if (i < row.text.length && row.text[i] !== '|') continue
    cells.push({ text: row.text.slice(start, i), start, end: i })
    start = i + 1
  }
  if (cells[0]?.text === '') cells.shift()
  if (cells.at(-1)?.text === '') cells.pop()
  return cells
}

const BASE_WORD = /基期|基数|基准|现状|实际|现值|完成值|已完成|同期/
const TARGET_WORD = /目标|规划|预期值|目标值|计划值|到20\d\d/

function readHeader(cells: Cell[], planStart: number | null): Header | null {
  const years = cells
    .map((cell) => /(20\d{2})/.exec(cell.text)?.[1])
    .map((year) => (year ? Number(year) : null))
  const targetLike = cells.some((cell, index) => years[index] !== null || TARGET_WORD.test(cell.text))
  const named =
    cells.some((cell) => /指标|名称|内容|项目|类别|任务|领域|目标名/.test(cell.text)) ||
    cells.some((cell) => /^单位/.test(cell.text))
  if (!targetLike || !named || cells.some((cell) => cell.text.length > 24)) return null
  const known = years.filter((year): year is number => year !== null)
  const last = known.length > 0 ? Math.max(...known) : null
  const columns: Header['columns'] = cells.map((cell, index) => {
    const year = years[index]!
    if (/单位/.test(cell.text) && !/责任|牵头|配合|主管/.test(cell.text)) return { kind: 'unit' }
    if (BASE_WORD.test(cell.text)) return { kind: 'base', year }
    if (/增速|增长|年均/.test(cell.text) && year === null) return { kind: 'target', year: last }
    if (year !== null) {
      if (/目标|预期|计划/.test(cell.text)) return { kind: 'target', year }
      if (planStart !== null) return { kind: year < planStart ? 'base' : 'target', year }
      return { kind: year === last ? 'target' : 'base', year }
    }
    if (
      /^(?:主要|具体|分项)?(?:指标|目标)?(?:名称|内容|类别)|指标|类别|领域|名称|项目$/.test(cell.text) &&
      !/属性|性质|值$/.test(cell.text)
    )
      return { kind: 'name' }
    if (/目标值?$|规划值|预期值|计划值/.test(cell.text)) return { kind: 'target', year: last }
    return { kind: 'other' }
  })
  return columns.some((column) => column.kind === 'target') ? { columns } : null
}

const CELL_VALUE =
  /^(≥|>|＞|⩾|≤|<|＜|超过|突破|不低于|不少于|大于|高于|低于|小于|不超过|达到|约|〔|\+|-|累计|新增|年均)?(\d{1,12}(?:\.\d{1,4})?)(?:(?:-|～|至|到)(\d{1,12}(?:\.\d{1,4})?))?(.*)$/

/** Reads the rows of one table. `planStart` tells base years from target years. */
export function readTable(rows: Paragraph[], planStart: number | null): TableReading {
  const reading: TableReading = { targets: [], refused: [], prose: [] }
  let header: Header | null = null
  for (const row of rows) {
    const cells = cellsOf(row)
    const next = readHeader(cells, planStart)
    if (next) {
      header = next
      continue
    }
    if (!header || cells.some((cell) => cell.text.length > 60)) {
      reading.prose.push(row)
      continue
    }
    readRow(row, cells, header, reading)
  }
  return reading
}

function readRow(row: Paragraph, cells: Cell[], header: Header, reading: TableReading): void {
  // A row with fewer cells lost its merged group cell on the left: align from the right.
  const shift = header.columns.length - cells.length
  // The title of a group that stood on a line of its own comes first and has no column.
  const offset =
    shift === -1 && /^(?:[一二三四五六七八九十（]|[\u4e00-\u9fff]{3})/.test(cells[0]!.text)
      ? -1
      : Math.max(0, shift)
  const columnOf = (index: number) => header.columns[index + offset] ?? { kind: 'other' as const }
  let name = ''
  let unitText = ''
  cells.forEach((cell, index) => {
    const column = columnOf(index)
    if (column.kind === 'unit') unitText = cell.text
    else if (
      (column.kind === 'name' || column.kind === 'other') &&
      /[\u4e00-\u9fff]{2}/.test(cell.text) &&
      !/^(?:预期性|约束性|定性|定量)/.test(cell.text)
    )
      name = column.kind === 'name' || name === '' ? cell.text : name
  })
  const inName = /[（〔]([^（）〔〕]{1,12})[）〕]$/.exec(name)
  cells.forEach((cell, index) => {
    const column = columnOf(index)
    if (column.kind !== 'target' && column.kind !== 'base') {
      return
    }
    const match = CELL_VALUE.exec(cell.text)
    if (!match) return
    const [, sign, low, high, rest] = match
    const tail = (rest ?? '').replace(/^〕?(?:左右|上下)?/, '')
    const unit = unitOf(tail) ?? unitOf(unitText) ?? unitOf(inName?.[1] ?? '')
    const digits = cell.text.indexOf(low!)
    const start = cell.start + digits
    const end = start + low!.length + (high ? high.length + 1 : 0)
    if (column.kind === 'base' || !unit) {
      reading.refused.push({ row, start, end, rule: column.kind === 'base' ? 'base-year-column' : 'no-unit' })
      return
    }
    reading.targets.push({
      row,
      start,
      end: unitOf(tail) ? end + unit.text.length : end,
      value: Number(low),
      valueMax: high ? Number(high) : null,
      unit,
      indicator: inName ? name.slice(0, inName.index) : name,
      year: column.year,
      comparator: signOf(sign, tail, name),
    })
  })
}

function unitOf(text: string): MatchedUnit | null {
  return text === '' ? null : matchUnit(text, 0)
}

function signOf(sign: string | undefined, tail: string, name: string): TableTarget['comparator'] {
  if (/以上/.test(tail) || /≥|⩾|不低于|不少于/.test(sign ?? '')) return 'at_least'
  if (/以内|以下/.test(tail) || /≤|<|＜|低于|小于|不超过/.test(sign ?? '')) return 'at_most'
  if (/>|＞|超过|突破|大于|高于/.test(sign ?? '')) return 'more_than'
  if (sign === '年均') return 'increase_by'
  if (/下降|降低|减少|降幅/.test(name)) return 'decrease_by'
  if (/(?:提高|增长|提升|增加)(?:率|幅度)?$/.test(name) || sign === '+') return 'increase_by'
  return 'reach'
}
