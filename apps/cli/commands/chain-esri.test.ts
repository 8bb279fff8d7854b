import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { sharedMemory } from '#engines/graph'
import { riskNetwork } from '#engines/systemic-risk'
import { EsriRangeLost, esriOfAll } from '../chain/esri-ranges.ts'
import { CliError } from '../errors.ts'
import { chainEsri } from './chain-esri.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-esri-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const output = join(folder, 'r.csv')
const published = resolve(import.meta.dirname, '../../../../shared/data/industry/esri')
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll('"', '')
    .trim()
    .split('\n')
    .map((line) => line.split(','))

/** Iron (sector 10) → part (9) → car (8); a firm without relations. */
const NODES = file('nodes.csv', 'id,sector\ncar,8\npart,9\niron,10\nidle,9\n')
const EDGES = file('edges.csv', 'supplier,buyer,amount\niron,part,10\npart,car,10\n')

async function run(given: Partial<Parameters<typeof chainEsri>[0]> = {}) {
  await chainEsri({ edges: EDGES, nodes: NODES, output, force: true, ...given })
  return rowsOf(output)
}

const refused = (given: Partial<Parameters<typeof chainEsri>[0]>, words: RegExp) =>
  assert.rejects(
    run(given),
    (error) => error instanceof CliError && error.exit === 2 && words.test(error.zh) && words.test(error.en),
  )

test('every firm in the order of its file, with its index, steps and the rule it was computed by', async () => {
  assert.deepEqual(await run({ inputs: 'leontief', substitution: 'none' }), [
    ['firm', 'ESRI', 'ESRI_down', 'ESRI_up', 'steps', 'ESRI_T-1', 'inputs', 'substitution', 'eps'],
    ['car', '1', '0', '1', '3', '1', 'leontief', 'none', '0.01'],
    ['part', '1', '0.5', '1', '2', '1', 'leontief', 'none', '0.01'],
    ['iron', '1', '1', '0.5', '3', '1', 'leontief', 'none', '0.01'],
    ['idle', '0', '0', '0', '1', '0', 'leontief', 'none', '0.01'],
  ])
})

test('the published results for 300 firms, with a matrix, on one thread and on two', async (t) => {
  if (!existsSync(published)) return t.skip('the development data is not beside the repository')
  const at = (name: string) => join(published, name)
  const expected = rowsOf(at('s300_expected_eps0.01_substitution.csv'))
  for (const workers of ['1', '2']) {
    const found = await run({
      edges: at('s300_edges.csv'),
      nodes: at('s300_nodes.csv'),
      essential: at('s300_ess.csv'),
      workers,
    })
    assert.equal(found.length, 301)
    for (let row = 1; row <= 300; row++) {
      const [esri, down, up, previous, , steps] = expected[row]!.map(Number)
      const mine = found[row]!
      for (const [value, wanted] of [
        [mine[1], esri],
        [mine[2], down],
        [mine[3], up],
        [mine[5], previous],
      ])
        assert.ok(
          Math.abs(Number(value) - Number(wanted)) <= 1e-12,
          `row ${row}: ${value}, expected ${wanted}`,
        )
      assert.equal(Number(mine[4]), steps)
      assert.equal(mine[6], 'matrix')
    }
  }
})

test('a matrix finds its sectors by labels, by order, or by counting', async () => {
  // Only iron is essential to the part, only the part is negligible to the car.
  const labelled = file('m1.csv', ',10,8,9\n10,1,1,2\n8,1,1,1\n9,1,0,1\n')
  // Sorted as numbers: 8, 9, 10.
  const sorted = file('m2.csv', '1,1,1\n0,1,1\n1,2,1\n')
  const counted = file(
    'm3.csv',
    `${Array.from({ length: 11 }, (_, r) => Array.from({ length: 11 }, (_, c) => (r === 9 && c === 8 ? 0 : r === 10 && c === 9 ? 2 : 1)).join(',')).join('\n')}\n`,
  )
  const results = []
  for (const essential of [labelled, sorted, counted]) results.push(await run({ essential }))
  assert.equal(results[0]![3]![2], '1')
  assert.equal(results[0]![2]![2], '0.5')
  assert.deepEqual(results[1], results[0])
  assert.deepEqual(results[2], results[0])
})

