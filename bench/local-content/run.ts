import { type ContentNetwork, contentSystem, contributions, levers, localRates } from '#engines/local-content'

/** Relations a firm, as chain networks have. */
const RELATIONS_A_FIRM = 5
const THRESHOLD = 0.7

const TRACED = ['traced_value_added', 'roll_up', 'originating'] as const
/** Relations that lead back: none, or one in so many, which makes one large cycle. */
const BACK = [0, 0.05]

for (const back of BACK) {
  console.log(
    `\n${back === 0 ? 'tiers without cycles' : `one relation in ${1 / back} leads back: one large cycle`}`,
  )
  console.log(`firms          build   five rates  contributions  levers: ${TRACED.join(', ')}`)
  for (const firms of [1_000, 10_000, 100_000]) measure(firms, back)
}

/** A network of firms that buy mostly from firms of higher numbers; the first ones are products. */
function networkOf(firms: number, back: number): { network: ContentNetwork; demand: Float64Array } {
  let state = 11
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const relations = firms * RELATIONS_A_FIRM
  const supplier = new Uint32Array(relations)
  const buyer = new Uint32Array(relations)
  const quantity = new Float64Array(relations)
  for (let row = 0; row < relations; row++) {
    const from = Math.floor(random() * (firms - 1))
    const near = from + 1 + Math.floor(random() * Math.min(firms * 0.1, firms - 1 - from))
    const isBack = random() < back
    buyer[row] = isBack ? near : from
    supplier[row] = isBack ? from : near
    quantity[row] = random() * 0.05
  }
  const demand = new Float64Array(firms)
  for (let product = 0; product < 200; product++) demand[product] = 1_000
  return {
    network: {
      nodes: firms,
      supplier,
      buyer,
      quantity,
      valueAdded: Float64Array.from({ length: firms }, () => 10 + 90 * random()),
      local: Float64Array.from({ length: firms }, () => {
        const place = random()
        return place < 0.5 ? 1 : place < 0.93 ? 0 : Number.NaN
      }),
    },
    demand,
  }
}

function measure(firms: number, back: number): void {
  const { network, demand } = networkOf(firms, back)
  const [build, system] = best(() => contentSystem(network))
  const [rates] = best(() => localRates(system, demand))
  const [parts] = best(() => contributions(system, demand, 'roll_up', THRESHOLD))
  const gains = TRACED.map((definition) => best(() => levers(system, demand, definition, THRESHOLD))[0])
  const text = (seconds: number) => `${seconds.toFixed(3)} s`.padStart(11)
  console.log(`${String(firms).padStart(7)} ${[build, rates, parts, ...gains].map(text).join(' ')}`)
}

function best<T>(run: () => T): [seconds: number, answer: T] {
  let seconds = Number.POSITIVE_INFINITY
  let answer: T
  for (let round = 0; round < 3; round++) {
    const begun = performance.now()
    answer = run()
    seconds = Math.min(seconds, (performance.now() - begun) / 1000)
  }
  return [seconds, answer!]
}
