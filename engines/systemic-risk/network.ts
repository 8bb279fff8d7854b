import { compress, type Memory, ownMemory } from '#engines/graph'
import { addExactly } from './exact-sum.ts'
import {
  type EssentialityRule,
  FREE_SLOT,
  type RiskInput,
  RiskInputError,
  type RiskNetwork,
} from './types.ts'

/** A typed array in the memory asked for. */
const floats = (memory: Memory, length: number) => new Float64Array(memory(length * 8))
const indices = (memory: Memory, length: number) => new Uint32Array(memory(length * 4))

/**
 * Checks a network and makes it ready: shares of inputs and of sales, slots of essential inputs, sums of sectors.
 *
 * @param memory give `sharedMemory` of `#engines/graph` when worker threads shall read it without a copy
 * @throws RiskInputError naming the row, the column and the rule
 * Time and memory: firms + relations × log of the relations of one firm (about 60 bytes a relation).
 */
export function riskNetwork(input: RiskInput, memory: Memory = ownMemory): RiskNetwork {
  check(input)
  const { firms, sectors } = input
  const sector = indices(memory, firms)
  for (let i = 0; i < firms; i++) sector[i] = input.sector[i] as number
  const relations = merged(input)
  const output = floats(memory, firms)
  const sold = new Float64Array(firms)
  const bought = new Float64Array(firms)
  for (let r = 0; r < relations.amount.length; r++) {
    const amount = relations.amount[r] as number
    sold[relations.supplier[r] as number]! += amount
    bought[relations.buyer[r] as number]! += amount
  }
  let totalOutput = 0
  for (let i = 0; i < firms; i++) {
    output[i] = input.output ? (input.output[i] as number) : (sold[i] as number)
    totalOutput += output[i] as number
  }
  const places = positionsOf(sector, relations, output, sold, memory)
  const sectorHigh = floats(memory, sectors)
  const sectorLow = floats(memory, sectors)
  for (let p = 0; p < places.positionFirm.length; p++)
    addExactly(sectorHigh, sectorLow, places.positionSector[p] as number, places.positionOutput[p] as number)
  return {
    firms,
    sectors,
    positions: places.positionFirm.length,
    sector,
    output,
    totalOutput,
    sectorHigh,
    sectorLow,
    positionOffsets: places.positionOffsets,
    positionFirm: places.positionFirm,
    positionSector: places.positionSector,
    positionOutput: places.positionOutput,
    ...downstream(input, sector, relations, places.position, places.positionFirm.length, bought, memory),
    ...upstream(firms, relations, output, sold, memory),
  }
}

interface Relations {
  readonly supplier: Uint32Array
  readonly buyer: Uint32Array
  readonly sector: Uint32Array
  readonly amount: Float64Array
}

function check(input: RiskInput): void {
  const { firms, sectors, sector, supplier, buyer, amount, arcSector, output, essentiality } = input
  const within = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit
  if (sector.length !== firms) throw new RiskInputError(sector.length, 'sector', firms, 'length')
  for (const [column, name] of [
    [supplier, 'supplier'],
    [buyer, 'buyer'],
    [arcSector, 'arcSector'],
  ] as const)
    if (column && column.length !== amount.length)
      throw new RiskInputError(column.length, name, amount.length, 'length')
  for (let i = 0; i < firms; i++)
    if (!within(sector[i] as number, sectors))
      throw new RiskInputError(i, 'sector', sector[i] as number, 'sector')
  for (let r = 0; r < amount.length; r++) {
    if (!within(supplier[r] as number, firms))
      throw new RiskInputError(r, 'supplier', supplier[r] as number, 'firm')
    if (!within(buyer[r] as number, firms)) throw new RiskInputError(r, 'buyer', buyer[r] as number, 'firm')
    const value = amount[r] as number
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new RiskInputError(r, 'amount', value, 'amount')
    if (arcSector && !within(arcSector[r] as number, sectors))
      throw new RiskInputError(r, 'arcSector', arcSector[r] as number, 'sector')
  }
  if (output) {
    if (output.length !== firms) throw new RiskInputError(output.length, 'output', firms, 'length')
    for (let i = 0; i < firms; i++)
      if (!((output[i] as number) >= 0 && (output[i] as number) < Number.POSITIVE_INFINITY))
        throw new RiskInputError(i, 'output', output[i] as number, 'output')
  }
  if (essentiality instanceof Uint8Array) {
    if (essentiality.length !== sectors * sectors)
      throw new RiskInputError(essentiality.length, 'essentiality', sectors * sectors, 'length')
    for (let at = 0; at < essentiality.length; at++)
      if ((essentiality[at] as number) > 2)
        throw new RiskInputError(at, 'essentiality', essentiality[at] as number, 'essentiality')
  }
}

