import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../random.ts'
import { candidatesByEvidence } from './evidence.ts'
import type { Field } from './fields.ts'
import { linkTable } from './link.ts'

/** Synthetic persons, each written two to four times with mistakes, gaps and swapped names. */
function persons(count: number, seed: number) {
  const random = seededRandom(seed)
  const letter = () => String.fromCharCode(97 + Math.floor(random() * 26))
  const word = (size: number) => Array.from({ length: size }, letter).join('')
  const given = Array.from({ length: 40 }, () => word(5 + Math.floor(random() * 3)))
  const towns = Array.from({ length: 12 }, () => word(7))
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
  const digits = (from: number, range: number) => String(from + Math.floor(random() * range)).padStart(2, '0')
  const slip = (text: string) => {
    if (random() > 0.2) return random() < 0.1 ? null : text
    const at = Math.floor(random() * text.length)
    return text.slice(0, at) + letter() + text.slice(at + 1)
  }
  const rows: { person: number; values: (string | null)[] }[] = []
  for (let person = 0; person < count; person++) {
    const first = pick(given)
    const last = word(6)
    const born = `${digits(1940, 60)}-${digits(1, 12)}-${digits(1, 28)}`
    const town = pick(towns)
    const mail = `${first}.${last}@example.org`
    const copies = 2 + Math.floor(random() * 3)
    for (let copy = 0; copy < copies; copy++) {
      const [a, b] = random() < 0.1 ? [last, first] : [first, last]
      rows.push({
        person,
        values: [slip(a), slip(b), random() < 0.1 ? null : born, slip(town), random() < 0.4 ? null : mail],
      })
    }
  }
  const column = (at: number) => rows.map(({ values }) => values[at]!)
  const fields: Field[] = [
    { name: 'given', kind: 'name', group: 'person', values: column(0) },
    { name: 'surname', kind: 'name', group: 'person', values: column(1) },
    { name: 'born', kind: 'date', values: column(2) },
    { name: 'town', kind: 'phrase', values: column(3) },
    { name: 'mail', kind: 'code', values: column(4) },
  ]
  return { fields, truth: rows.map(({ person }) => person) }
}

function scores(entity: Int32Array, truth: readonly number[]) {
  let both = 0
  let found = 0
  let all = 0
  for (let a = 0; a < truth.length; a++) {
    for (let b = a + 1; b < truth.length; b++) {
      const same = truth[a] === truth[b]
      const joined = entity[a] === entity[b]
      if (same) all++
      if (joined) found++
      if (same && joined) both++
    }
  }
  return { precision: both / found, recall: both / all }
}

test('persons written with mistakes are put together without a label', () => {
  const { fields, truth } = persons(200, 1)
  const { entity } = linkTable(fields)
  const { precision, recall } = scores(entity, truth)
  assert.ok(precision > 0.97, `precision ${precision}`)
  assert.ok(recall > 0.95, `recall ${recall}`)
})

test('what is learnt weighs a swap of names below equality and above difference', () => {
  const { fields } = persons(200, 2)
  const { model } = linkTable(fields)
  const at = model.comparisons.findIndex(({ name }) => name === 'surname')
  const { levels } = model.comparisons[at]!
  const weightOf = (level: string) => {
    const shareOf = (match: boolean) =>
      model.classes.find((one) => one.match === match)!.levels[at]![levels.indexOf(level)]!
    return Math.log2(shareOf(true) / shareOf(false))
  }
  assert.ok(weightOf('other') < 0)
  assert.ok(weightOf('swapped') > 0)
  assert.ok(weightOf('equal') > 0)
})

test('two sides without duplicates are linked one to one', () => {
  const { fields, truth } = persons(150, 3)
  // The first two writings of each person, one on each side.
  const rows = truth.flatMap((person, row) => {
    const copy = truth.slice(0, row).filter((other) => other === person).length
    return copy < 2 ? [{ row, side: copy }] : []
  })
  const sides = Uint8Array.from(rows, ({ side }) => side)
  const halves = fields.map((field) => ({ ...field, values: rows.map(({ row }) => field.values[row]!) }))
  const { entity, links, pairs } = linkTable(halves, { sides })
  const used = [...links].flatMap((at) => [pairs.left[at], pairs.right[at]])
  assert.equal(new Set(used).size, used.length)
  const { precision, recall } = scores(
    entity,
    rows.map(({ row }) => truth[row]!),
  )
  assert.ok(precision > 0.98 && recall > 0.95, `${precision} ${recall}`)
})

test('empty rows and a single row are entities of their own', () => {
  const field = (values: (string | null)[]): Field => ({ name: 'given', kind: 'name', values })
  assert.deepEqual([...linkTable([field([null, '', '  '])]).entity], [0, 1, 2])
  assert.deepEqual([...linkTable([field(['Anna'])]).entity], [0])
  assert.deepEqual([...linkTable([field([])]).entity], [])
})

test('columns of different length are refused by name', () => {
  const fields: Field[] = [
    { name: 'given', kind: 'name', values: ['Anna'] },
    { name: 'surname', kind: 'name', values: [] },
  ]
  assert.throws(() => linkTable(fields), /surname: 0 values, 1 rows/)
})

test('candidates are the pairs whose shared tokens are worth enough', () => {
  const row = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 2, maxLength: 12 }),
      fc.double({ min: 0.5, max: 6, noNaN: true }),
      (tokens, bits) => {
        const { left, right } = candidatesByEvidence(tokens, 10, { bits, neighbours: 99, effort: 1e6 })
        const found = new Set(Array.from(left, (a, at) => `${a} ${right[at]}`))
        assert.equal(found.size, left.length)
        const rowsWith = (token: number) => tokens.filter((list) => list.includes(token)).length
        tokens.forEach((list, a) => {
          tokens.forEach((other, b) => {
            if (a >= b) return
            const worth = list
              .filter((token) => other.includes(token))
              .reduce((sum, token) => sum + Math.log2(tokens.length / rowsWith(token)), 0)
            // On the edge the single precision of the index decides.
            if (Math.abs(worth - bits) > 1e-4) assert.equal(found.has(`${a} ${b}`), worth > bits)
          })
        })
      },
    ),
  )
})
