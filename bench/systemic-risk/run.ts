import { esriRange, esriRanges, riskNetwork } from '#engines/systemic-risk'
import { naiveEsri } from '../../engines/systemic-risk/testing-naive.ts'
import { syntheticNetwork } from '../../engines/systemic-risk/testing-synthetic.ts'

/** As many relations a firm as production networks from value-added tax have. */
const RELATIONS_A_FIRM = 10
const SECTORS = 40
/** Beyond these the naive prototype computes a sample. */
const NAIVE_WHOLE = 1_000
const NAIVE_SAMPLE = 200
const LARGE = { firms: 100_000, relations: 500_000, sample: 400 }

console.log('firms  eps    every firm   a firm     naive a firm     ratio   mean steps')
for (const firms of [300, 1_000, 3_000, 5_000]) compare(firms, 0.01)
compare(1_000, 1e-6)
large()

/** Every firm on one core beside the naive prototype; figures and step counts are compared before times are told. */
function compare(firms: number, eps: number): void {
  const input = syntheticNetwork(firms, firms * RELATIONS_A_FIRM, SECTORS)
  const network = riskNetwork(input)
  const begun = performance.now()
  const table = esriRange(network, 0, firms, { eps })
  const seconds = (performance.now() - begun) / 1000
  const naive = naiveEsri(
    {
      ...input,
      essential: (from, to) => input.essentiality[from * SECTORS + to] as number,
    },
    { eps, substitution: true },
  )
  const count = firms <= NAIVE_WHOLE && eps >= 0.01 ? firms : Math.min(firms, NAIVE_SAMPLE)
  const naiveBegun = performance.now()
  for (let at = 0; at < count; at++) {
    const firm = Math.floor((at * firms) / count)
    const found = naive(new Map([[firm, 1]]))
    if (Math.abs(found.esri - (table.esri[firm] as number)) > 1e-12 || found.steps !== table.steps[firm])
      throw new Error(
        `firm ${firm} of ${firms}: ${table.esri[firm]} in ${table.steps[firm]} steps here, ${found.esri} in ${found.steps} by the formulas`,
      )
  }
  const naiveEach = (performance.now() - naiveBegun) / 1000 / count
  const each = seconds / firms
  const steps = table.steps.reduce((sum, of) => sum + of, 0) / firms
  console.log(
    `${String(firms).padStart(5)}  ${String(eps).padEnd(5)} ${seconds.toFixed(2).padStart(9)} s ${us(each)} ${us(naiveEach)}${count < firms ? ` (${count} firms)` : ''}   × ${(naiveEach / each).toFixed(1)}   ${steps.toFixed(1)}`,
  )
}

/** What a firm costs in a large network, by how far its failing reaches: an even sample, as a thread would compute it. */
function large(): void {
  const { firms, relations, sample } = LARGE
  const begun = performance.now()
  const network = riskNetwork(syntheticNetwork(firms, relations, SECTORS))
  console.log(
    `\n${firms} firms, ${relations} relations, built in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  )
  const range = esriRanges(network, { eps: 0.01 })
  const each: number[] = []
  for (let at = 0; at < sample; at++) {
    const firm = Math.floor((at * firms) / sample)
    const started = performance.now()
    range(firm, firm + 1)
    each.push((performance.now() - started) / 1000)
  }
  each.sort((a, b) => a - b)
  const mean = each.reduce((sum, of) => sum + of, 0) / sample
  console.log(
    `a firm alone: median ${us(each[sample >> 1] as number)}, nine in ten under ${us(each[Math.floor(sample * 0.9)] as number)}, mean ${us(mean)}`,
  )
  const block = 400
  const startedBlock = performance.now()
  range(0, block)
  const inBlock = (performance.now() - startedBlock) / 1000 / block
  console.log(
    `a firm in a block of ${block}: ${us(inBlock)}; every firm on two cores would take ${((inBlock * firms) / 2 / 60).toFixed(0)} minutes`,
  )
}

function us(seconds: number): string {
  return `${(seconds * 1e6).toFixed(0)} µs`.padStart(11)
}