/** One relation for each supplier, buyer and sector supplied, in the order of suppliers. */
function merged({ firms, sector, supplier, buyer, amount, arcSector }: RiskInput): Relations {
  const bySupplier = compress(firms, supplier, buyer)
  const out = {
    supplier: new Uint32Array(amount.length),
    buyer: new Uint32Array(amount.length),
    sector: new Uint32Array(amount.length),
    amount: new Float64Array(amount.length),
  }
  let count = 0
  const rows: number[] = []
  for (let i = 0; i < firms; i++) {
    rows.length = 0
    for (let a = bySupplier.offsets[i] as number; a < (bySupplier.offsets[i + 1] as number); a++)
      rows.push(bySupplier.rows[a] as number)
    const supplied = (row: number) => (arcSector ? (arcSector[row] as number) : (sector[i] as number))
    rows.sort((a, b) => supplied(a) - supplied(b) || (buyer[a] as number) - (buyer[b] as number) || a - b)
    const first = count
    for (const row of rows) {
      const k = supplied(row)
      const last = count - 1
      if (last >= first && out.sector[last] === k && out.buyer[last] === buyer[row]) {
        out.amount[last]! += amount[row] as number
        continue
      }
      out.supplier[count] = i
      out.buyer[count] = buyer[row] as number
      out.sector[count] = k
      out.amount[count] = amount[row] as number
      count++
    }
  }
  return {
    supplier: out.supplier.subarray(0, count),
    buyer: out.buyer.subarray(0, count),
    sector: out.sector.subarray(0, count),
    amount: out.amount.subarray(0, count),
  }
}

/** Firms as suppliers of sectors: a firm's size is split by what it sells; a firm that sells nothing stands in its own. */
function positionsOf(
  sector: Uint32Array,
  relations: Relations,
  output: Float64Array,
  sold: Float64Array,
  memory: Memory,
) {
  const firms = sector.length
  const position = new Uint32Array(relations.amount.length)
  const firm: number[] = []
  const of: number[] = []
  const size: number[] = []
  const positionOffsets = indices(memory, firms + 1)
  let r = 0
  for (let i = 0; i < firms; i++) {
    positionOffsets[i] = firm.length
    const first = firm.length
    for (; r < relations.amount.length && relations.supplier[r] === i; r++) {
      const k = relations.sector[r] as number
      if (firm.length === first || of[of.length - 1] !== k) {
        firm.push(i)
        of.push(k)
        size.push(0)
      }
      size[size.length - 1]! += relations.amount[r] as number
      position[r] = firm.length - 1
    }
    if (firm.length === first) {
      firm.push(i)
      of.push(sector[i] as number)
      size.push(output[i] as number)
    } else if (firm.length === first + 1) size[first] = output[i] as number
    else
      for (let p = first; p < size.length; p++)
        size[p] = ((size[p] as number) / (sold[i] as number)) * (output[i] as number)
  }
  positionOffsets[firms] = firm.length
  const positionFirm = indices(memory, firm.length)
  const positionSector = indices(memory, firm.length)
  const positionOutput = floats(memory, firm.length)
  positionFirm.set(firm)
  positionSector.set(of)
  positionOutput.set(size)
  return { position, positionOffsets, positionFirm, positionSector, positionOutput }
}

/** Value of a rule for one pair of sectors. */
export function essentialityOf(
  rule: EssentialityRule,
  sectors: number,
  input: number,
  buyer: number,
): number {
  if (rule === 'linear') return 1
  if (rule === 'leontief') return 2
  return typeof rule === 'function' ? rule(input, buyer) : (rule[input * sectors + buyer] as number)
}