test('a shock of several firms gives the loss of every firm', async () => {
  const shock = file('shock.csv', 'firm,share\npart,0.25\n')
  assert.deepEqual(await run({ shock, inputs: 'leontief', substitution: 'none' }), [
    ['firm', 'loss', 'loss_down', 'loss_up'],
    ['car', '0.25', '0.25', '0'],
    ['part', '0.25', '0.25', '0.25'],
    ['iron', '0.25', '0', '0.25'],
    ['idle', '0', '0', '0'],
  ])
})

test('what cannot be taken is told by file, row and column', async () => {
  const edge = (rows: string) => file('bad.csv', `supplier,buyer,amount\niron,part,10\n${rows}\n`)
  await refused({ edges: edge('part,car,0') }, /3.*amount.*0/)
  await refused({ edges: edge('part,car,-5') }, /3.*amount.*-5/)
  await refused({ edges: edge('part,car,') }, /3.*amount/)
  await refused({ edges: edge('part,ship,1') }, /3.*buyer.*ship/)
  await refused({ nodes: file('bad.csv', 'id,sector\niron,\npart,1\ncar,2') }, /2.*sector/)
  await refused({ essential: file('bad.csv', '1,1,1\n1,3,1\n1,1,1') }, /2.*3/)
  await refused({ essential: file('bad.csv', '1,1\n1,1') }, /2.*3/)
  await refused({ essential: file('bad.csv', '1,1,1\n1,1\n1,1,1') }, /2.*2.*3/)
  await refused({ essential: file('bad.csv', ',8,9\n8,1,1\n9,1,1') }, /10/)
  await refused({ essential: file('bad.csv', '1'), inputs: 'linear' }, /--inputs/)
  await refused({ shock: file('bad.csv', 'firm,share\npart,2') }, /2.*share.*2/)
  await refused({ eps: '0' }, /--eps/)
  await refused({ eps: 'x' }, /--eps/)
  await refused({ order: 'random' }, /--order/)
  await refused({ substitution: 'all' }, /--substitution/)
  await refused({ workers: '0' }, /--workers/)
  await assert.rejects(run({ force: false }), CliError)
})

const network = () => {
  const firms = 200
  const ring = Array.from({ length: firms }, (_, i) => i)
  return riskNetwork(
    {
      firms,
      sectors: 5,
      sector: ring.map((i) => i % 5),
      supplier: ring,
      buyer: ring.map((i) => (i + 1) % firms),
      amount: ring.map((i) => 1 + (i % 7)),
      essentiality: 'linear',
    },
    sharedMemory,
  )
}
const OPTIONS = { eps: 0.01, substitution: true, order: 'published' } as const

/** A worker's module that dies when the range from firm 64 on is sent to it: always, or the first time only. */
function dying(name: string, always: boolean): URL {
  const flag = JSON.stringify(join(folder, `${name}.flag`))
  const engine = JSON.stringify(new URL('../../../engines/systemic-risk/index.ts', import.meta.url).href)
  const path = file(
    `${name}.mjs`,
    `import { existsSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { esriRanges } from ${engine}
const compute = esriRanges(workerData.network, workerData.options)
parentPort.on('message', ({ from, to }) => {
  if (from === 64 && (${always} || !existsSync(${flag}))) {
    writeFileSync(${flag}, '')
    process.exit(9)
  }
  parentPort.postMessage({ done: to - from })
  parentPort.postMessage({ table: compute(from, to) })
})`,
  )
  return pathToFileURL(path)
}

test('the range of a worker that dies is done once more', async () => {
  const whole = await esriOfAll({ network: network(), options: OPTIONS, workers: 1 })
  let told = 0
  const found = await esriOfAll({
    network: network(),
    options: OPTIONS,
    workers: 2,
    script: dying('once', false),
    onProgress: (done) => {
      told = done
    },
  })
  assert.ok(existsSync(join(folder, 'once.flag')))
  assert.deepEqual(
    found.flatMap(({ esri }) => [...esri]),
    [...whole[0]!.esri],
  )
  assert.equal(told, 200)
})

test('a range that ends its worker twice is named; what was finished is kept', async () => {
  await assert.rejects(
    esriOfAll({ network: network(), options: OPTIONS, workers: 2, script: dying('always', true) }),
    (error) =>
      error instanceof EsriRangeLost && error.from === 64 && error.to === 128 && error.finished.length > 0,
  )
})
