import type { EndpointReply } from '#kernel/contract'
import type { Lang, Shade } from '#kernel/web'
import {
  type GraphElement,
  type GraphPicture,
  type getChainTree,
  MOST_ELEMENTS,
  type Sums,
  sumsBelow,
  type TreeNode,
} from '../../../contract.ts'
import type { Drawing, Line, Mark } from '../canvas/drawing.ts'
import { PALETTES } from '../colors.ts'
import { type Branch, radial } from '../layout/radial.ts'

type Tree = EndpointReply<typeof getChainTree>

export interface TreeView {
  readonly tree: Tree
  /** Firms of the nodes that are opened, by code. */
  readonly opened: ReadonlyMap<string, GraphPicture>
  /** Nodes whose branches are shut. */
  readonly shut: ReadonlySet<string>
  readonly chosen?: string
  /** How many times as wide as high the rings are drawn. */
  readonly stretch?: number
  /** Relations of a path, as pairs of keys. */
  readonly path?: readonly (readonly [string, string])[]
}

/** Flows shown when nothing is chosen: more would be a carpet. */
const QUIET_FLOWS = 160

/** The tree of nodes in rings, opened nodes with their firms, and the flows between them. */
export function treeDrawing(
  { tree, opened, shut, chosen, stretch = 1, path = [] }: TreeView,
  texts: { readonly lang: Lang; readonly shade: Shade; readonly letterOf: (node: TreeNode) => string },
): { drawing: Drawing; left: number; aside: number } {
  const ink = PALETTES[texts.shade]
  const sums = sumsBelow(tree.nodes)
  const childrenOf = Map.groupBy(tree.nodes, ({ parent }) => parent ?? '')
  const branchOf = (node: TreeNode): Branch => ({
    key: `node:${node.code}`,
    children: shut.has(node.code)
      ? []
      : [
          ...(childrenOf.get(node.code) ?? []).map(branchOf),
          ...(opened.get(node.code)?.elements ?? []).map(({ key }) => ({
            key: keyIn(node.code, key),
            children: [],
          })),
        ],
  })
  const places = radial((childrenOf.get('') ?? []).map(branchOf))
  const marks: Mark[] = []
  const indexOf = new Map<string, number>()
  const add = (mark: Omit<Mark, 'x' | 'y' | 'angle'>) => {
    const place = places.get(mark.key)
    if (!place) return
    indexOf.set(mark.key, marks.length)
    const x = place.x * stretch
    marks.push({ ...mark, x, y: place.y, angle: Math.atan2(place.y, x) })
  }
  for (const node of tree.nodes) add(nodeMark(node, sums.get(node.code) as Sums, texts))
  for (const [code, picture] of opened)
    for (const element of picture.elements) add(firmMark(keyIn(code, element.key), element, texts))

  const links: Line[] = []
  for (const node of tree.nodes) {
    const to = indexOf.get(`node:${node.code}`)
    const from = indexOf.get(`node:${node.parent}`)
    if (to !== undefined && from !== undefined) links.push({ from, to, width: 1, color: ink.branch })
    for (const element of opened.get(node.code)?.elements ?? []) {
      const firm = indexOf.get(keyIn(node.code, element.key))
      if (firm !== undefined && to !== undefined)
        links.push({ from: to, to: firm, width: 0.6, color: ink.branch })
    }
  }
  const flows = shownFlows(tree, shut, chosen)
  let left = 0
  for (const { from: fromCode, to: toCode, relations } of flows) {
    const from = indexOf.get(`node:${fromCode}`)
    const to = indexOf.get(`node:${toCode}`)
    if (from === undefined || to === undefined) continue
    if (marks.length + links.length >= MOST_ELEMENTS) {
      left++
      continue
    }
    const isIn = chosen === `node:${toCode}`
    const isOut = chosen === `node:${fromCode}`
    links.push({
      from,
      to,
      width: Math.min(6, 0.8 + Math.log2(1 + relations) / 2),
      color: isIn ? ink.into : isOut ? ink.outOf : ink.flow,
      bend: bendOf(marks[from] as Mark, marks[to] as Mark),
    })
  }
  for (const [code, picture] of opened)
    for (const link of picture.links) {
      const from = indexOf.get(keyIn(code, link.from))
      const to = indexOf.get(keyIn(code, link.to))
      if (from === undefined || to === undefined) continue
      if (marks.length + links.length >= MOST_ELEMENTS) left++
      else
        links.push({
          from,
          to,
          width: 1,
          color: ink.outOf,
          bend: bendOf(marks[from] as Mark, marks[to] as Mark),
        })
    }
  for (const [a, b] of path) {
    const from = indexOf.get(a)
    const to = indexOf.get(b)
    if (from === undefined || to === undefined || from === to) continue
    links.push({ from, to, width: 3, color: ink.path, bend: bendOf(marks[from] as Mark, marks[to] as Mark) })
  }
  return { drawing: { marks, links, margin: MARGIN }, left, aside: 0 }
}

