import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOCAL, OUTSIDE, UNKNOWN_PLACE } from '../../domain/network.ts'
import { DEFAULT_SETTINGS } from '../../domain/settings.ts'
import type { GapInput } from './input.ts'
import { demandRanks, judge } from './judge.ts'
import { measureNodes, type NodeFigures } from './measure.ts'
import { reasonOf } from './reason.ts'

// Chain: battery (0) with cells (1) and housing (2) below it.
const nodes = { code: ['A', 'A1', 'A2'], parent: Int32Array.from([-1, 0, 0]) }
type Row = [supplier: number, buyer: number, node: number, amount: number]
type Made = [firm: number, node: number, stage: number, utilisation?: number]

function input(place: number[], trade: Row[], made: Made[], systemicRisk?: number[]): GapInput {
  return {
    nodes,
    firms: { place: Uint8Array.from(place), district: Uint16Array.from(place, (_, at) => at % 2) },
    districts: 2,
    relations: {
      supplier: Uint32Array.from(trade, ([supplier]) => supplier),
      buyer: Uint32Array.from(trade, ([, buyer]) => buyer),
      node: Uint16Array.from(trade, ([, , node]) => node),
      amount: Float64Array.from(trade, ([, , , amount]) => amount),
      trust: Float64Array.from(trade, () => 0.8),
    },
    capabilities: {
      firm: Uint32Array.from(made, ([firm]) => firm),
      node: Uint16Array.from(made, ([, node]) => node),
      stage: Uint8Array.from(made, ([, , stage]) => stage),
      utilisation: Float64Array.from(made, ([, , , utilisation]) => utilisation ?? Number.NaN),
    },
    billDemand: Float64Array.from([Number.NaN, Number.NaN, Number.NaN]),
    systemicRisk: systemicRisk && Float64Array.from(systemicRisk),
  }
}

const rules = DEFAULT_SETTINGS.gap
const stateOf = (figures: NodeFigures) => judge(figures, 1, rules, true).state

test('shares are by amount; firms of unknown place make the bounds', () => {
  const trade: Row[] = [
    [1, 0, 1, 60],
    [2, 0, 1, 20],
    [3, 0, 1, 20],
  ]
  const [, cells] = measureNodes(input([LOCAL, LOCAL, OUTSIDE, UNKNOWN_PLACE], trade, [])) as NodeFigures[]
  assert.equal(cells?.localShare, 0.75)
  assert.equal(cells?.localShareLow, 0.6)
  assert.equal(cells?.localShareHigh, 0.8)
  assert.equal(cells?.demand, 100)
  assert.ok(Math.abs((cells?.concentration ?? 0) - (0.36 + 0.04 + 0.04)) < 1e-12)
})

test('what outside buyers buy is no local demand, but local sales', () => {
  const [, cells] = measureNodes(input([LOCAL, OUTSIDE], [[0, 1, 1, 50]], [])) as NodeFigures[]
  assert.ok(Number.isNaN(cells?.demand))
  assert.equal(cells?.localSales, 50)
})

test('a relation of unknown amount weighs like the median, and coverage says so', () => {
  const trade: Row[] = [
    [1, 0, 1, 10],
    [2, 0, 1, 30],
    [3, 0, 1, 30],
    [1, 0, 1, Number.NaN],
  ]
  const [, cells] = measureNodes(input([LOCAL, LOCAL, OUTSIDE, OUTSIDE], trade, [])) as NodeFigures[]
  assert.equal(cells?.localShare, 0.4)
  assert.equal(cells?.coverage, 0.75)
})

test('a slot with one supplier hangs on it, unless another able maker has capacity to spare', () => {
  const trade: Row[] = [
    [1, 0, 1, 50],
    [1, 4, 2, 50],
  ]
  const place = [LOCAL, LOCAL, LOCAL, LOCAL, LOCAL]
  const full: Made[] = [
    [2, 1, 4, 0.99],
    [3, 2, 4, 0.5],
  ]
  const [all] = measureNodes(input(place, trade, full)) as NodeFigures[]
  assert.equal(all?.singleSource, 1)
  assert.equal(all?.substitutable, 0.5)
  assert.equal(all?.irreplaceable, 0.5)
})

test('a node sums what is below it', () => {
  const made: Made[] = [
    [0, 1, 4],
    [1, 2, 2],
  ]
  const [battery, cells, housing] = measureNodes(input([LOCAL, LOCAL], [], made)) as NodeFigures[]
  assert.deepEqual([battery?.firms, battery?.ableFirms], [2, 1])
  assert.deepEqual([cells?.ableFirms, housing?.ableFirms], [1, 0])
})

test('missing, strong, weak and at risk', () => {
  const place = [LOCAL, LOCAL, LOCAL, LOCAL, OUTSIDE]
  const three: Made[] = [
    [1, 1, 4],
    [2, 1, 4],
    [3, 1, 4],
  ]
  const cellsOf = (trade: Row[], made: Made[], risk?: number[]) =>
    (measureNodes(input(place, trade, made, risk)) as NodeFigures[])[1] as NodeFigures
  assert.equal(stateOf(cellsOf([[4, 0, 1, 9]], [])), 'missing')
  const spread: Row[] = [
    [1, 0, 1, 30],
    [2, 0, 1, 30],
    [3, 0, 1, 30],
    [4, 0, 1, 10],
  ]
  assert.equal(stateOf(cellsOf(spread, three)), 'strong')
  assert.equal(
    stateOf(
      cellsOf(
        [
          [1, 0, 1, 30],
          [4, 0, 1, 70],
        ],
        three,
      ),
    ),
    'weak',
  )
  assert.equal(stateOf(cellsOf([[1, 0, 1, 30]], three)), 'strong')
  assert.equal(stateOf(cellsOf([[1, 0, 1, 30]], three.slice(0, 1))), 'at_risk')
  assert.equal(stateOf(cellsOf(spread, three, [0, 0.2, 0, 0, 0])), 'at_risk')
})

test('an empty library says nothing about any node', () => {
  const [figures] = measureNodes(input([], [], [])) as NodeFigures[]
  const verdict = judge(figures as NodeFigures, Number.NaN, rules, false)
  assert.equal(verdict.state, null)
  assert.match(reasonOf(figures as NodeFigures, verdict, { district: null }).zh, /无法判断/)
})

test('the reason of a missing node names what is bought and where the nearest makers are', () => {
  const figures = (
    measureNodes(input([LOCAL, OUTSIDE], [[1, 0, 1, 12e9]], [])) as NodeFigures[]
  )[1] as NodeFigures
  const reason = reasonOf(figures, judge(figures, 1, rules, true), {
    district: { zh: '永川区', en: 'Yongchuan' },
  })
  assert.equal(reason.zh, '本地没有企业能做；市内年采购 1.2 亿元；本地供应占 0%；产业基础最接近的是永川区。')
  assert.match(reason.en, /^No local maker; .*Yongchuan/)
})

test('demand is ranked among nodes of the same tier; unknown demand has no rank', () => {
  const demand = [5, 1, 3, Number.NaN].map((value) => ({
    demand: value,
    billDemand: Number.NaN,
  })) as NodeFigures[]
  assert.deepEqual([...demandRanks(demand, [0, 1, 1, 1])], [1, 0, 1, Number.NaN])
})
