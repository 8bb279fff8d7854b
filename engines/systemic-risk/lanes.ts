import type { EsriFigures, RiskNetwork } from './types.ts'

/** Shocks computed side by side. */
export const LANES = 4

/** The network by rows that are read in sequence: what each firm sells to, what each slot consists of, who stands in a sector. */
export interface DenseRows {
  readonly saleOffsets: Uint32Array
  readonly saleBuyer: Uint32Array
  readonly saleShare: Float64Array
  readonly partOffsets: Uint32Array
  readonly partPosition: Uint32Array
  readonly partShare: Float64Array
  readonly memberOffsets: Uint32Array
  readonly member: Uint32Array
}

/** Turns the arcs of a row table round: who points at `v`, with the share of each arc. */
function turned(offsets: Uint32Array, ends: Uint32Array, shares: Float64Array, nodes: number) {
  const to = new Uint32Array(nodes + 1)
  for (let a = 0; a < ends.length; a++) to[(ends[a] as number) + 1]!++
  for (let v = 0; v < nodes; v++) to[v + 1]! += to[v] as number
  const next = to.slice(0, nodes)
  const from = new Uint32Array(ends.length)
  const share = new Float64Array(ends.length)
  for (let v = 0; v + 1 < offsets.length; v++)
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const at = next[ends[a] as number]!++
      from[at] = v
      share[at] = shares[a] as number
    }
  return { to, from, share }
}

/** The rows of a network; time and memory as the network's own. */
export function denseRows(network: RiskNetwork): DenseRows {
  const { firms, sectors, positions, slots, positionSector } = network
  const sales = turned(network.upOffsets, network.upSupplier, network.upShare, firms)
  const parts = turned(network.downOffsets, network.downSlot, network.downShare, slots)
  const memberOffsets = new Uint32Array(sectors + 1)
  for (let p = 0; p < positions; p++) memberOffsets[(positionSector[p] as number) + 1]!++
  for (let k = 0; k < sectors; k++) memberOffsets[k + 1]! += memberOffsets[k] as number
  const next = memberOffsets.slice(0, sectors)
  const member = new Uint32Array(positions)
  for (let p = 0; p < positions; p++) member[next[positionSector[p] as number]!++] = p
  return {
    saleOffsets: sales.to,
    saleBuyer: sales.from,
    saleShare: sales.share,
    partOffsets: parts.to,
    partPosition: parts.from,
    partShare: parts.share,
    memberOffsets,
    member,
  }
}

/** Losses after and before a step, {@link LANES} numbers for each firm. */
interface LaneState {
  down: Float64Array
  downBefore: Float64Array
  up: Float64Array
  upBefore: Float64Array
  readonly withheld: Float64Array
  readonly largest: Float64Array
}

/** What each damaged position withholds after replacement by the rest of its sector. */
function replace(network: RiskNetwork, rows: DenseRows, state: LaneState, substitution: boolean): void {
  const { sectors, positionFirm, positionOutput } = network
  const { memberOffsets, member } = rows
  const { down, withheld } = state
  for (let k = 0; k < sectors; k++) {
    const from = memberOffsets[k] as number
    const to = memberOffsets[k + 1] as number
    let l0 = 0
    let l1 = 0
    let l2 = 0
    let l3 = 0
    if (substitution)
      for (let m = from; m < to; m++) {
        const p = member[m] as number
        const size = positionOutput[p] as number
        const i = (positionFirm[p] as number) * LANES
        l0 += size * (1 - (down[i] as number))
        l1 += size * (1 - (down[i + 1] as number))
        l2 += size * (1 - (down[i + 2] as number))
        l3 += size * (1 - (down[i + 3] as number))
      }
    const f0 = 1 / l0
    const f1 = 1 / l1
    const f2 = 1 / l2
    const f3 = 1 / l3
    for (let m = from; m < to; m++) {
      const p = member[m] as number
      const size = positionOutput[p] as number
      const i = (positionFirm[p] as number) * LANES
      const x = p * LANES
      withheld[x] = size < l0 ? (down[i] as number) * (size * f0) : (down[i] as number)
      withheld[x + 1] = size < l1 ? (down[i + 1] as number) * (size * f1) : (down[i + 1] as number)
      withheld[x + 2] = size < l2 ? (down[i + 2] as number) * (size * f2) : (down[i + 2] as number)
      withheld[x + 3] = size < l3 ? (down[i + 3] as number) * (size * f3) : (down[i + 3] as number)
    }
  }
}

