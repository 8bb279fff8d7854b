import type { EndpointReply } from '#kernel/contract'
import type { Lang, Shade } from '#kernel/web'
import { type GraphLink, type getSurroundings, MOST_ELEMENTS } from '../../../contract.ts'
import type { Drawing, Line, Mark } from '../canvas/drawing.ts'
import { PALETTES } from '../colors.ts'
import { around } from '../layout/around.ts'
import { firmMark } from './tree-drawing.ts'

/** More lines than these are drawn faintly. */
const CARPET = 250
/** Least trusted relations are dashed. */
const DOUBTED = 0.4

type Surroundings = EndpointReply<typeof getSurroundings>

/**
 * A firm with its upstream and downstream. Relations from one distance to the next are drawn; those among firms of one
 * distance only for the firm that is chosen, or they would hide the picture.
 */
export function aroundDrawing(
  { elements, links, focus }: Surroundings,
  chosen: string | undefined,
  path: readonly (readonly [string, string])[],
  texts: { readonly lang: Lang; readonly shade: Shade },
): { drawing: Drawing; left: number; aside: number } {
  const ink = PALETTES[texts.shade]
  // Firms of one node stand together, so that what comes from where can be seen.
  const order = elements.toSorted(
    (a, b) => (a.node ?? '~').localeCompare(b.node ?? '~') || a.kind.localeCompare(b.kind),
  )
  const places = around(order)
  const index = new Map(order.map(({ key }, at) => [key, at]))
  const marks = order.map((element): Mark => {
    const { x = 0, y = 0, angle = 0 } = places.get(element.key) ?? {}
    const mark = { ...firmMark(element.key, element, texts), x, y, angle }
    return element.key === focus.key
      ? { ...mark, radius: 14, shape: 'square', weight: 10_000, angle: Math.PI / 2, isLevel: true }
      : mark
  })
  const hopOf = (at: number) => order[at]?.hop ?? 0
  const onPath = new Set(path.map(([a, b]) => `${a} ${b}`))
  const isOnPath = ({ from, to }: GraphLink) => onPath.has(`${from} ${to}`)
  const isOwn = ({ from, to }: GraphLink) => chosen !== undefined && (chosen === from || chosen === to)
  const ends = (link: GraphLink) => [index.get(link.from) as number, index.get(link.to) as number] as const
  const shown = links.filter((link) => {
    const [from, to] = ends(link)
    return isOwn(link) || isOnPath(link) || hopOf(from) !== hopOf(to)
  })
  const isCarpet = shown.length > CARPET
  const colorOf = (link: GraphLink) => {
    if (isOnPath(link)) return ink.path
    if (isOwn(link)) return chosen === link.to ? ink.into : ink.outOf
    return isCarpet || chosen !== undefined ? ink.flow : ink.line
  }
  const lines = shown
    // What stands out is painted last and left out last.
    .toSorted((a, b) => rank(b) - rank(a) || (b.relations ?? 0) - (a.relations ?? 0))
    .slice(0, Math.max(0, MOST_ELEMENTS - marks.length))
    .reverse()
    .map((link): Line => {
      const [from, to] = ends(link)
      return {
        from,
        to,
        width: isOnPath(link) ? 3 : Math.min(5, 0.7 + Math.log2(link.relations ?? 1)),
        color: colorOf(link),
        dashed: (link.trust ?? 1) < DOUBTED,
        bend: bendOf(marks[from] as Mark, marks[to] as Mark),
      }
    })
  function rank(link: GraphLink): number {
    return isOnPath(link) ? 2 : isOwn(link) ? 1 : 0
  }
  return {
    drawing: { marks, links: lines, margin: { x: 190, y: 50 } },
    left: shown.length - lines.length,
    aside: links.length - shown.length,
  }
}

/** Lines leave and arrive level; within one column they swing out to the side. */
function bendOf(a: Mark, b: Mark): [number, number, number, number] {
  if (Math.abs(a.x - b.x) < 1) {
    const out = a.x + (a.x < 0 ? 1 : -1) * Math.min(120, Math.abs(a.y - b.y) / 2)
    return [out, a.y, out, b.y]
  }
  const middle = (a.x + b.x) / 2
  return [middle, a.y, middle, b.y]
}
