import type { RiskInput, Shock } from '#engines/systemic-risk'
import { CliError } from '../errors.ts'
import { EXIT } from '../output.ts'
import { Faults, numberOf, readCsv } from './csv-rows.ts'
import { type NodeTable, readEdges } from './edge-table.ts'
import { type Essentials, readEssentials } from './esri-matrix.ts'

interface Files {
  readonly edges: string
  readonly nodesFile: string
  /** Read with the column `sector`. */
  readonly nodes: NodeTable
  readonly essential?: string
  readonly inputs: 'linear' | 'leontief'
  readonly force?: boolean
  readonly onEstimate?: (text: { zh: string; en: string }) => void
}

/**
 * The network of the files as the engine takes it, sectors numbered; `placed` says how they found their rows of the matrix.
 * @throws CliError naming file, row, column, value and rule
 */
export async function readRiskInput({
  edges,
  nodesFile,
  nodes,
  essential,
  inputs,
  force,
  onEstimate,
}: Files): Promise<{ input: RiskInput; placed?: Essentials['by'] }> {
  const labels = nodes.columns.sector as readonly string[]
  const faults = new Faults(nodesFile)
  for (const [at, label] of labels.entries())
    if (label === '') faults.add(nodes.rows[at]!, 'sector', label, '不能为空', 'must not be empty')
  faults.refuse()
  if (nodes.ids.length === 0)
    throw new CliError(`${nodesFile} 没有数据行`, `${nodesFile} has no rows`, EXIT.usage, {
      field: '--nodes',
    })
  const sectors = [...new Set(labels)]
  const matrix = essential === undefined ? undefined : await readEssentials(essential, sectors)
  const rowOf = matrix?.rowOf ?? new Map(sectors.map((label, at) => [label, at]))
  const table = await readEdges(edges, { number: 'amount', nodes, force, onEstimate })
  requireAmounts(edges, table.amount)
  return {
    input: {
      firms: nodes.ids.length,
      sectors: matrix?.size ?? sectors.length,
      sector: Uint32Array.from(labels, (label) => rowOf.get(label)!),
      supplier: table.from,
      buyer: table.to,
      amount: table.amount,
      essentiality: matrix?.values ?? inputs,
    },
    ...(matrix ? { placed: matrix.by } : {}),
  }
}

/** A relation of nothing is no relation: its share of inputs cannot be told. Row 1 is the header. */
function requireAmounts(file: string, amount: Float64Array): void {
  const faults = new Faults(file)
  for (let at = 0; at < amount.length; at++)
    if (amount[at] === 0) faults.add(at + 2, 'amount', '0', '应大于 0', 'must be greater than 0')
  faults.refuse()
}

/**
 * Reads which firms lose which share of their output at once (columns `firm` and `share`; without a share, everything).
 * @throws CliError naming file, row, column, value and rule
 */
export async function readShock(file: string, ids: readonly string[]): Promise<Shock> {
  const index = new Map(ids.map((id, at) => [id, at]))
  const faults = new Faults(file)
  const shares = new Map<number, number>()
  const columns = [
    { key: 'firm', aliases: ['id', '编号', '企业', 'node'] },
    { key: 'share', aliases: ['损失', '比例', 'shock', 'loss'], optional: true },
  ]
  await readCsv(file, columns, (row, [id = '', text = '']) => {
    const at = index.get(id)
    const share = text === '' ? 1 : numberOf(text)
    if (at === undefined) faults.add(row, 'firm', id, '不在节点表中', 'is not in the file of nodes')
    else if (shares.has(at)) faults.add(row, 'firm', id, '重复', 'stands twice')
    else if (!(share >= 0 && share <= 1))
      faults.add(row, 'share', text, '应为 0 到 1 之间的数', 'must be a number from 0 to 1')
    else shares.set(at, share)
  })
  faults.refuse()
  return { firm: [...shares.keys()], share: [...shares.values()] }
}