/** Each buyer loses its worst slot. */
function settleDown(network: RiskNetwork, rows: DenseRows, state: LaneState): void {
  const { firms, slotOffsets } = network
  const { partOffsets, partPosition, partShare } = rows
  const { down, downBefore, withheld, largest } = state
  let d0 = 0
  let d1 = 0
  let d2 = 0
  let d3 = 0
  for (let j = 0; j < firms; j++) {
    const at = j * LANES
    const b0 = downBefore[at] as number
    const b1 = downBefore[at + 1] as number
    const b2 = downBefore[at + 2] as number
    const b3 = downBefore[at + 3] as number
    let w0 = b0
    let w1 = b1
    let w2 = b2
    let w3 = b3
    const end = slotOffsets[j + 1] as number
    for (let slot = slotOffsets[j] as number; slot < end; slot++) {
      let q0 = 0
      let q1 = 0
      let q2 = 0
      let q3 = 0
      const last = partOffsets[slot + 1] as number
      for (let a = partOffsets[slot] as number; a < last; a++) {
        const share = partShare[a] as number
        const x = (partPosition[a] as number) * LANES
        q0 += share * (withheld[x] as number)
        q1 += share * (withheld[x + 1] as number)
        q2 += share * (withheld[x + 2] as number)
        q3 += share * (withheld[x + 3] as number)
      }
      if (q0 > w0) w0 = q0
      if (q1 > w1) w1 = q1
      if (q2 > w2) w2 = q2
      if (q3 > w3) w3 = q3
    }
    if (w0 > 1) w0 = 1
    if (w1 > 1) w1 = 1
    if (w2 > 1) w2 = 1
    if (w3 > 1) w3 = 1
    down[at] = w0
    down[at + 1] = w1
    down[at + 2] = w2
    down[at + 3] = w3
    if (w0 - b0 > d0) d0 = w0 - b0
    if (w1 - b1 > d1) d1 = w1 - b1
    if (w2 - b2 > d2) d2 = w2 - b2
    if (w3 - b3 > d3) d3 = w3 - b3
  }
  largest[0] = d0
  largest[1] = d1
  largest[2] = d2
  largest[3] = d3
}

/** Each supplier loses the demand of its buyers. */
function settleUp(network: RiskNetwork, rows: DenseRows, state: LaneState): void {
  const { firms } = network
  const { saleOffsets, saleBuyer, saleShare } = rows
  const { up, upBefore, largest } = state
  let d0 = largest[0] as number
  let d1 = largest[1] as number
  let d2 = largest[2] as number
  let d3 = largest[3] as number
  for (let i = 0; i < firms; i++) {
    let q0 = 0
    let q1 = 0
    let q2 = 0
    let q3 = 0
    const last = saleOffsets[i + 1] as number
    for (let a = saleOffsets[i] as number; a < last; a++) {
      const share = saleShare[a] as number
      const x = (saleBuyer[a] as number) * LANES
      q0 += share * (upBefore[x] as number)
      q1 += share * (upBefore[x + 1] as number)
      q2 += share * (upBefore[x + 2] as number)
      q3 += share * (upBefore[x + 3] as number)
    }
    const at = i * LANES
    const b0 = upBefore[at] as number
    const b1 = upBefore[at + 1] as number
    const b2 = upBefore[at + 2] as number
    const b3 = upBefore[at + 3] as number
    if (q0 > 1) q0 = 1
    if (q1 > 1) q1 = 1
    if (q2 > 1) q2 = 1
    if (q3 > 1) q3 = 1
    const n0 = q0 > b0 ? q0 : b0
    const n1 = q1 > b1 ? q1 : b1
    const n2 = q2 > b2 ? q2 : b2
    const n3 = q3 > b3 ? q3 : b3
    up[at] = n0
    up[at + 1] = n1
    up[at + 2] = n2
    up[at + 3] = n3
    if (n0 - b0 > d0) d0 = n0 - b0
    if (n1 - b1 > d1) d1 = n1 - b1
    if (n2 - b2 > d2) d2 = n2 - b2
    if (n3 - b3 > d3) d3 = n3 - b3
  }
  largest[0] = d0
  largest[1] = d1
  largest[2] = d2
  largest[3] = d3
}

