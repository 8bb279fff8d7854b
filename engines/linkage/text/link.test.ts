import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calibrate } from './calibrate.ts'
import { standingsOf } from './contest.ts'
import { explainText, linkTexts } from './link.ts'
import { learnLogistic, standardise } from './logistic.ts'

/** Numbers in [0, 1) that are always the same. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Two synthetic price lists: the same part is written in another order, with words dropped, at a near price. */
function priceLists(shared: number, alone: number) {
  const random = sequence(7)
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!
  const kinds = ['brake disc', 'wheel hub', 'wiper blade', 'oil filter', 'spark plug', 'drive shaft']
  const makers = ['Borek', 'Talvi', 'Ostin', 'Keling', 'Marupa']
  const part = () => ({
    kind: pick(kinds),
    maker: pick(makers),
    code: `${pick(['AX', 'BT', 'KR'])}-${1000 + Math.floor(random() * 9000)}`,
    price: 10 + random() * 500,
  })
  const left: string[][] = []
  const right: string[][] = []
  for (let at = 0; at < shared; at++) {
    const { kind, maker, code, price } = part()
    left.push([`${maker} ${kind} ${code}`, price.toFixed(2)])
    const written = random() < 0.95 ? code.replace('-', '') : ''
    right.push([`${kind} by ${maker} ${written}`, (price * (0.97 + random() * 0.06)).toFixed(2)])
  }
  for (let at = 0; at < alone; at++) {
    for (const side of [left, right]) {
      const { kind, maker, code, price } = part()
      side.push([`${maker} ${kind} ${code}`, price.toFixed(2)])
    }
  }
  const rows = [...left, ...right]
  return {
    fields: [
      { name: 'title', kind: 'name' as const, values: rows.map((row) => row[0]!) },
      { name: 'price', kind: 'number' as const, values: rows.map((row) => row[1]!) },
    ],
    sides: Uint8Array.from(rows, (_, row) => (row < left.length ? 0 : 1)),
    isTrue: (a: number, b: number) => a < shared && b - left.length === a,
  }
}

test('two price lists are linked without a label, and what has no partner stays alone', () => {
  const { fields, sides, isTrue } = priceLists(150, 60)
  const { links, pairs, calibration } = linkTexts(fields, sides)
  const right = links.filter((pair) => isTrue(pairs.left[pair]!, pairs.right[pair]!)).length
  assert.ok(right / links.length > 0.95, `precision ${right / links.length}`)
  assert.ok(right / 150 > 0.9, `recall ${right / 150}`)
  // 60 of 210 have no partner: about so many of the choice are held to be wrong.
  assert.ok(Math.abs(calibration.wrong - 60 / 210) < 0.1, `wrong ${calibration.wrong}`)
})

test('links are one to one, and the same each time', () => {
  const { fields, sides } = priceLists(40, 10)
  const { links, pairs } = linkTexts(fields, sides)
  assert.deepEqual(linkTexts(fields, sides).links, links)
  const used = [...links].flatMap((pair) => [pairs.left[pair], pairs.right[pair]])
  assert.equal(new Set(used).size, used.length)
})

test('where few have a partner, few are linked', () => {
  const { fields, sides, isTrue } = priceLists(60, 240)
  const { links, pairs, calibration } = linkTexts(fields, sides)
  const right = links.filter((pair) => isTrue(pairs.left[pair]!, pairs.right[pair]!)).length
  assert.ok(right / links.length > 0.85, `precision ${right / links.length}`)
  assert.ok(right / 60 > 0.6, `recall ${right / 60}`)
  assert.ok(Math.abs(calibration.wrong - 240 / 300) < 0.1, `wrong ${calibration.wrong}`)
})

test('the parts of a score add up to it', () => {
  const { fields, sides } = priceLists(40, 10)
  const linkage = linkTexts(fields, sides)
  const pair = linkage.links[0]!
  const parts = explainText(linkage, pair)
  const sum = parts.reduce((total, { adds }) => total + adds, linkage.weights.at(-1)!)
  assert.ok(Math.abs(sum - linkage.score[pair]!) < 1e-9)
  assert.ok(parts[0]!.adds > 0 && /title|all|codes/.test(parts[0]!.feature), JSON.stringify(parts[0]))
})

test('a rival stands as if the pair that it lost to were not there', () => {
  // Row 0 is paired with 3 and has the rivals 4 and 5; row 4 has no other.
  const pairs = { left: Int32Array.of(0, 0, 0), right: Int32Array.of(3, 4, 5) }
  const score = Float64Array.of(10, 4, 2)
  const { chosen, rivals } = standingsOf(pairs, score, Int32Array.of(0), Uint8Array.of(0, 0, 0, 1, 1, 1), 0)
  assert.deepEqual([...chosen], [10 + (10 - 4) / 2])
  assert.deepEqual([...rivals], [4 + (4 - 2) / 2])
})

test('empty tables and tables without a common word have no links', () => {
  const none = linkTexts([{ name: 'title', kind: 'name', values: [] }], new Uint8Array(0))
  assert.equal(none.links.length, 0)
  const apart = linkTexts([{ name: 'title', kind: 'name', values: ['abc', 'xyz'] }], Uint8Array.of(0, 1))
  assert.equal(apart.links.length, 0)
})

test('a table without a name, or with a short column, is refused', () => {
  assert.throws(
    () => linkTexts([{ name: 'price', kind: 'number', values: ['1'] }], new Uint8Array(1)),
    RangeError,
  )
  assert.throws(
    () => linkTexts([{ name: 'title', kind: 'name', values: [] }], new Uint8Array(1)),
    /title: 0 values/,
  )
})

test('the share of wrong pairs is read from the rivals', () => {
  // 70 right pairs score 10 and more; 30 wrong ones score as the rivals do.
  const chosen = Array.from({ length: 100 }, (_, at) => (at < 70 ? 10 + at / 10 : (at - 70) / 10))
  const rivals = Array.from({ length: 60 }, (_, at) => at / 20)
  const { wrong, threshold, precision, recall } = calibrate(chosen, rivals)
  assert.ok(Math.abs(wrong - 0.3) < 0.02, `wrong ${wrong}`)
  assert.equal(threshold, 10)
  assert.ok(precision > 0.99 && recall > 0.99)
})

test('logistic regression finds the slope of the odds', () => {
  // Odds of 9 at x = 1 and of 1/9 at x = -1: slope ln 9, constant 0.
  const x = Float64Array.from({ length: 200 }, (_, at) => (at < 100 ? 1 : -1))
  const labels = Uint8Array.from({ length: 200 }, (_, at) => (at < 90 || at >= 190 ? 1 : 0))
  const [slope, constant] = learnLogistic([x], Int32Array.from(x.keys()), labels, 1e-9)
  assert.ok(Math.abs(slope! - Math.log(9)) < 1e-3)
  assert.ok(Math.abs(constant!) < 1e-3)
})

test('a constant column tells nothing apart and becomes zero', () => {
  const [constant, varied] = standardise([Float64Array.of(5, 5), Float64Array.of(1, 3)])
  assert.deepEqual([...constant!], [0, 0])
  assert.deepEqual([...varied!], [-1, 1])
})
