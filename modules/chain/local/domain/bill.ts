/** A line of a bill of material as stored, its supplier as an index of the network's firms. */
export interface BillLine {
  readonly id: string
  /** Index in the list of lines of the line it goes into, or -1 for what is put into the vehicle itself. */
  readonly parent: number
  readonly node: number
  /** Index of a firm, or -1 when nobody knows. */
  readonly supplier: number
  /** LOCAL, OUTSIDE or UNKNOWN_PLACE: where it is made. */
  readonly place: number
  /** Pieces per piece of the parent line, or per vehicle. */
  readonly quantity: number
  /** Fen a piece. */
  readonly unitCost: number | null
  /** Of the cost of the parent line, or of the vehicle. */
  readonly costShare: number | null
  /** Local share of its value as its supplier declares it. */
  readonly localShare: number | null
}

export interface Bill {
  /** Fen a vehicle: what the assembler adds itself; null is unknown. */
  readonly assemblyValue: number | null
  /** Each after its parent. */
  readonly lines: readonly BillLine[]
}

/** What is wrong with a bill, and at which line (-1: the vehicle). */
export interface BillFault {
  readonly code:
    | 'assemblyUnknown'
    | 'costUnknown'
    | 'costFromParts'
    | 'partsExceed'
    | 'sharesExceed'
    | 'relative'
  readonly line: number
  /** What the shares or parts add up to, against 1, where the fault is a sum. */
  readonly sum?: number
}

export interface ResolvedBill {
  /** Fen a vehicle, its assembly included. With a `relative` fault only shares were told, and this is 1. */
  readonly vehicleCost: number
  readonly assemblyValue: number
  /** Fen a vehicle of each line; NaN where it is unknown. */
  readonly cost: Float64Array
  readonly faults: readonly BillFault[]
}

const SLACK = 1e-6

/**
 * What each line costs in one vehicle: from the price of a piece where it is told, else from the share of the parent's
 * cost, else from what its own parts cost. Parts that cost more than what they go into are scaled down to it and noted:
 * the rates then rest on their proportions. An unknown cost stays unknown.
 */
export function resolveBill({ lines, assemblyValue }: Bill): ResolvedBill {
  const faults: BillFault[] = []
  if (assemblyValue === null) faults.push({ code: 'assemblyUnknown', line: -1 })
  const parts = partsOf(lines)
  const told = toldCosts(lines)
  fillFromParts(lines, parts, told, faults)
  const assembly = Math.max(0, assemblyValue ?? 0)
  const top = parts.get(-1) ?? []
  const vehicleCost = costOfVehicle(lines, top, told, assembly, faults)
  const cost = new Float64Array(lines.length).fill(Number.NaN)
  // Down the tree: shares need the parent's cost; lines stand after their parents.
  for (const [at, line] of lines.entries()) {
    const above = line.parent < 0 ? vehicleCost : (cost[line.parent] as number)
    const own = told[at] as number
    if (!Number.isNaN(own)) cost[at] = own
    else if (line.costShare !== null && !Number.isNaN(above)) cost[at] = line.costShare * above
    else faults.push({ code: 'costUnknown', line: at })
  }
  scaleDown(lines, parts, cost, vehicleCost - assembly, faults)
  return { vehicleCost, assemblyValue: assembly, cost, faults }
}

function partsOf(lines: readonly BillLine[]): Map<number, number[]> {
  const parts = new Map<number, number[]>()
  for (const [at, { parent }] of lines.entries()) {
    const list = parts.get(parent)
    if (list) list.push(at)
    else parts.set(parent, [at])
  }
  return parts
}

/** Price of a piece times the pieces in a vehicle; NaN where no price is told. A negative one is none. */
function toldCosts(lines: readonly BillLine[]): Float64Array {
  const pieces = new Float64Array(lines.length)
  return Float64Array.from(lines, ({ parent, quantity, unitCost }, at) => {
    pieces[at] = Math.max(0, quantity) * (parent < 0 ? 1 : (pieces[parent] as number))
    return unitCost === null || unitCost < 0 ? Number.NaN : unitCost * (pieces[at] as number)
  })
}

/** The vehicle's cost: assembly and priced parts, and room for the parts that are told as shares of the whole. */
function costOfVehicle(
  lines: readonly BillLine[],
  top: readonly number[],
  told: Float64Array,
  assembly: number,
  faults: BillFault[],
): number {
  let priced = assembly
  let shares = 0
  for (const at of top) {
    const cost = told[at] as number
    if (!Number.isNaN(cost)) priced += cost
    else shares += lines[at]?.costShare ?? 0
  }
  if (priced === 0) {
    if (shares > 0) faults.push({ code: 'relative', line: -1 })
    return shares > 0 ? 1 : Number.NaN
  }
  if (shares < 1 - SLACK) return priced / (1 - shares)
  faults.push({ code: 'sharesExceed', line: -1, sum: shares })
  // As many fen for the shares as for what is priced: nothing better can be said of a sum over the whole.
  return priced * 2
}

/** A part without a cost of its own costs at least what its parts cost. */
function fillFromParts(
  lines: readonly BillLine[],
  parts: ReadonlyMap<number, readonly number[]>,
  told: Float64Array,
  faults: BillFault[],
): void {
  for (let at = lines.length - 1; at >= 0; at--) {
    if (!Number.isNaN(told[at] as number) || lines[at]?.costShare !== null) continue
    const known = (parts.get(at) ?? []).map((part) => told[part] as number).filter((value) => value > 0)
    if (known.length === 0) continue
    told[at] = known.reduce((sum, value) => sum + value, 0)
    faults.push({ code: 'costFromParts', line: at })
  }
}

function scaleDown(
  lines: readonly BillLine[],
  parts: ReadonlyMap<number, readonly number[]>,
  cost: Float64Array,
  material: number,
  faults: BillFault[],
): void {
  for (let at = -1; at < lines.length; at++) {
    const own = at < 0 ? material : (cost[at] as number)
    const below = parts.get(at) ?? []
    const sum = below.reduce((all, part) => all + (cost[part] || 0), 0)
    if (!(own > 0) || sum <= own * (1 + SLACK)) continue
    faults.push({ code: 'partsExceed', line: at, sum: sum / own })
    for (const part of below) scaleTree(parts, cost, part, own / sum)
  }
}

function scaleTree(
  parts: ReadonlyMap<number, readonly number[]>,
  cost: Float64Array,
  at: number,
  factor: number,
): void {
  cost[at] = (cost[at] as number) * factor
  for (const part of parts.get(at) ?? []) scaleTree(parts, cost, part, factor)
}
