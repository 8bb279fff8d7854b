import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { generate } from '#engines/synthetic-records'
import { EnterpriseIndex, type EnterpriseRecord, explainPair, linkEnterprises } from './index.ts'
import { findRepeats } from './repeats.ts'

let number = 0
const record = (fields: Partial<EnterpriseRecord>): EnterpriseRecord => ({
  id: `r${number++}`,
  source: 'survey',
  name: null,
  uscc: null,
  legalRep: null,
  phone: null,
  address: null,
  city: null,
  established: null,
  ...fields,
})

const text = (value: string | undefined) => (value === undefined || value === '' ? null : value)
const fromRow = (row: Record<string, string>): EnterpriseRecord => ({
  id: row.record_id!,
  source: row.source!,
  name: text(row.name),
  uscc: text(row.uscc),
  legalRep: text(row.legal_rep),
  phone: text(row.phone),
  address: text(row.address),
  city: text(row.city),
  established: text(row.established),
})

/** Pairwise precision and recall of clusters. */
function score(entity: Int32Array, truth: readonly string[]) {
  const pairs = (keys: Iterable<unknown>) => {
    const counts = new Map<unknown, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  }
  const both = pairs(truth.map((name, i) => `${name} ${entity[i]}`))
  return { precision: both / pairs(entity), recall: both / pairs(truth) }
}

const synthetic = generate(1200, 5)
const rows = synthetic.rows.map((row) => fromRow({ ...row }))
const links = linkEnterprises(rows)

test('a synthetic city of six sources is put together: F1 0.95 at precision 0.98', () => {
  const { precision, recall } = score(links.entity, synthetic.truth)
  assert.ok(precision >= 0.98, `precision ${precision}`)
  assert.ok((2 * precision * recall) / (precision + recall) >= 0.95, `recall ${recall}`)
})

test('the development records: F1 0.98 at precision 0.98', (t) => {
  const folder = path.resolve(import.meta.dirname, '../../../shared/data/matching/cn_er_dev')
  if (!existsSync(folder)) return t.skip('the development records are not on this machine')
  const read = (file: string) =>
    parse(readFileSync(path.join(folder, file), 'utf8'), { columns: true }) as Record<string, string>[]
  const truth = new Map(read('truth.csv').map((row) => [row.record_id!, row.entity_id!]))
  const records = read('records.csv').map(fromRow)
  const { entity } = linkEnterprises(records)
  const { precision, recall } = score(
    entity,
    records.map(({ id }) => truth.get(id)!),
  )
  assert.ok(precision >= 0.98 && recall >= 0.97, `precision ${precision}, recall ${recall}`)
})

test('two codes that hold never share an entity, and one code is one entity', () => {
  const entityOf = new Map<string, number>()
  const codeOf = new Map<number, string>()
  rows.forEach(({ uscc, source }, row) => {
    if (source !== 'registry' || uscc === null) return
    const entity = links.entity[row]!
    assert.equal(codeOf.get(entity) ?? uscc, uscc)
    assert.equal(entityOf.get(uscc) ?? entity, entity)
    codeOf.set(entity, uscc)
    entityOf.set(uscc, entity)
  })
})

test('a branch is an entity of its own, tied to its head office', () => {
  const branch = rows.findIndex(({ name, source }) => source === 'registry' && name!.endsWith('分公司'))
  const head = links.head[links.entity[branch]!]!
  const office = rows.findIndex((_, row) => links.entity[row] === head)
  assert.ok(head >= 0)
  assert.equal(rows[branch]!.name!.startsWith(rows[office]!.name!.slice(0, 4)), true)
})

test('the explanation adds up and names what spoke', () => {
  const [left, right] = [links.pairs.left[0]!, links.pairs.right[0]!]
  const found = explainPair(links.model, rows[left]!, rows[right]!)
  const sum = found.fields.reduce((total, { weight }) => total + weight, found.prior)
  assert.ok(Math.abs(sum - found.weight) < 1e-6 || found.rules.includes('branchDiffers'))
  assert.ok(Math.abs(found.weight - links.pairs.weight[0]!) < 1e-3)
  assert.ok(found.fields.some(({ comparison }) => comparison === 'name'))
})

