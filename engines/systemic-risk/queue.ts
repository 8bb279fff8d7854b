import type { Cascade } from './cascade.ts'
import { addExactly } from './exact-sum.ts'
import type { EsriFigures, EsriOptions, RiskNetwork, Shock, ShockOutcome } from './types.ts'

const NONE = -1

/** A ring of indices, each at most once in it. */
function ring(size: number) {
  const items = new Uint32Array(size + 1)
  const inside = new Uint8Array(size)
  let head = 0
  let tail = 0
  return {
    add(item: number): void {
      if (inside[item] === 1) return
      inside[item] = 1
      items[tail] = item
      tail = tail === size ? 0 : tail + 1
    },
    take(): number {
      if (head === tail) return NONE
      const item = items[head] as number
      head = head === size ? 0 : head + 1
      inside[item] = 0
      return item
    },
    /** Where the present round ends. */
    end: () => tail,
    at: () => head,
  }
}

/**
 * The same map, worked off as damage comes in: whole sectors for missing inputs (a sector's firms share what is left of it),
 * single firms for missing demand. Losses only rise and the map is monotone, so that any order ends at the same least fixed
 * point; each order stops when no firm would lose more than `eps` by another step, and that last step is made.
 * Near the fixed point results differ from the published steps by what either left undone: nothing for small `eps`.
 *
 * `steps` counts the rounds of the longer queue, the last step included; `residual` is the largest drop in that last step.
 */