/** Slots of each buyer, and the relations by supplying position that fill them. */
function downstream(
  { firms, sectors, essentiality }: RiskInput,
  sector: Uint32Array,
  relations: Relations,
  position: Uint32Array,
  positions: number,
  bought: Float64Array,
  memory: Memory,
) {
  const count = relations.amount.length
  const byBuyer = compress(firms, relations.buyer, relations.supplier)
  const slotOf = new Uint32Array(count)
  const share = new Float64Array(count)
  const slotOffsets = indices(memory, firms + 1)
  const slotSectors: number[] = []
  const slotAt = new Map<number, number>()
  const amountOf = new Map<number, number>()
  for (let j = 0; j < firms; j++) {
    slotOffsets[j] = slotSectors.length
    slotAt.clear()
    amountOf.clear()
    const from = byBuyer.offsets[j] as number
    const to = byBuyer.offsets[j + 1] as number
    for (let a = from; a < to; a++) {
      const r = byBuyer.rows[a] as number
      const k = relations.sector[r] as number
      const kind = essentialityOf(essentiality, sectors, k, sector[j] as number)
      if (kind !== 0 && kind !== 1 && kind !== 2)
        throw new RiskInputError(k * sectors + (sector[j] as number), 'essentiality', kind, 'essentiality')
      amountOf.set(k, (amountOf.get(k) ?? 0) + (relations.amount[r] as number))
      const key = kind === 2 ? k : FREE_SLOT
      if (kind !== 0 && !slotAt.has(key)) {
        slotAt.set(key, slotSectors.length)
        slotSectors.push(key)
      }
      slotOf[r] = kind === 0 ? FREE_SLOT : (slotAt.get(key) as number)
    }
    for (let a = from; a < to; a++) {
      const r = byBuyer.rows[a] as number
      if (slotOf[r] === FREE_SLOT) continue
      const essential = slotSectors[slotOf[r] as number] !== FREE_SLOT
      const whole = essential ? amountOf.get(relations.sector[r] as number) : bought[j]
      share[r] = (relations.amount[r] as number) / (whole as number)
    }
  }
  slotOffsets[firms] = slotSectors.length
  const slotSector = indices(memory, slotSectors.length)
  slotSector.set(slotSectors)
  // Relations stand in the order of suppliers and sectors, hence of positions already.
  const slotAmount = floats(memory, slotSectors.length)
  let kept = 0
  for (let r = 0; r < count; r++) if (slotOf[r] !== FREE_SLOT) kept++
  const downOffsets = indices(memory, positions + 1)
  const downBuyer = indices(memory, kept)
  const downSlot = indices(memory, kept)
  const downShare = floats(memory, kept)
  let at = 0
  for (let r = 0; r < count; r++) {
    if (slotOf[r] === FREE_SLOT) continue
    downBuyer[at] = relations.buyer[r] as number
    downSlot[at] = slotOf[r] as number
    downShare[at] = share[r] as number
    slotAmount[slotOf[r] as number]! += relations.amount[r] as number
    at++
    downOffsets[(position[r] as number) + 1] = at
  }
  for (let p = 0; p < positions; p++)
    downOffsets[p + 1] = Math.max(downOffsets[p + 1] as number, downOffsets[p] as number)
  return {
    slots: slotSectors.length,
    downOffsets,
    downBuyer,
    downSlot,
    downShare,
    slotOffsets,
    slotSector,
    slotAmount,
  }
}

/** Relations by buyer with the share of the supplier's output that each takes. */
function upstream(
  firms: number,
  relations: Relations,
  output: Float64Array,
  sold: Float64Array,
  memory: Memory,
) {
  const byBuyer = compress(firms, relations.buyer, relations.supplier, memory)
  const upShare = floats(memory, byBuyer.arcs)
  for (let a = 0; a < byBuyer.arcs; a++) {
    const i = byBuyer.neighbours[a] as number
    // A stated size below the firm's own sales cannot be its output: no more than everything is lost.
    const whole = Math.max(output[i] as number, sold[i] as number)
    // A share so small that its products would vanish is kept just above that.
    upShare[a] = Math.max(1e-100, (relations.amount[byBuyer.rows[a] as number] as number) / whole)
  }
  return { upOffsets: byBuyer.offsets, upSupplier: byBuyer.neighbours, upShare }
}
