/**
 * The formulas of Diem et al. 2022 written out as plain loops. Only firms that have a damaged neighbour are recomputed, but
 * each is summed afresh: what one writes in an afternoon. Tests compare with it, the bench takes it as its peer.
 */

export interface NaiveNetwork {
  readonly firms: number
  readonly sector: ArrayLike<number>
  readonly supplier: ArrayLike<number>
  readonly buyer: ArrayLike<number>
  readonly amount: ArrayLike<number>
  /** 0, 1 or 2 for an input from sector `from` to a firm of sector `to`. */
  readonly essential: (from: number, to: number) => number
}

export interface NaiveResult {
  readonly esri: number
  readonly down: number
  readonly up: number
  readonly previous: number
  readonly steps: number
  readonly lossDown: readonly number[]
  readonly lossUp: readonly number[]
}

interface Arc {
  readonly other: number
  readonly amount: number
}

/** Prepares the sums and returns a function that computes one shock (share lost by each firm, 0 … 1). */
export function naiveEsri(
  network: NaiveNetwork,
  { eps, substitution }: { eps: number; substitution: boolean },
) {
  const { firms, sector, essential } = network
  const sales: Arc[][] = Array.from({ length: firms }, () => [])
  const inputs: Arc[][] = Array.from({ length: firms }, () => [])
  const size = new Array<number>(firms).fill(0)
  const bought = new Array<number>(firms).fill(0)
  for (let row = 0; row < network.amount.length; row++) {
    const i = network.supplier[row]!
    const j = network.buyer[row]!
    const amount = network.amount[row]!
    sales[i]!.push({ other: j, amount })
    inputs[j]!.push({ other: i, amount })
    size[i]! += amount
    bought[j]! += amount
  }
  const members = new Map<number, number[]>()
  for (let i = 0; i < firms; i++) members.set(sector[i]!, [...(members.get(sector[i]!) ?? []), i])
  const total = size.reduce((a, b) => a + b, 0)
  const perSector = inputs.map((arcs) => {
    const sums = new Map<number, number>()
    for (const { other, amount } of arcs) sums.set(sector[other]!, (sums.get(sector[other]!) ?? 0) + amount)
    return sums
  })

  return (shock: ReadonlyMap<number, number>): NaiveResult => {
    let down = new Array<number>(firms).fill(1)
    let up = new Array<number>(firms).fill(1)
    for (const [i, share] of shock) {
      down[i] = 1 - share
      up[i] = 1 - share
    }
    const rest = (i: number) => 1 - (shock.get(i) ?? 0)
    const esriOf = (a: readonly number[], b: readonly number[]) => {
      let lost = 0
      for (let i = 0; i < firms; i++) lost += size[i]! * (1 - Math.min(a[i]!, b[i]!))
      return total > 0 ? lost / total : 0
    }
    let changedDown = [...shock.keys()]
    let changedUp = [...shock.keys()]
    for (let steps = 1; ; steps++) {
      const sectors = new Set(changedDown.map((i) => sector[i]!))
      const available = new Map<number, number>()
      const sigma = (i: number) => {
        if (!substitution) return 1
        const k = sector[i]!
        let left = available.get(k)
        if (left === undefined) {
          left = 0
          for (const j of members.get(k)!) left += down[j]! * size[j]!
          available.set(k, left)
        }
        return size[i] === 0 ? 1 : Math.min(1, size[i]! / left)
      }
      const buyers = new Set<number>()
      for (const k of sectors)
        for (const i of members.get(k)!)
          if (down[i]! < 1) for (const { other } of sales[i]!) buyers.add(other)
      const nextDown = down.slice()
      let largest = 0
      const movedDown: number[] = []
      for (const j of buyers) {
        const lostBySector = new Map<number, number>()
        let lostFree = 0
        for (const { other, amount } of inputs[j]!) {
          const k = sector[other]!
          const kind = essential(k, sector[j]!)
          const lost = sigma(other) * (1 - down[other]!) * amount
          if (kind === 2) lostBySector.set(k, (lostBySector.get(k) ?? 0) + lost / perSector[j]!.get(k)!)
          else if (kind === 1) lostFree += lost / bought[j]!
        }
        let h = Math.min(1 - lostFree, rest(j))
        for (const lost of lostBySector.values()) h = Math.min(h, 1 - lost)
        h = Math.max(0, h)
        if (h !== down[j]) {
          largest = Math.max(largest, down[j]! - h)
          nextDown[j] = h
          movedDown.push(j)
        }
      }
      const suppliers = new Set<number>()
      for (const j of changedUp) for (const { other } of inputs[j]!) suppliers.add(other)
      const nextUp = up.slice()
      const movedUp: number[] = []
      for (const i of suppliers) {
        let lost = 0
        for (const { other, amount } of sales[i]!) lost += (amount / size[i]!) * (1 - up[other]!)
        const h = Math.max(0, Math.min(1 - lost, rest(i)))
        if (h !== up[i]) {
          largest = Math.max(largest, up[i]! - h)
          nextUp[i] = h
          movedUp.push(i)
        }
      }
      const previous = esriOf(down, up)
      down = nextDown
      up = nextUp
      changedDown = movedDown
      changedUp = movedUp
      if (largest <= eps) {
        const ones = new Array<number>(firms).fill(1)
        return {
          esri: esriOf(down, up),
          down: esriOf(down, ones),
          up: esriOf(ones, up),
          previous,
          steps,
          lossDown: down.map((h) => 1 - h),
          lossUp: up.map((h) => 1 - h),
        }
      }
    }
  }
}
