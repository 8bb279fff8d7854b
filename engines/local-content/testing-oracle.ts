/** Only for tests: the five rates in exact fractions, straight from their definitions. */

/** A fraction of two whole numbers, the lower positive. */
class Fraction {
  readonly n: bigint
  readonly d: bigint

  constructor(n: bigint, d = 1n) {
    const sign = d < 0n ? -1n : 1n
    let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
    while (b !== 0n) [a, b] = [b, a % b]
    const common = a === 0n ? 1n : a
    this.n = (sign * n) / common
    this.d = (sign * d) / common
  }

  plus(o: Fraction) {
    return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d)
  }
  minus(o: Fraction) {
    return new Fraction(this.n * o.d - o.n * this.d, this.d * o.d)
  }
  times(o: Fraction) {
    return new Fraction(this.n * o.n, this.d * o.d)
  }
  over(o: Fraction) {
    return new Fraction(this.n * o.d, this.d * o.n)
  }
  atLeast(o: Fraction) {
    return this.n * o.d >= o.n * this.d
  }
  get isZero() {
    return this.n === 0n
  }
  /** To the nearest double, near enough: twenty digits of the quotient. */
  get value() {
    return Number((this.n * 10n ** 20n) / this.d) / 1e20
  }
}

const zero = new Fraction(0n)
const one = new Fraction(1n)

/** A small bill: `arcs` are supplier, buyer, hundredths of a unit; value added in whole money; local or not. */
export interface OracleBill {
  readonly valueAdded: readonly number[]
  readonly local: readonly boolean[]
  readonly arcs: readonly (readonly [supplier: number, buyer: number, hundredths: number])[]
}

/** x = own + Q x by elimination, Q with the given arcs only. */
function solve(own: readonly Fraction[], arcs: OracleBill['arcs']): Fraction[] {
  const size = own.length
  const rows = own.map((value, row) => [
    ...own.map((_, column) => {
      const used = arcs.filter(([s, b]) => b === row && s === column).reduce((sum, [, , q]) => sum + q, 0)
      return (row === column ? one : zero).minus(new Fraction(BigInt(used), 100n))
    }),
    value,
  ])
  for (let k = 0; k < size; k++) {
    const pivot = rows.findIndex((row, at) => at >= k && !(row[k] as Fraction).isZero)
    ;[rows[k], rows[pivot]] = [rows[pivot] as Fraction[], rows[k] as Fraction[]]
    for (let at = 0; at < size; at++) {
      if (at === k) continue
      const [row, top] = [rows[at] as Fraction[], rows[k] as Fraction[]]
      const factor = (row[k] as Fraction).over(top[k] as Fraction)
      if (factor.isZero) continue
      rows[at] = row.map((value, column) => value.minus(factor.times(top[column] as Fraction)))
    }
  }
  return rows.map((row, at) => (row[size] as Fraction).over(row[at] as Fraction))
}

/** The five rates of node 0, by the name of the definition, and its price. */
export function exactRates({ valueAdded, local, arcs }: OracleBill): Record<string, number> {
  const threshold = new Fraction(7n, 10n)
  const money = valueAdded.map((value) => new Fraction(BigInt(value)))
  const own = money.map((value, node) => (local[node] ? value : zero))
  const price = solve(money, arcs)
  const cost = ([s, , q]: OracleBill['arcs'][number]) =>
    (price[s] as Fraction).times(new Fraction(BigInt(q), 100n))
  const sum = (values: readonly Fraction[]) => values.reduce((all, value) => all.plus(value), zero)
  const first = arcs.filter(([, b, q]) => b === 0 && q > 0)
  const share = (content: readonly Fraction[]) =>
    content.map((value, node) => value.over(price[node] as Fraction))
  const least = (contentOf: (full: ReadonlySet<number>) => Fraction[]): Fraction[] => {
    let full = new Set<number>()
    for (;;) {
      const shares = share(contentOf(full))
      const next = new Set([...shares.keys()].filter((node) => (shares[node] as Fraction).atLeast(threshold)))
      if (next.size === full.size) return shares
      full = next
    }
  }
  const inFull = (full: ReadonlySet<number>) =>
    own.map((value, node) => value.plus(sum(arcs.filter(([s, b]) => b === node && full.has(s)).map(cost))))
  const rolled = least((full) =>
    solve(
      inFull(full),
      arcs.filter(([s]) => !full.has(s)),
    ),
  )
  return {
    price: (price[0] as Fraction).value,
    part_count: first.filter(([s]) => local[s]).length / first.length,
    tier1_spend: sum(first.filter(([s]) => local[s]).map(cost)).over(sum(first.map(cost))).value,
    traced_value_added: (share(solve(own, arcs))[0] as Fraction).value,
    roll_up: (rolled[0] as Fraction).value,
    originating: (least(inFull)[0] as Fraction).value,
  }
}