/** Shocks that have spread over much of the network, {@link LANES} at a time. */
export interface Lanes {
  readonly free: number
  /** Takes a shock after `steps` steps; `fill` writes its losses at `firm * LANES + lane`. */
  enter(
    shock: number,
    steps: number,
    fill: (down: Float64Array, up: Float64Array, lane: number) => void,
  ): void
  /** Steps until at least one shock has ended. */
  run(ended: (shock: number, figures: EsriFigures) => void): void
}

/**
 * Whole sweeps over the network for several shocks at once, so that each relation is read once for all of them. The sums are
 * made afresh in each step; a shock leaves its lane when its largest drop is at most `eps`.
 */
export function openLanes(network: RiskNetwork, rows: DenseRows, eps: number, substitution: boolean): Lanes {
  const { firms, output, totalOutput } = network
  const size = firms * LANES
  const state: LaneState = {
    down: new Float64Array(size),
    downBefore: new Float64Array(size),
    up: new Float64Array(size),
    upBefore: new Float64Array(size),
    withheld: new Float64Array(network.positions * LANES),
    largest: new Float64Array(LANES),
  }
  const shockIn = new Int32Array(LANES).fill(-1)
  const stepsOf = new Uint32Array(LANES)
  let free = LANES

  function figuresOf(lane: number): EsriFigures {
    const { down, downBefore, up, upBefore } = state
    let both = 0
    let ofDown = 0
    let ofUp = 0
    let previous = 0
    for (let i = 0, at = lane; i < firms; i++, at += LANES) {
      const weight = output[i] as number
      const d = down[at] as number
      const u = up[at] as number
      const d0 = downBefore[at] as number
      const u0 = upBefore[at] as number
      ofDown += weight * d
      ofUp += weight * u
      both += weight * (d > u ? d : u)
      previous += weight * (d0 > u0 ? d0 : u0)
    }
    const total = totalOutput > 0 ? totalOutput : 1
    return {
      esri: both / total,
      down: ofDown / total,
      up: ofUp / total,
      previous: previous / total,
      steps: stepsOf[lane] as number,
      residual: state.largest[lane] as number,
    }
  }

  return {
    get free() {
      return free
    },
    enter(shock, steps, fill) {
      const lane = shockIn.indexOf(-1)
      for (let at = lane; at < size; at += LANES) {
        state.down[at] = 0
        state.up[at] = 0
      }
      fill(state.down, state.up, lane)
      shockIn[lane] = shock
      stepsOf[lane] = steps
      free--
    },
    run(ended) {
      if (free === LANES) return
      for (;;) {
        const { down, downBefore, up, upBefore } = state
        replace(network, rows, state, substitution)
        state.down = downBefore
        state.downBefore = down
        state.up = upBefore
        state.upBefore = up
        settleDown(network, rows, state)
        settleUp(network, rows, state)
        const before = free
        for (let lane = 0; lane < LANES; lane++) {
          const shock = shockIn[lane] as number
          if (shock < 0) continue
          stepsOf[lane]!++
          if ((state.largest[lane] as number) > eps) continue
          ended(shock, figuresOf(lane))
          for (let at = lane; at < size; at += LANES) {
            state.down[at] = 0
            state.up[at] = 0
          }
          shockIn[lane] = -1
          free++
        }
        if (free > before) return
      }
    },
  }
}
