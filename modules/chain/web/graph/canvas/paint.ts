import type { Drawing, Line, Mark, View } from './drawing.ts'
import { paintLabels } from './labels.ts'

/** Lines of one look, as one path of the plane. */
interface Strand {
  readonly path: Path2D
  readonly color: string
  readonly width: number
  readonly dashed: boolean
}

/** What of a drawing is the same in every frame, made once. */
export interface Prepared {
  readonly drawing: Drawing
  readonly strands: readonly Strand[]
  readonly byColor: readonly (readonly [color: string, marks: readonly number[]])[]
  /** Marks with a label, the heaviest first. */
  readonly labelled: readonly number[]
  /** Widths of labels in CSS pixels, measured when one is first written. */
  readonly widths: Float64Array
}

export function prepare(drawing: Drawing): Prepared {
  const { marks, links } = drawing
  const groups = Map.groupBy(links, ({ color, width, dashed }) => `${color} ${width} ${dashed ?? false}`)
  const strands = [...groups.values()].map((lines) => {
    const path = new Path2D()
    for (const line of lines) trace(path, marks, line)
    const { color, width, dashed = false } = lines[0] as Line
    return { path, color, width, dashed }
  })
  const weight = (at: number) => (marks[at] as Mark).weight
  return {
    drawing,
    strands,
    byColor: [...Map.groupBy(marks.keys(), (at) => (marks[at] as Mark).color)],
    labelled: [...marks.keys()]
      .filter((at) => marks[at]?.label !== '' && !marks[at]?.faded)
      .sort((a, b) => weight(b) - weight(a)),
    widths: new Float64Array(marks.length),
  }
}

function trace(path: Path2D, marks: readonly Mark[], { from, to, bend }: Line): void {
  const [a, b] = [marks[from], marks[to]]
  if (!a || !b) return
  path.moveTo(a.x, a.y)
  if (bend) path.bezierCurveTo(...bend, b.x, b.y)
  else path.lineTo(b.x, b.y)
}

/** Colours and font of the page. */
export interface Ink {
  readonly text: string
  readonly surface: string
  readonly font: string
}

export interface Painting {
  readonly prepared: Prepared
  readonly view: View
  readonly ink: Ink
  readonly ratio: number
  /** Indexes of marks that stand out. */
  readonly chosen: number
  readonly hovered: number
}

/** Paints lines, marks and as many labels as fit; sizes in CSS pixels. */
export function paint(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  painting: Painting,
): void {
  const { view, ratio } = painting
  const { strands } = painting.prepared
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y)
  for (const { path, color, width: thick, dashed } of strands) {
    context.strokeStyle = color
    context.lineWidth = thick / view.scale
    context.setLineDash(dashed ? [4 / view.scale, 3 / view.scale] : [])
    context.stroke(path)
  }
  context.setLineDash([])
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintMarks(context, width, height, painting)
  paintLabels(context, width, height, painting)
}

/** Marks are at least so large on the screen. */
export const LEAST_RADIUS = 1.5

function paintMarks(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { prepared: { drawing, byColor }, view, ink, chosen, hovered }: Painting,
): void {
  for (const [color, marks] of byColor) {
    context.fillStyle = color
    context.strokeStyle = color
    for (const at of marks) {
      const mark = drawing.marks[at] as Mark
      const x = mark.x * view.scale + view.x
      const y = mark.y * view.scale + view.y
      const radius = Math.max(LEAST_RADIUS, mark.radius * view.scale)
      if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue
      context.globalAlpha = mark.faded ? 0.25 : 1
      context.beginPath()
      if (mark.shape === 'square') context.rect(x - radius, y - radius, 2 * radius, 2 * radius)
      else context.arc(x, y, radius, 0, 2 * Math.PI)
      if (mark.shape === 'ring') {
        context.lineWidth = Math.max(1.5, radius / 4)
        context.fillStyle = ink.surface
        context.fill()
        context.stroke()
        context.fillStyle = color
      } else fillMark(context, mark, x, y, radius, ink.surface)
      if (at === chosen || at === hovered) {
        context.lineWidth = 2
        context.strokeStyle = ink.text
        context.beginPath()
        context.arc(x, y, radius + 4, 0, 2 * Math.PI)
        context.stroke()
        context.strokeStyle = color
      }
      if (mark.letter && radius >= LETTER_RADIUS) {
        context.font = `600 ${Math.min(15, radius * 1.25)}px ${ink.font}`
        context.textAlign = 'center'
        context.textBaseline = 'middle'
        context.fillStyle =
          mark.shape === 'ring' || mark.fill === 'hollow' || mark.fill === 'dotted' ? color : ink.surface
        context.fillText(mark.letter, x, y + 0.5)
        context.fillStyle = color
      }
    }
  }
  context.globalAlpha = 1
}

/** From this size on a mark bears its letter instead of the pattern. */
const LETTER_RADIUS = 6

/** Fills the shape that is traced; small marks tell by the pattern what larger ones tell by their letter. */
function fillMark(
  context: CanvasRenderingContext2D,
  { fill = 'full', letter }: Mark,
  x: number,
  y: number,
  radius: number,
  surface: string,
): void {
  const hasLetter = letter !== undefined && radius >= LETTER_RADIUS
  if (fill === 'hollow' || fill === 'dotted') {
    const color = context.fillStyle
    context.fillStyle = surface
    context.fill()
    context.fillStyle = color
    context.lineWidth = Math.max(1.2, radius / 4)
    context.stroke()
    if (fill === 'hollow' || hasLetter) return
    context.beginPath()
    context.arc(x, y, radius / 3, 0, 2 * Math.PI)
    context.fill()
    return
  }
  context.fill()
  if (fill === 'full' || hasLetter || radius < 2) return
  const color = [context.fillStyle, context.strokeStyle] as const
  context.beginPath()
  if (fill === 'half') {
    context.fillStyle = surface
    const inner = radius * 0.6
    context.rect(x - inner, y - inner, 2 * inner, inner)
    context.fill()
  } else {
    context.strokeStyle = surface
    context.lineWidth = Math.max(1, radius / 3)
    context.moveTo(x - radius, y + radius)
    context.lineTo(x + radius, y - radius)
    context.stroke()
  }
  ;[context.fillStyle, context.strokeStyle] = color
}
