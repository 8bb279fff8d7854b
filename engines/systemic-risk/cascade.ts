import { addExactly } from './exact-sum.ts'
import type { EsriFigures, EsriOptions, RiskNetwork, Shock, ShockOutcome } from './types.ts'

/** Computes shocks one after the other on arrays of its own; not to be shared between threads. */
export interface Cascade {
  /** One firm stops. */
  firm(firm: number): EsriFigures
  /** Any firms lose any shares. */
  shock(shock: Shock): ShockOutcome
}

/** A cascade that is driven step by step, so that missing demand can go on elsewhere once it has spread. */
export interface SparseCascade extends Cascade {
  /** One firm stops; nothing has spread yet. */
  begin(firm: number): void
  /** A step of missing inputs, and one of missing demand: the largest drop. */
  stepDown(): number
  stepUp(): number
  /** Firms on the move in the last step. */
  readonly movingDown: number
  readonly movingUp: number
  /** Tells each firm that has lost demand, its loss and its last drop. */
  eachUp(tell: (firm: number, loss: number, drop: number) => void): void
  /** Takes over demand lost elsewhere: all losses and last drops, at `firm * stride + offset`. */
  takeUp(loss: Float64Array, drop: Float64Array, stride: number, offset: number): void
  /** The figures, after `steps` steps the last of which had this largest drop; the cascade is free for the next shock. */
  end(steps: number, residual: number): EsriFigures
}

const NONE = -1
/**
 * Rises of what a supplier withholds wait until they amount to this; a loss is short of the true one by at most this much for
 * each step, a tenth of what may be told apart at 1e-12 after a hundred steps. It keeps a shock from being followed through a
 * large network long after it has become rounding noise.
 */
const WORTH_PUSHING = 1e-15
/** Drops below this are nothing: they keep sums of shares from sinking into denormal numbers. */
const TINY = 1e-200

/**
 * Propagation in synchronous steps as published, touching only what the shock reaches. Losses never shrink from step to step,
 * so that each slot of a buyer keeps its sum and takes differences only, and a firm's loss is its worst slot so far.
 *
 * Time of a shock: relations of the firms it reaches × steps. Nothing is cleared but what was touched.
 */
