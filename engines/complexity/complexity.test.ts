import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { complexity } from './complexity.ts'
import { naiveComplexity } from './testing-naive.ts'
import type { ComplexityTable } from './types.ts'

const folder = resolve(import.meta.dirname, '../../../shared/data/industry/ec_stata_1995')

/** A table from a matrix of values. */
function tableOf(matrix: readonly (readonly number[])[]): ComplexityTable {
  const [region, node, value]: number[][] = [[], [], []]
  for (const [r, row] of matrix.entries())
    for (const [n, x] of row.entries()) {
      region!.push(r)
      node!.push(n)
      value!.push(x)
    }
  return { regions: matrix.length, nodes: matrix[0]!.length, region: region!, node: node!, value: value! }
}

function near(found: number, wanted: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted)),
    `${what}: ${found}, wanted ${wanted}`,
  )
}

describe('the Stata program', () => {
  test('every value of its stored output comes out to 1e-12', (t) => {
    if (!existsSync(folder))
      return t.skip('the reference output of the Stata program is not beside the repository')
    const lines = readFileSync(`${folder}/trade_1995.csv`, 'utf8').trim().split('\n').slice(1)
    const rows = lines.map((line) => line.split(',') as [string, string, string, string])
    const regions = [...new Set(rows.map((row) => row[1]))].sort()
    const nodes = [...new Set(rows.map((row) => row[2]))].sort()
    const found = complexity({
      regions: regions.length,
      nodes: nodes.length,
      region: rows.map((row) => regions.indexOf(row[1])),
      node: rows.map((row) => nodes.indexOf(row[2])),
      value: rows.map((row) => Number(row[3])),
    })
    const wanted = JSON.parse(readFileSync(`${folder}/stata_expected_1995.json`, 'utf8')) as Record<
      string,
      Record<string, number>
    >
    assert.deepEqual(found.warnings, [])
    let compared = 0
    for (const key of ['eci', 'coi', 'diversity'] as const)
      for (const [name, value] of Object.entries(wanted[key]!)) {
        near(found[key][regions.indexOf(name)]!, value, 1e-12, `${key} ${name}`)
        compared++
      }
    for (const key of ['pci', 'ubiquity'] as const)
      for (const [name, value] of Object.entries(wanted[key]!)) {
        near(found[key][nodes.indexOf(name)]!, value, 1e-12, `${key} ${name}`)
        compared++
      }
    for (const key of ['density', 'cog'] as const)
      for (const [name, value] of Object.entries(wanted[`${key}_aut`]!)) {
        const at = regions.indexOf('aut') * nodes.length + nodes.indexOf(name)
        near(found[key][at]!, value, 1e-12, `${key} aut ${name}`)
        compared++
      }
    assert.equal(compared, 135)
  })
})

describe('the formulas, written out plainly', () => {
  const entry = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 50 }) },
  )
  const matrix = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 3, max: 12 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )

  test('give the same on any matrix whose spectrum is not degenerate', () => {
    let compared = 0
    fc.assert(
      fc.property(matrix, (values) => {
        const found = complexity(tableOf(values))
        const plain = naiveComplexity(values)
        for (const [r, row] of plain.rca.entries())
          for (const [n, wanted] of row.entries()) {
            const at = r * row.length + n
            if (Number.isNaN(wanted)) assert.ok(Number.isNaN(found.rca[at]!))
            else near(found.rca[at]!, wanted, 1e-12, 'rca')
            if (Number.isNaN(plain.density[r]![n]!)) assert.ok(Number.isNaN(found.density[at]!))
            else near(found.density[at]!, plain.density[r]![n]!, 1e-12, 'density')
          }
        // The plain formulas find their vector by squaring a matrix; that needs two values well apart.
        if (!plain.separated) return
        if (found.warnings.some(({ code }) => code === 'signUndefined' || code === 'disconnected')) return
        compared++
        for (const [r, wanted] of plain.eci.entries())
          if (Number.isNaN(wanted)) assert.ok(Number.isNaN(found.eci[r]!))
          else near(found.eci[r]!, wanted, 1e-9, 'eci')
        for (const [n, wanted] of plain.pci.entries())
          if (!Number.isNaN(wanted)) near(found.pci[n]!, wanted, 1e-9, 'pci')
        for (const [r, row] of plain.cog.entries())
          for (const [n, wanted] of row.entries())
            if (!Number.isNaN(wanted)) near(found.cog[r * row.length + n]!, wanted, 1e-9, 'cog')
      }),
      { numRuns: 300, seed: 7 },
    )
    assert.ok(compared > 100, `only ${compared} matrices had a spectrum to compare`)
  })

  test('the unit of the values does not matter, nor the order of the rows', () => {
    fc.assert(
      fc.property(matrix, (values) => {
        const table = tableOf(values)
        const once = complexity(table)
        const other = complexity({
          ...table,
          region: [...(table.region as number[])].reverse(),
          node: [...(table.node as number[])].reverse(),
          value: [...(table.value as number[])].reverse().map((value) => value * 1024),
        })
        assert.deepEqual(other.presence, once.presence)
        assert.deepEqual(other.density, once.density)
        assert.deepEqual(other.eci, once.eci)
      }),
      { numRuns: 100, seed: 3 },
    )
  })

  test('twice as much of a region as two rows is one row of the sum', () => {
    const one = complexity({ regions: 2, nodes: 2, region: [0, 0, 1], node: [0, 1, 0], value: [4, 5, 3] })
    const two = complexity({
      regions: 2,
      nodes: 2,
      region: [0, 0, 1, 0],
      node: [0, 1, 0, 0],
      value: [1, 5, 3, 3],
    })
    assert.deepEqual(two.rca, one.rca)
  })
})

