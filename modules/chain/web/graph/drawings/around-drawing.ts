import type { EndpointReply } from '#kernel/contract'
import type { Lang, Shade } from '#kernel/web'
import { type getSurroundings, MOST_ELEMENTS } from '../../../contract.ts'
import type { Drawing, Line, Mark } from '../canvas/drawing.ts'
import { PALETTES } from '../colors.ts'
import { around } from '../layout/around.ts'
import { firmMark } from './tree-drawing.ts'

/** More lines than these are drawn faintly. */
const CARPET = 250

type Surroundings = EndpointReply<typeof getSurroundings>

/** A firm with its upstream and downstream; the lines of what is chosen stand out. */
export function aroundDrawing(
  { elements, links, focus }: Surroundings,
  chosen: string | undefined,
  path: readonly (readonly [string, string])[],
  texts: { readonly lang: Lang; readonly shade: Shade },
): { drawing: Drawing; left: number } {
  const ink = PALETTES[texts.shade]
  // Firms of one node stand together, so that what comes from where can be seen.
  const order = elements.toSorted(
    (a, b) => (a.node ?? '~').localeCompare(b.node ?? '~') || a.kind.localeCompare(b.kind),
  )
  const places = around(order)
  const index = new Map<string, number>()
  const marks = order.map((element, at): Mark => {
    index.set(element.key, at)
    const place = places.get(element.key)
    const mark = firmMark(element.key, element, texts)
    const isFocus = element.key === focus.key
    return {
      ...mark,
      ...(isFocus ? { radius: 14, shape: 'square' as const, weight: 10_000 } : {}),
      x: place?.x ?? 0,
      y: place?.y ?? 0,
      ...(isFocus ? { angle: Math.PI / 2 } : { angle: place?.angle ?? 0 }),
    }
  })
  const onPath = new Set(path.map(([a, b]) => `${a} ${b}`))
  const lines = links
    .toSorted((a, b) => (b.relations ?? 0) - (a.relations ?? 0))
    .flatMap((link): Line[] => {
      const from = index.get(link.from)
      const to = index.get(link.to)
      if (from === undefined || to === undefined) return []
      const isPath = onPath.has(`${link.from} ${link.to}`)
      const isOwn = chosen !== undefined && (chosen === link.from || chosen === link.to)
      const color = isPath
        ? ink.path
        : isOwn
          ? chosen === link.to
            ? ink.into
            : ink.outOf
          : chosen === undefined
            ? links.length > CARPET
              ? ink.flow
              : ink.line
            : ink.flow
      return [
        {
          from,
          to,
          width: isPath ? 3 : Math.min(5, 0.7 + Math.log2(link.relations ?? 1)),
          color,
          dashed: (link.trust ?? 1) < 0.4,
        },
      ]
    })
  const room = Math.max(0, MOST_ELEMENTS - marks.length)
  return { drawing: { marks, links: lines.slice(0, room) }, left: Math.max(0, lines.length - room) }
}
