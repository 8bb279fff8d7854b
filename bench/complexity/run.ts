import { complexity } from '#engines/complexity'
import { naiveComplexity } from '../../engines/complexity/testing-naive.ts'

/** The engine beside the formulas as plain loops, on synthetic tables: answers compared first, then seconds. */

const SIZES = [
  [40, 200],
  [100, 400],
  [226, 785],
] as const
const ROUNDS = 5

/** Regions of unlike breadth, nodes of unlike difficulty; reproducible. */
function synthetic(regions: number, nodes: number): number[][] {
  let state = 20_260_101
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const breadth = Array.from({ length: regions }, random)
  return breadth.map((wide) =>
    Array.from({ length: nodes }, (_, n) =>
      random() < 0.2 + 0.7 * wide ? Math.exp(6 * random()) * (1 + (5 * wide * n) / nodes) : 0,
    ),
  )
}

for (const [regions, nodes] of SIZES) {
  const matrix = synthetic(regions, nodes)
  const table = {
    regions,
    nodes,
    region: matrix.flatMap((row, r) => row.map(() => r)),
    node: matrix.flatMap((row) => [...row.keys()]),
    value: matrix.flat(),
  }
  const seconds: number[] = []
  let found = complexity(table)
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    found = complexity(table)
    seconds.push((performance.now() - begun) / 1000)
  }
  const begun = performance.now()
  const plain = naiveComplexity(matrix)
  const naive = (performance.now() - begun) / 1000
  const apart = (mine: ArrayLike<number>, theirs: readonly number[]) =>
    theirs.reduce((most, value, at) => Math.max(most, Math.abs(value - mine[at]!) || 0), 0)
  const median = seconds.sort((a, b) => a - b)[ROUNDS >> 1]!
  console.log(
    JSON.stringify({
      regions,
      nodes,
      seconds: Number(median.toFixed(3)),
      slowest: Number(seconds.at(-1)!.toFixed(3)),
      naive: Number(naive.toFixed(2)),
      faster: Number((naive / median).toFixed(1)),
      differences: {
        density: apart(found.density, plain.density.flat()),
        eci: apart(found.eci, plain.eci),
        pci: apart(found.pci, plain.pci),
        cog: apart(found.cog, plain.cog.flat()),
      },
    }),
  )
}