test('decisions of people hold', () => {
  const [a, b] = [links.pairs.left[0]!, links.pairs.right[0]!]
  const joined = links.entity[a] === links.entity[b]
  const again = linkEnterprises(rows, {
    model: links.model,
    ...(joined ? { apart: [[a, b] as const] } : { together: [[a, b] as const] }),
  })
  assert.equal(again.entity[a] === again.entity[b], !joined)
})

test('one code on 400 firms is not taken as one firm, and is reported', () => {
  const code = rows.find(({ source }) => source === 'registry')!.uscc!
  const filled = [
    ...rows,
    ...rows
      .filter(({ source, uscc }) => source === 'registry' && uscc !== code)
      .slice(0, 400)
      .map((row, i) => ({ ...row, id: `f${i}`, source: 'office', uscc: code })),
  ]
  const { entity, warnings } = linkEnterprises(filled, { anchors: new Set(['registry']) })
  assert.ok(warnings.some((warning) => warning.code === 'codeShared' && warning.records > 400))
  const filledEntities = new Set(entity.slice(rows.length))
  assert.ok(filledEntities.size > 300, `${filledEntities.size} entities of 400 firms`)
})

test('an agent’s telephone on 900 firms joins none of them', () => {
  const agent = synthetic.rows.map((row) =>
    fromRow({ ...row, phone: row.source === 'tax' ? '13800000000' : row.phone }),
  )
  const { precision } = score(linkEnterprises(agent).entity, synthetic.truth)
  assert.ok(precision >= 0.97, `precision ${precision}`)
})

test('ten thousand rows that say the same are one firm, and cost no pairs', () => {
  const same = { name: '重庆恒远座椅有限公司', phone: '13800000001' }
  const many = Array.from({ length: 10_000 }, () => record(same))
  const { entities, pairs } = linkEnterprises([...many, record({ ...same, name: '成都大昌线束有限公司' })])
  assert.equal(entities, 2)
  assert.ok(pairs.left.length <= 1)
})

test('rows of nothing but one name are not taken as one firm for that alone', () => {
  const { positionOf } = findRepeats([record({ name: '恒远' }), record({ name: '恒远' })], {})
  assert.deepEqual([...positionOf], [0, 1])
})

test('names of one character, empty rows and no rows at all', () => {
  const odd = [
    record({ name: '一' }),
    record({ name: '一', phone: '1' }),
    record({}),
    record({}),
    record({ name: '　' }),
  ]
  const { entity, warnings } = linkEnterprises(odd)
  assert.notEqual(entity[2], entity[3])
  assert.ok(warnings.some(({ code, records }) => code === 'rowEmpty' && records === 3))
  assert.equal(linkEnterprises([]).entities, 0)
})

test('a new row is matched against the index as the full run would', () => {
  const index = new EnterpriseIndex(links.model)
  const known = rows.filter((_, row) => row % 10 !== 0)
  for (const row of known) index.add(row)
  const truth = new Map(rows.map(({ id }, row) => [id, synthetic.truth[row]!]))
  let right = 0
  let wrong = 0
  rows.forEach((row, i) => {
    if (i % 10 !== 0) return
    const [best] = index.match(row)
    if (!best || best.probability < 0.95) return
    if (truth.get(best.id) === truth.get(row.id)) right++
    else wrong++
  })
  assert.ok(right > 300 && wrong <= right * 0.02, `${right} right, ${wrong} wrong`)
  const [first] = known
  assert.equal(index.match(first!)[0]!.id, first!.id)
  index.remove(first!.id)
  assert.equal(index.size, known.length - 1)
  assert.ok(index.match(first!).every(({ id }) => id !== first!.id))
})
