import { stat } from 'node:fs/promises'
import { freemem } from 'node:os'
import { CliError } from '../errors.ts'
import { requireInput } from '../files.ts'
import { EXIT } from '../output.ts'
import { GrowingColumn, Numbering } from './columns.ts'
import { Faults, numberOf, readCsv, type WantedColumn } from './csv-rows.ts'

const SUPPLIER: WantedColumn = { key: 'supplier', aliases: ['供应商', '供方', 'from', 'source'] }
const BUYER: WantedColumn = { key: 'buyer', aliases: ['采购方', '买方', '需方', 'to', 'target'] }
const AMOUNT: WantedColumn = { key: 'amount', aliases: ['金额', '供货金额', 'weight', 'value'] }
const QUANTITY: WantedColumn = { key: 'qty', aliases: ['quantity', '数量', '用量'] }
const UNIT: WantedColumn = { key: 'unit', aliases: ['单位'], optional: true }
const ID: WantedColumn = { key: 'id', aliases: ['编号', 'node', 'firm'] }

/** Relations as columns: numbers of supplier and buyer, and the amount or quantity. `ids` are as written in the files. */
export interface EdgeTable {
  readonly ids: readonly string[]
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly amount: Float64Array
}

/** Nodes in the order of their file, with the wanted columns as texts and the row that each stood in. */
export interface NodeTable {
  readonly ids: readonly string[]
  readonly index: ReadonlyMap<string, number>
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly rows: readonly number[]
}

/**
 * Reads nodes; each id once.
 * @throws CliError naming file, row, column, value and rule
 */
export async function readNodes(file: string, wanted: readonly WantedColumn[]): Promise<NodeTable> {
  const faults = new Faults(file)
  const index = new Map<string, number>()
  const ids: string[] = []
  const rows: number[] = []
  const columns: Record<string, string[]> = Object.fromEntries(wanted.map(({ key }) => [key, []]))
  await readCsv(file, [ID, ...wanted], (row, [id = '', ...fields]) => {
    if (id === '') faults.add(row, 'id', id, '不能为空', 'must not be empty')
    else if (index.has(id))
      faults.add(row, 'id', id, '重复，每个编号只能出现一次', 'stands twice, each id once only')
    else {
      index.set(id, ids.length)
      ids.push(id)
      rows.push(row)
      for (const [w, { key }] of wanted.entries()) (columns[key] as string[]).push(fields[w] ?? '')
    }
  })
  faults.refuse()
  return { ids, index, columns, rows }
}

interface EdgeOptions {
  /** Which number a relation carries; `none` where it may be missing and is then 1. */
  readonly number: 'amount' | 'qty' | 'none'
  /** The nodes that relations may name; without it the relations make their own, in the order of first mention. */
  readonly nodes?: NodeTable
  /** Reads a file although the machine does not seem to have the memory for it. */
  readonly force?: boolean
  readonly onEstimate?: (text: { zh: string; en: string }) => void
}

/**
 * Reads relations. A relation of a firm with itself and several of one pair are kept as they are.
 * @throws CliError naming file, row, column, value and rule; before reading, when the machine lacks the memory
 */
export async function readEdges(
  file: string,
  { number, nodes, force, onEstimate }: EdgeOptions,
): Promise<EdgeTable> {
  await requireMemory(file, force, onEstimate)
  const faults = new Faults(file)
  const numbering = new Numbering()
  for (const id of nodes?.ids ?? []) numbering.of(id)
  const from = new GrowingColumn((length) => new Uint32Array(length))
  const to = new GrowingColumn((length) => new Uint32Array(length))
  const amount = new GrowingColumn((length) => new Float64Array(length))
  const column = number === 'qty' ? QUANTITY : { ...AMOUNT, optional: number === 'none' }
  let unit: string | undefined
  await readCsv(
    file,
    [SUPPLIER, BUYER, column, UNIT],
    (row, [supplier = '', buyer = '', text = '', of = '']) => {
      if (of !== '' && unit !== undefined && of !== unit)
        faults.add(
          row,
          'unit',
          of,
          `与前面的单位“${unit}”不同，不能相加`,
          `differs from the unit "${unit}" before it`,
        )
      if (of !== '') unit ??= of
      let isKnown = true
      for (const [key, id] of [
        ['supplier', supplier],
        ['buyer', buyer],
      ] as const) {
        if (id !== '' && (!nodes || numbering.has(id))) continue
        isKnown = false
        if (id === '') faults.add(row, key, id, '不能为空', 'must not be empty')
        else faults.add(row, key, id, '不在节点表中', 'is not in the file of nodes')
      }
      const value = number === 'none' && text === '' ? 1 : numberOf(text)
      if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
        faults.add(row, column.key, text, '应为不小于 0 的数', 'must be a number of 0 or more')
      else if (isKnown) {
        from.push(numbering.of(supplier))
        to.push(numbering.of(buyer))
        amount.push(value)
      }
    },
  )
  faults.refuse()
  return { ids: numbering.ids, from: from.done(), to: to.done(), amount: amount.done() }
}

/** Columns while they grow, ids, and both compressed directions, for each byte of the file. */
const BYTES_PER_BYTE = 5
const MB = 1024 * 1024
/** Smaller files are not worth a word. */
const WORTH_TELLING = 256 * MB

async function requireMemory(
  file: string,
  force: boolean | undefined,
  onEstimate: EdgeOptions['onEstimate'],
): Promise<void> {
  await requireInput(file)
  const needed = (await stat(file)).size * BYTES_PER_BYTE
  const [neededMb, freeMb] = [Math.ceil(needed / MB), Math.floor(freemem() / MB)]
  if (needed >= WORTH_TELLING)
    onEstimate?.({
      zh: `读取 ${file} 约需 ${neededMb} MB 内存（可用 ${freeMb} MB）`,
      en: `Reading ${file} takes about ${neededMb} MB of memory (${freeMb} MB free)`,
    })
  if (needed <= freemem() || force) return
  throw new CliError(
    `读取 ${file} 约需 ${neededMb} MB 内存，本机可用 ${freeMb} MB；请换内存更大的机器，或加 --force 仍然读取`,
    `Reading ${file} takes about ${neededMb} MB of memory, ${freeMb} MB are free; use a larger machine, or add --force to read it all the same`,
    EXIT.usage,
    { code: 'cli.memory', field: file },
  )
}