const MARGIN = { x: 150, y: 105 }

/** A firm stands once under each node that is opened. */
export const keyIn = (code: string, key: string) => `${code}>${key}`

/** Flows between what is visible: those of the chosen node, or the broadest. Shut branches take over what is below them. */
function shownFlows(tree: Tree, shut: ReadonlySet<string>, chosen: string | undefined) {
  const parentOf = new Map(tree.nodes.map(({ code, parent }) => [code, parent]))
  const visible = (code: string): string => {
    let found = code
    for (let up: string | null = code; up !== null; up = parentOf.get(up) ?? null)
      if (shut.has(up)) found = up
    return found
  }
  const together = new Map<string, { from: string; to: string; relations: number }>()
  for (const { from, to, relations } of tree.flows) {
    const [a, b] = [visible(from), visible(to)]
    if (a === b) continue
    const flow = together.get(`${a} ${b}`) ?? { from: a, to: b, relations: 0 }
    // A withheld number is of a few.
    flow.relations += relations ?? 1
    together.set(`${a} ${b}`, flow)
  }
  const all = [...together.values()].sort((a, b) => b.relations - a.relations)
  const code = chosen?.startsWith('node:') ? chosen.slice(5) : undefined
  const own = code === undefined ? [] : all.filter(({ from, to }) => from === code || to === code)
  return own.length > 0 ? own : all.slice(0, QUIET_FLOWS)
}

/** Flows run through the middle, so that those of one region of the circle lie together. */
function bendOf(a: Mark, b: Mark): [number, number, number, number] {
  return [a.x * 0.3, a.y * 0.3, b.x * 0.3, b.y * 0.3]
}

/** Strong is full, weak half full, missing empty, at risk struck through, unknown a dot. */
export const FILLS = {
  strong: 'full',
  weak: 'half',
  missing: 'hollow',
  at_risk: 'crossed',
  unknown: 'dotted',
} as const

function nodeMark(
  node: TreeNode,
  sums: Sums,
  { lang, shade, letterOf }: Parameters<typeof treeDrawing>[1],
): Omit<Mark, 'x' | 'y' | 'angle'> {
  return {
    key: `node:${node.code}`,
    radius: Math.min(28, 7 + 0.9 * Math.sqrt(sums.firms)),
    color: PALETTES[shade].state[node.state ?? 'unknown'],
    shape: node.keyLink ? 'square' : 'circle',
    fill: FILLS[node.state ?? 'unknown'],
    letter: letterOf(node),
    label: lang === 'zh' ? node.nameZh : node.nameEn,
    weight: 1_000 * (5 - node.tier) + sums.firms,
  }
}

export function firmMark(
  key: string,
  element: GraphElement,
  { lang, shade }: { readonly lang: Lang; readonly shade: Shade },
): Omit<Mark, 'x' | 'y' | 'angle'> {
  const ink = PALETTES[shade]
  const name = lang === 'zh' ? element.nameZh : element.nameEn
  const isMore = element.kind === 'more'
  const isSole = (element.soleFor ?? 0) > 0
  return {
    key,
    radius: isMore ? Math.min(22, 7 + Math.sqrt(element.firms ?? 1)) : isSole ? 7 : 5,
    color: isMore ? ink.state.unknown : ink.place[element.place],
    shape: isMore ? 'ring' : 'circle',
    ...(isMore ? { letter: '…' } : isSole ? { letter: lang === 'zh' ? '唯' : '1' } : {}),
    label: isMore ? `${name || '?'} ×${element.firms ?? '<5'}` : name,
    weight: isMore ? 400 : 100 + (element.soleFor ?? 0),
  }
}
