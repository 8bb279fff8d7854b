/** The formulas written out as loops over plain arrays: slow, and nothing in common with the engine but the definitions. */

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What the formulas give on a matrix of regions × nodes; NaN where not defined. */
export function naiveComplexity(matrix: readonly (readonly number[])[]) {
  const regions = [...matrix.keys()]
  const nodes = [...(matrix[0] ?? []).keys()]
  const ofRegion = matrix.map(sum)
  const ofNode = nodes.map((n) => sum(matrix.map((row) => row[n]!)))
  const total = sum(ofRegion)
  const rca = regions.map((r) =>
    nodes.map((n) =>
      ofRegion[r] === 0 || ofNode[n] === 0
        ? Number.NaN
        : matrix[r]![n]! / ofRegion[r]! / (ofNode[n]! / total),
    ),
  )
  const m = rca.map((row) => row.map((value) => (value >= 1 ? 1 : 0)))
  const diversity = m.map(sum)
  const ubiquity = nodes.map((n) => sum(m.map((row) => row[n]!)))
  const proximity = nodes.map((a) =>
    nodes.map((b) => {
      if (a === b || !ubiquity[a] || !ubiquity[b]) return 0
      return sum(m.map((row) => row[a]! * row[b]!)) / Math.max(ubiquity[a]!, ubiquity[b]!)
    }),
  )
  const reach = proximity.map(sum)
  const density = regions.map((r) =>
    nodes.map((n) =>
      diversity[r] && reach[n]
        ? sum(nodes.map((b) => m[r]![b]! * proximity[b]![n]!)) / reach[n]!
        : Number.NaN,
    ),
  )
  const { vector, separated } = secondVector(m, diversity, ubiquity)
  const live = regions.filter((r) => diversity[r]! > 0)
  const liveNodes = nodes.filter((n) => ubiquity[n]! > 0)
  const kp = nodes.map((n) =>
    ubiquity[n] ? sum(live.map((r) => m[r]![n]! * vector[r]!)) / ubiquity[n]! : Number.NaN,
  )
  const kc = regions.map((r) =>
    diversity[r] ? sum(liveNodes.map((n) => m[r]![n]! * kp[n]!)) / diversity[r]! : Number.NaN,
  )
  const meanOf = (of: readonly number[]) => sum(live.map((r) => of[r]!)) / live.length
  const mean = meanOf(kc)
  const meanDiversity = meanOf(diversity)
  const sign = Math.sign(sum(live.map((r) => (kc[r]! - mean) * (diversity[r]! - meanDiversity)))) || 1
  const rows = live.length * liveNodes.length
  const deviation = Math.sqrt(
    sum(live.flatMap((r) => liveNodes.map(() => (kc[r]! - mean) ** 2))) / (rows - 1),
  )
  const eci = kc.map((value) => (sign * (value - mean)) / deviation)
  const pci = kp.map((value) => (sign * value - sign * mean) / deviation)
  const cog = regions.map((r) =>
    nodes.map((n) => {
      if (!diversity[r] || !ubiquity[n]) return Number.NaN
      if (m[r]![n]) return 0
      const gain = liveNodes.map((b) =>
        m[r]![b] || !reach[b] ? 0 : (proximity[b]![n]! * sign * kp[b]!) / reach[b]!,
      )
      return sum(gain) / deviation
    }),
  )
  return { rca, presence: m, diversity, ubiquity, proximity, density, eci, pci, cog, separated }
}

/** Power iteration by squaring the walk with its first vector taken out; `separated` when two runs agree. */
function secondVector(
  m: readonly (readonly number[])[],
  diversity: readonly number[],
  ubiquity: readonly number[],
) {
  const live = [...m.keys()].filter((r) => diversity[r]! > 0)
  const whole = sum(live.map((r) => diversity[r]!))
  let walk = live.map((a) =>
    live.map((b) => {
      const shared = m[a]!.map((value, n) => (value && m[b]![n] ? 1 / ubiquity[n]! : 0))
      // The first vector is constant on the right and diversity on the left.
      return sum(shared) / diversity[a]! - diversity[b]! / whole
    }),
  )
  const spread = () => Math.max(0, ...walk.flat().map(Math.abs))
  for (let round = 0; round < 16; round++) {
    const largest = spread()
    if (largest < 1e-12) return { vector: m.map(() => 1), separated: false }
    const scaled = walk.map((row) => row.map((value) => value / largest))
    walk = scaled.map((row) => live.map((_, b) => sum(row.map((value, k) => value * scaled[k]![b]!))))
  }
  const vector = m.map(() => 0)
  const column = (at: number) => walk.map((row) => row[at]!)
  const sizes = live.map((_, at) => sum(column(at).map(Math.abs)))
  const best = sizes.indexOf(Math.max(...sizes))
  for (const [at, r] of live.entries()) vector[r] = column(best)[at]!
  // With two values of one size the columns are not multiples of each other.
  const first = column(best)
  const length = Math.hypot(...first)
  const separated = live.every((_, at) => {
    const other = column(at)
    const along = sum(other.map((value, k) => value * first[k]!)) / length ** 2
    return other.every((value, k) => Math.abs(value - along * first[k]!) <= 1e-9 * length)
  })
  return { vector, separated }
}