describe('what is not defined is said and left open', () => {
  const codes = (matrix: readonly (readonly number[])[]) =>
    complexity(tableOf(matrix)).warnings.map(({ code }) => code)

  test('a region and a node without anything are left out, and the rest is as without them', () => {
    const full = complexity(
      tableOf([
        [5, 0, 2],
        [3, 4, 0],
        [0, 1, 9],
      ]),
    )
    const holed = complexity(
      tableOf([
        [5, 0, 0, 2],
        [0, 0, 0, 0],
        [3, 0, 4, 0],
        [0, 0, 1, 9],
      ]),
    )
    assert.deepEqual(
      holed.warnings.slice(0, 2).map(({ code, items }) => [code, items]),
      [
        ['regionEmpty', [1]],
        ['nodeEmpty', [1]],
      ],
    )
    assert.ok(Number.isNaN(holed.eci[1]!) && Number.isNaN(holed.pci[1]!) && Number.isNaN(holed.rca[4]!))
    const keep = [0, 2, 3]
    assert.deepEqual(
      keep.map((r) => holed.eci[r]),
      [...full.eci],
    )
    assert.deepEqual(
      keep.flatMap((r) => keep.map((n) => holed.density[r * 4 + n])),
      [...full.density],
    )
  })

  test('islands: no ECI unless the largest is asked for', () => {
    const matrix = [
      [5, 4, 1, 0],
      [0, 3, 8, 0],
      [9, 0, 1, 0],
      [0, 0, 0, 7],
    ]
    const found = complexity(tableOf(matrix))
    const told = found.warnings.find(({ code }) => code === 'disconnected')
    assert.deepEqual(told, { code: 'disconnected', count: 2, items: [3] })
    assert.ok(found.eci.every(Number.isNaN))
    assert.ok(found.density[0]! > 0)
    const largest = complexity(tableOf(matrix), { disconnected: 'largest' })
    assert.ok(Number.isNaN(largest.eci[3]!))
    near(largest.eci[0]! + largest.eci[1]! + largest.eci[2]!, 0, 1e-12, 'mean of the island')
  })

  test('regions that are all alike, too few of them, equal eigenvalues', () => {
    assert.ok(
      codes([
        [1, 2],
        [1, 2],
      ]).includes('spectrumDegenerate'),
    ) // prettier-ignore
    assert.ok(codes([[1, 2]]).includes('tooSmall'))
    const circle = [
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
    ]
    const found = complexity(tableOf(circle))
    assert.ok(found.warnings.some(({ code }) => code === 'spectrumDegenerate'))
    assert.ok(found.eci.every(Number.isNaN) && found.coi.every(Number.isNaN))
  })

  test('nothing at all is nothing, not a crash', () => {
    const found = complexity({ regions: 0, nodes: 0, region: [], node: [], value: [] })
    assert.equal(found.eci.length, 0)
    assert.ok(
      complexity(
        tableOf([
          [0, 0],
          [0, 0],
        ]),
      ).density.every(Number.isNaN),
    )
  })

  test('a bad value is refused by its row', () => {
    const table = tableOf([
      [1, 2],
      [3, -4],
    ])
    assert.throws(() => complexity(table), /row 3: value -4/)
    assert.throws(() => complexity({ ...table, value: [1, Number.NaN, 1, 1] }), /row 1/)
    assert.throws(() => complexity({ ...table, node: [0, 2, 0, 1] }), /row 1/)
  })
})

describe('Fitness', () => {
  test('one update by hand: what is made everywhere counts least', () => {
    const { fitness } = complexity(
      tableOf([
        [1, 1],
        [1, 0],
      ]),
      { threshold: 0.5, fitness: { updates: 2 } },
    )
    // F1 = (2, 1) / 1.5, Q1 = (1/2, 1) / .75; then F2 from Q1, Q2 from F1.
    near(fitness!.region[0]!, 2 / (4 / 3), 1e-15, 'F of the first')
    near(fitness!.node[0]! / fitness!.node[1]!, 1 / (3 / 4 + 3 / 2) / (1 / (3 / 4)), 1e-15, 'Q of both')
    assert.equal(fitness!.updates, 2)
  })

  test('converged it stands still, and the convention is 19 updates', () => {
    const table = tableOf([
      [5, 4, 1, 3],
      [0, 3, 8, 1],
      [9, 0, 1, 1],
    ])
    assert.equal(complexity(table, { fitness: {} }).fitness!.updates, 19)
    const still = complexity(table, { threshold: 0.3, fitness: { converge: true } })
    assert.ok(still.fitness!.change < 1e-10)
    assert.equal(complexity(table).fitness, undefined)
  })
})