export function queueCascade(network: RiskNetwork, options: EsriOptions = {}): Cascade {
  const { eps = 0.01, substitution = true } = options
  if (!(eps > 0)) throw new RangeError(`eps ${eps}: must be greater than 0`)
  const { firms, sectors, positions, slots, output } = network
  const lossDown = new Float64Array(firms)
  const worst = new Float64Array(firms)
  const slotLoss = new Float64Array(slots)
  const withheld = new Float64Array(positions)
  const lossUp = new Float64Array(firms)
  const pendingUp = new Float64Array(firms)
  const leftHigh = network.sectorHigh.slice()
  const leftLow = network.sectorLow.slice()
  const firstDamaged = new Int32Array(sectors).fill(NONE)
  const nextDamaged = new Int32Array(positions)
  const firstWaiting = new Int32Array(sectors).fill(NONE)
  const nextWaiting = new Int32Array(firms)
  const waiting = new Uint8Array(firms)
  const sectorQueue = ring(sectors)
  const firmQueue = ring(firms)
  const touched = {
    down: new Uint32Array(firms),
    up: new Uint32Array(firms),
    sectors: new Uint32Array(sectors),
  }
  const isTouched = {
    down: new Uint8Array(firms),
    up: new Uint8Array(firms),
    sectors: new Uint8Array(sectors),
  }
  const count = { down: 0, up: 0, sectors: 0 }

  function touch(kind: 'down' | 'up' | 'sectors', at: number): void {
    if (isTouched[kind][at] === 1) return
    isTouched[kind][at] = 1
    touched[kind][count[kind]++] = at
  }

  /** Firm `j` falls to its worst slot; the sectors it supplies have less left. */
  function fall(j: number): void {
    const before = lossDown[j] as number
    const after = Math.min(1, worst[j] as number)
    if (after <= before) return
    lossDown[j] = after
    const { positionOffsets, positionSector, positionOutput, downOffsets } = network
    for (let p = positionOffsets[j] as number; p < (positionOffsets[j + 1] as number); p++) {
      const size = positionOutput[p] as number
      if (size === 0) continue
      const k = positionSector[p] as number
      touch('sectors', k)
      addExactly(leftHigh, leftLow, k, size * (1 - after))
      addExactly(leftHigh, leftLow, k, -(size * (1 - before)))
      if (before === 0 && (downOffsets[p + 1] as number) > (downOffsets[p] as number)) {
        nextDamaged[p] = firstDamaged[k] as number
        firstDamaged[k] = p
      }
      sectorQueue.add(k)
    }
  }

  /** The firm falls when its sector's turn comes. */
  function wait(j: number): void {
    if (waiting[j] === 1) return
    waiting[j] = 1
    const k = network.sector[j] as number
    touch('sectors', k)
    nextWaiting[j] = firstWaiting[k] as number
    firstWaiting[k] = j
    sectorQueue.add(k)
  }

  function withhold(p: number, more: number): void {
    const { downOffsets, downBuyer, downSlot, downShare } = network
    for (let a = downOffsets[p] as number; a < (downOffsets[p + 1] as number); a++) {
      const slot = downSlot[a] as number
      const filled = (slotLoss[slot] as number) + (downShare[a] as number) * more
      slotLoss[slot] = filled
      const j = downBuyer[a] as number
      touch('down', j)
      if (filled <= (worst[j] as number)) continue
      worst[j] = filled
      if (Math.min(1, filled) - (lossDown[j] as number) > eps) wait(j)
    }
  }

  function workDown(): number {
    const { positionFirm, positionOutput } = network
    let rounds = 0
    let roundEnd = sectorQueue.at()
    for (;;) {
      const atEnd = sectorQueue.at() === roundEnd
      const k = sectorQueue.take()
      if (k === NONE) return rounds
      if (atEnd) {
        rounds++
        roundEnd = sectorQueue.end()
      }
      let j = firstWaiting[k] as number
      firstWaiting[k] = NONE
      while (j !== NONE) {
        const next = nextWaiting[j] as number
        waiting[j] = 0
        fall(j)
        j = next
      }
      const left = (leftHigh[k] as number) + (leftLow[k] as number)
      for (let p = firstDamaged[k] as number; p !== NONE; p = nextDamaged[p] as number) {
        const size = positionOutput[p] as number
        const lost = lossDown[positionFirm[p] as number] as number
        const now = substitution && size < left ? (size / left) * lost : lost
        const more = now - (withheld[p] as number)
        if (more > 0) {
          withheld[p] = now
          withhold(p, more)
        }
      }
    }
  }

  /** Demand lost by firm `j` is lost to its suppliers in turn. */
  function passUp(j: number, more: number): void {
    const { upOffsets, upSupplier, upShare } = network
    for (let a = upOffsets[j] as number; a < (upOffsets[j + 1] as number); a++) {
      const i = upSupplier[a] as number
      touch('up', i)
      pendingUp[i] = (pendingUp[i] as number) + (upShare[a] as number) * more
      if (dueUp(i) > eps) firmQueue.add(i)
    }
  }

  /** What the firm still has to lose. A firm that was shocked itself loses beyond its shock only: its shock is owed first. */
  const dueUp = (i: number) => Math.min(1, pendingUp[i] as number) - (lossUp[i] as number)

  function workUp(): number {
    let rounds = 0
    let roundEnd = firmQueue.at()
    for (;;) {
      const atEnd = firmQueue.at() === roundEnd
      const i = firmQueue.take()
      if (i === NONE) return rounds
      if (atEnd) {
        rounds++
        roundEnd = firmQueue.end()
      }
      const more = dueUp(i)
      if (more <= 0) continue
      lossUp[i] = (lossUp[i] as number) + more
      passUp(i, more)
    }
  }

  function lost(): { esri: number; down: number; up: number } {
    let up = 0
    let down = 0
    let beyond = 0
    for (let c = 0; c < count.up; c++) {
      const i = touched.up[c] as number
      up += (output[i] as number) * (lossUp[i] as number)
    }
    for (let c = 0; c < count.down; c++) {
      const j = touched.down[c] as number
      const size = output[j] as number
      down += size * (lossDown[j] as number)
      beyond += size * Math.max(0, (lossDown[j] as number) - (lossUp[j] as number))
    }
    const total = network.totalOutput > 0 ? network.totalOutput : 1
    return { esri: (up + beyond) / total, down: down / total, up: up / total }
  }

  function start(firm: number, share: number): void {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`share ${share} of firm ${firm}: must be 0 … 1`)
    if (!(firm >= 0 && firm < firms)) throw new RangeError(`firm ${firm}: there are ${firms}`)
    if (share === 0) return
    if ((worst[firm] as number) > 0) throw new RangeError(`firm ${firm} is shocked twice`)
    touch('down', firm)
    touch('up', firm)
    worst[firm] = share
    lossUp[firm] = share
  }

  function run(shocked: ArrayLike<number>): EsriFigures {
    for (let c = 0; c < shocked.length; c++) fall(shocked[c] as number)
    const roundsDown = workDown()
    for (let c = 0; c < shocked.length; c++)
      passUp(shocked[c] as number, lossUp[shocked[c] as number] as number)
    const roundsUp = workUp()
    const { esri: previous } = lost()
    let residual = 0
    for (let c = 0; c < count.down; c++) {
      const j = touched.down[c] as number
      const drop = Math.min(1, worst[j] as number) - (lossDown[j] as number)
      if (drop <= 0) continue
      residual = Math.max(residual, drop)
      lossDown[j] = (lossDown[j] as number) + drop
    }
    for (let c = 0; c < count.up; c++) {
      const i = touched.up[c] as number
      const drop = dueUp(i)
      if (drop <= 0) continue
      residual = Math.max(residual, drop)
      lossUp[i] = (lossUp[i] as number) + drop
    }
    return { ...lost(), previous, steps: Math.max(roundsDown, roundsUp) + 1, residual }
  }

  function clear(): void {
    const { slotOffsets, positionOffsets } = network
    for (let c = 0; c < count.down; c++) {
      const j = touched.down[c] as number
      lossDown[j] = 0
      worst[j] = 0
      isTouched.down[j] = 0
      slotLoss.fill(0, slotOffsets[j] as number, slotOffsets[j + 1] as number)
      withheld.fill(0, positionOffsets[j] as number, positionOffsets[j + 1] as number)
    }
    for (let c = 0; c < count.up; c++) {
      const i = touched.up[c] as number
      lossUp[i] = 0
      pendingUp[i] = 0
      isTouched.up[i] = 0
    }
    for (let c = 0; c < count.sectors; c++) {
      const k = touched.sectors[c] as number
      isTouched.sectors[k] = 0
      firstDamaged[k] = NONE
      leftHigh[k] = network.sectorHigh[k] as number
      leftLow[k] = network.sectorLow[k] as number
    }
    count.down = 0
    count.up = 0
    count.sectors = 0
  }

  return {
    firm(firm) {
      start(firm, 1)
      const found = run([firm])
      clear()
      return found
    },
    shock({ firm, share }: Shock): ShockOutcome {
      try {
        for (let c = 0; c < firm.length; c++) start(firm[c] as number, share ? (share[c] as number) : 1)
        const found = run(firm)
        const reached = [...touched.down.subarray(0, count.down)]
        for (let c = 0; c < count.up; c++)
          if (isTouched.down[touched.up[c] as number] === 0) reached.push(touched.up[c] as number)
        const hit = Uint32Array.from(
          reached.filter((i) => (lossDown[i] as number) > 0 || (lossUp[i] as number) > 0),
        )
        return {
          ...found,
          firm: hit,
          lossDown: Float64Array.from(hit, (i) => lossDown[i] as number),
          lossUp: Float64Array.from(hit, (i) => lossUp[i] as number),
        }
      } finally {
        clear()
      }
    },
  }
}