export function cascade(network: RiskNetwork, options: EsriOptions = {}): SparseCascade {
  const { eps = 0.01, substitution = true } = options
  if (!(eps > 0)) throw new RangeError(`eps ${eps}: must be greater than 0`)
  const { firms, sectors, positions, slots } = network
  const lossDown = new Float64Array(firms)
  /** Largest slot of each firm or its own shock; infinite once the firm has stopped. */
  const worst = new Float64Array(firms)
  const slotLoss = new Float64Array(slots)
  /** What each position withholds from its buyers after replacement. */
  const withheld = new Float64Array(positions)
  const lossUp = new Float64Array(firms)
  /** Demand lost before and in this step. */
  const lostDemand = new Float64Array(firms)
  const newlyLost = new Float64Array(firms)
  const leftHigh = network.sectorHigh.slice()
  const leftLow = network.sectorLow.slice()
  /** Damaged positions of each sector, chained. */
  const firstDamaged = new Int32Array(sectors).fill(NONE)
  const nextDamaged = new Int32Array(positions)
  const sectorTouched = new Uint8Array(sectors)
  const sectorChanged = new Uint8Array(sectors)
  const touchedSectors = new Uint32Array(sectors)
  const changedSectors = new Uint32Array(sectors)
  const touchedDown = new Uint32Array(firms)
  const touchedUp = new Uint32Array(firms)
  const candidates = new Uint32Array(firms)
  const changedDown = new Uint32Array(firms)
  const dropDown = new Float64Array(firms)
  const reached = new Uint32Array(firms)
  const changedUp = new Uint32Array(firms)
  const dropUp = new Float64Array(firms)
  let sectorsTouched = 0
  let sectorsChanged = 0
  let downTouched = 0
  let upTouched = 0
  let candidateCount = 0
  let downChanged = 0
  let upChanged = 0

  /** The firm's supply falls: its sectors have less left, its positions join the damaged ones. */
  function damage(j: number, before: number, after: number): void {
    if (before === 0) touchedDown[downTouched++] = j
    const { positionOffsets, positionSector, positionOutput, downOffsets } = network
    const end = positionOffsets[j + 1] as number
    for (let p = positionOffsets[j] as number; p < end; p++) {
      const size = positionOutput[p] as number
      if (size === 0) continue
      const k = positionSector[p] as number
      if (sectorTouched[k] === 0) {
        sectorTouched[k] = 1
        touchedSectors[sectorsTouched++] = k
      }
      addExactly(leftHigh, leftLow, k, size * (1 - after))
      addExactly(leftHigh, leftLow, k, -(size * (1 - before)))
      if (sectorChanged[k] === 0) {
        sectorChanged[k] = 1
        changedSectors[sectorsChanged++] = k
      }
      if (before === 0 && (downOffsets[p + 1] as number) > (downOffsets[p] as number)) {
        nextDamaged[p] = firstDamaged[k] as number
        firstDamaged[k] = p
      }
    }
  }

  /** Position `p` withholds `more` than before: its buyers' slots fill. */
  function withhold(p: number, more: number): void {
    const { downOffsets, downBuyer, downSlot, downShare } = network
    const end = downOffsets[p + 1] as number
    for (let a = downOffsets[p] as number; a < end; a++) {
      const slot = downSlot[a] as number
      const filled = (slotLoss[slot] as number) + (downShare[a] as number) * more
      slotLoss[slot] = filled
      const j = downBuyer[a] as number
      const most = worst[j] as number
      if (filled > most) {
        // Until the first rise of a step, the worst slot and the loss are the same number.
        if (most === lossDown[j]) candidates[candidateCount++] = j
        worst[j] = filled
      }
    }
  }

  function pushDown(): void {
    candidateCount = 0
    const { positionOffsets, positionFirm, positionOutput } = network
    if (substitution) {
      for (let c = 0; c < sectorsChanged; c++) {
        const k = changedSectors[c] as number
        sectorChanged[k] = 0
        const left = (leftHigh[k] as number) + (leftLow[k] as number)
        for (let p = firstDamaged[k] as number; p !== NONE; p = nextDamaged[p] as number) {
          const size = positionOutput[p] as number
          const lost = lossDown[positionFirm[p] as number] as number
          const now = size < left ? (size / left) * lost : lost
          const more = now - (withheld[p] as number)
          if (more > WORTH_PUSHING) {
            withheld[p] = now
            withhold(p, more)
          }
        }
      }
    } else {
      for (let c = 0; c < sectorsChanged; c++) sectorChanged[changedSectors[c] as number] = 0
      for (let c = 0; c < downChanged; c++) {
        const j = changedDown[c] as number
        const end = positionOffsets[j + 1] as number
        for (let p = positionOffsets[j] as number; p < end; p++) withhold(p, dropDown[c] as number)
      }
    }
    sectorsChanged = 0
  }

  function settleDown(): number {
    let largest = 0
    downChanged = 0
    for (let c = 0; c < candidateCount; c++) {
      const j = candidates[c] as number
      const before = lossDown[j] as number
      let after = worst[j] as number
      if (after >= 1) {
        after = 1
        worst[j] = Number.POSITIVE_INFINITY
      }
      const drop = after - before
      lossDown[j] = after
      damage(j, before, after)
      changedDown[downChanged] = j
      dropDown[downChanged++] = drop
      if (drop > largest) largest = drop
    }
    return largest
  }

  function stepUp(): number {
    const { upOffsets, upSupplier, upShare } = network
    let count = 0
    for (let c = 0; c < upChanged; c++) {
      const j = changedUp[c] as number
      const drop = dropUp[c] as number
      const end = upOffsets[j + 1] as number
      for (let a = upOffsets[j] as number; a < end; a++) {
        const i = upSupplier[a] as number
        const pending = newlyLost[i] as number
        if (pending === 0) reached[count++] = i
        newlyLost[i] = pending + (upShare[a] as number) * drop
      }
    }
    let largest = 0
    upChanged = 0
    for (let c = 0; c < count; c++) {
      const i = reached[c] as number
      const lost = (lostDemand[i] as number) + (newlyLost[i] as number)
      newlyLost[i] = 0
      lostDemand[i] = lost
      const before = lossUp[i] as number
      const after = lost < 1 ? lost : 1
      const drop = after - before
      if (drop > TINY) {
        if (before === 0) touchedUp[upTouched++] = i
        lossUp[i] = after
        changedUp[upChanged] = i
        dropUp[upChanged++] = drop
        if (drop > largest) largest = drop
      } else if (before === 0) lostDemand[i] = 0
    }
    return largest
  }

  function start(firm: number, share: number): void {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`share ${share} of firm ${firm}: must be 0 … 1`)
    if (!(firm >= 0 && firm < firms)) throw new RangeError(`firm ${firm}: there are ${firms}`)
    if (share === 0) return
    if ((lossDown[firm] as number) > 0) throw new RangeError(`firm ${firm} is shocked twice`)
    lossDown[firm] = share
    worst[firm] = share === 1 ? Number.POSITIVE_INFINITY : share
    damage(firm, 0, share)
    changedDown[downChanged] = firm
    dropDown[downChanged++] = share
    lossUp[firm] = share
    touchedUp[upTouched++] = firm
    changedUp[upChanged] = firm
    dropUp[upChanged++] = share
  }

  function stepDown(): number {
    pushDown()
    return settleDown()
  }

  function run(): { steps: number; residual: number } {
    for (let steps = 1; ; steps++) {
      const down = stepDown()
      const up = stepUp()
      const residual = down > up ? down : up
      if (residual <= eps) return { steps, residual }
    }
  }

  /** Output lost now: by the worse direction, down, up. */
  function lost(): [number, number, number] {
    const { output } = network
    let more = 0
    let down = 0
    let up = 0
    for (let c = 0; c < upTouched; c++) {
      const i = touchedUp[c] as number
      up += (output[i] as number) * (lossUp[i] as number)
    }
    for (let c = 0; c < downTouched; c++) {
      const j = touchedDown[c] as number
      const a = lossDown[j] as number
      const b = lossUp[j] as number
      const size = output[j] as number
      down += size * a
      if (a > b) more += size * (a - b)
    }
    return [up + more, down, up]
  }

  function figures({ steps, residual }: { steps: number; residual: number }): EsriFigures {
    const total = network.totalOutput > 0 ? network.totalOutput : 1
    const [esri, down, up] = lost()
    for (let c = 0; c < downChanged; c++) lossDown[changedDown[c] as number]! -= dropDown[c] as number
    for (let c = 0; c < upChanged; c++) lossUp[changedUp[c] as number]! -= dropUp[c] as number
    const [previous] = lost()
    return {
      esri: esri / total,
      down: down / total,
      up: up / total,
      previous: previous / total,
      steps,
      residual,
    }
  }

  function outcome(ended: { steps: number; residual: number }): ShockOutcome {
    const firm = new Uint32Array(downTouched + upTouched)
    let count = 0
    for (let c = 0; c < downTouched; c++) firm[count++] = touchedDown[c] as number
    for (let c = 0; c < upTouched; c++)
      if (lossDown[touchedUp[c] as number] === 0) firm[count++] = touchedUp[c] as number
    const found = firm.slice(0, count)
    const down = Float64Array.from(found, (i) => lossDown[i] as number)
    const up = Float64Array.from(found, (i) => lossUp[i] as number)
    return { ...figures(ended), firm: found, lossDown: down, lossUp: up }
  }

  function clear(): void {
    const { slotOffsets, positionOffsets } = network
    for (let c = 0; c < downTouched; c++) {
      const j = touchedDown[c] as number
      lossDown[j] = 0
      worst[j] = 0
      slotLoss.fill(0, slotOffsets[j] as number, slotOffsets[j + 1] as number)
      withheld.fill(0, positionOffsets[j] as number, positionOffsets[j + 1] as number)
    }
    for (let c = 0; c < upTouched; c++) {
      const i = touchedUp[c] as number
      lossUp[i] = 0
      lostDemand[i] = 0
    }
    for (let c = 0; c < sectorsTouched; c++) {
      const k = touchedSectors[c] as number
      sectorTouched[k] = 0
      sectorChanged[k] = 0
      firstDamaged[k] = NONE
      leftHigh[k] = network.sectorHigh[k] as number
      leftLow[k] = network.sectorLow[k] as number
    }
    sectorsTouched = 0
    sectorsChanged = 0
    downTouched = 0
    upTouched = 0
    downChanged = 0
    upChanged = 0
  }

  return {
    firm(firm) {
      start(firm, 1)
      const found = figures(run())
      clear()
      return found
    },
    begin: (firm) => start(firm, 1),
    stepDown,
    stepUp,
    get movingDown() {
      return downChanged
    },
    get movingUp() {
      return upChanged
    },
    eachUp(tell) {
      for (let c = 0; c < upTouched; c++)
        tell(touchedUp[c] as number, lossUp[touchedUp[c] as number] as number, 0)
      for (let c = 0; c < upChanged; c++) {
        const i = changedUp[c] as number
        tell(i, lossUp[i] as number, dropUp[c] as number)
      }
    },
    takeUp(loss, drop, stride, offset) {
      upChanged = 0
      for (let i = 0, at = offset; i < firms; i++, at += stride) {
        const lost = loss[at] as number
        if (lost === 0) continue
        if (lossUp[i] === 0) touchedUp[upTouched++] = i
        lossUp[i] = lost < 1 ? lost : 1
        changedUp[upChanged] = i
        dropUp[upChanged++] = drop[at] as number
      }
    },
    end(steps, residual) {
      const found = figures({ steps, residual })
      clear()
      return found
    },
    shock({ firm, share }) {
      try {
        for (let c = 0; c < firm.length; c++) start(firm[c] as number, share ? (share[c] as number) : 1)
        return outcome(run())
      } finally {
        clear()
      }
    },
  }
}
