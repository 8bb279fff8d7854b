import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type GraphElement,
  type GraphPicture,
  MOST_ELEMENTS,
  sizeUnder,
  type TreeNode,
} from '../../../contract.ts'
import { aroundDrawing } from './around-drawing.ts'
import { treeDrawing } from './tree-drawing.ts'

const texts = { lang: 'zh', shade: 'light', letterOf: () => '强' } as const
const node = (code: string, parent: string | null, more: Partial<TreeNode> = {}): TreeNode => ({
  code,
  parent,
  nameZh: `环节${code}`,
  nameEn: `node ${code}`,
  tier: 2,
  keyLink: false,
  firms: 1,
  localFirms: 1,
  relations: 1,
  localRelations: 1,
  amount: null,
  state: 'strong',
  ...more,
})
const firm = (id: string, hop = 0): GraphElement => ({
  key: `firm:${id}`,
  kind: 'firm',
  id,
  nameZh: `企业${id}`,
  nameEn: `企业${id}`,
  node: 'A',
  district: null,
  place: 'local',
  inLibrary: true,
  firms: 1,
  hop,
  soleFor: 0,
})
const picture = (elements: GraphElement[], links: GraphPicture['links'] = []): GraphPicture => ({
  asOf: '2026-11-23',
  synthetic: true,
  elements,
  links,
  firms: elements.length,
  gathered: 0,
})
const link = (from: string, to: string) => ({
  from: `firm:${from}`,
  to: `firm:${to}`,
  relations: 1,
  amount: null,
  node: null,
  relationId: null,
  trust: 1,
})
const tree = (
  nodes: TreeNode[],
  flows: { from: string; to: string; relations: number | null; amount: null }[] = [],
) => ({
  asOf: '2026-11-23',
  synthetic: true,
  firms: 0,
  relations: 0,
  loose: { firms: 0, relations: 0 },
  nodes,
  flows,
})

test('a shut branch takes over the flows of what is below it', () => {
  const nodes = [node('R', null), node('A', 'R'), node('A1', 'A'), node('B', 'R')]
  const flows = [{ from: 'A1', to: 'B', relations: null, amount: null }]
  const drawn = treeDrawing({ tree: tree(nodes, flows), opened: new Map(), shut: new Set(['A']) }, texts)
  const { marks, links } = drawn.drawing
  assert.deepEqual(
    marks.map(({ key }) => key),
    ['node:R', 'node:A', 'node:B'],
  )
  const last = links.at(-1)
  assert.deepEqual([marks[last?.from ?? -1]?.key, marks[last?.to ?? -1]?.key], ['node:A', 'node:B'])
})

test('states are told apart without colour', () => {
  const states = ['strong', 'weak', 'missing', 'at_risk', null] as const
  const nodes = [node('R', null), ...states.map((state, at) => node(`N${at}`, 'R', { state }))]
  const { drawing } = treeDrawing({ tree: tree(nodes), opened: new Map(), shut: new Set() }, texts)
  assert.equal(new Set(drawing.marks.slice(1).map(({ fill }) => fill)).size, states.length)
})

test('with all nodes of the largest chain opened there are 5,000 elements at most, and what is left out is told', () => {
  const branches = Array.from({ length: 225 }, (_, at) => node(`N${at}`, 'R'))
  const size = sizeUnder(branches.length)
  const opened = new Map(
    branches.map(({ code }, of) => {
      const firms = Array.from({ length: size }, (_, at) => firm(`${of}-${at}`))
      const more = { ...firm('more'), key: `more:0:${code}`, kind: 'more' as const, firms: 90 }
      const links = firms.flatMap((a) => firms.filter((b) => a !== b).map((b) => link(a.id, b.id)))
      return [code, picture([...firms, more], links)] as const
    }),
  )
  const drawn = treeDrawing({ tree: tree([node('R', null), ...branches]), opened, shut: new Set() }, texts)
  const { marks, links } = drawn.drawing
  assert.ok(marks.length > 1_500)
  assert.ok(marks.length + links.length <= MOST_ELEMENTS)
  assert.ok(drawn.left > 0)
})

test('around a firm, relations of one distance wait until a firm is chosen; 5,000 elements at most', () => {
  const near = Array.from({ length: 100 }, (_, at) => firm(`a${at}`, -1))
  const focus = firm('me')
  const links = [
    ...near.map(({ id }) => link(id, 'me')),
    ...near.flatMap((a) => near.filter((b) => a !== b).map((b) => link(a.id, b.id))),
  ]
  const view = { ...picture([focus, ...near], links), focus }
  const quiet = aroundDrawing(view, undefined, [], texts)
  assert.equal(quiet.drawing.links.length, 100)
  assert.deepEqual([quiet.left, quiet.aside], [0, 9_900])
  const chosen = aroundDrawing(view, 'firm:a7', [], texts)
  assert.equal(chosen.drawing.links.length, 100 + 2 * 99)
  const far = Array.from({ length: 1_100 }, (_, at) => firm(`b${at}`, -2))
  const many = far.flatMap((of) => near.slice(0, 5).map((to) => link(of.id, to.id)))
  const full = aroundDrawing(
    { ...view, elements: [focus, ...near, ...far], links: [...links, ...many] },
    undefined,
    [],
    texts,
  )
  const { drawing } = full
  assert.equal(drawing.marks.length + drawing.links.length, MOST_ELEMENTS)
  assert.ok(full.left > 0)
})
