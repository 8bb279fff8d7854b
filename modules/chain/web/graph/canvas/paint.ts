import type { Drawing, Line, Mark, View } from './drawing.ts'

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

const LEAST_RADIUS = 1.5

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
      } else context.fill()
      if (at === chosen || at === hovered) {
        context.lineWidth = 2
        context.strokeStyle = ink.text
        context.beginPath()
        context.arc(x, y, radius + 4, 0, 2 * Math.PI)
        context.stroke()
        context.strokeStyle = color
      }
      if (mark.letter && radius >= 6) {
        context.font = `600 ${Math.min(15, radius * 1.25)}px ${ink.font}`
        context.textAlign = 'center'
        context.textBaseline = 'middle'
        context.fillStyle = mark.shape === 'ring' ? color : ink.surface
        context.fillText(mark.letter, x, y + 0.5)
        context.fillStyle = color
      }
    }
  }
  context.globalAlpha = 1
}

const LABEL_PX = 12
/** Between a mark and its label, more than the diagonal of a cell: a label must not stumble over its own mark. */
const LABEL_GAP = 5
const MOST_LABELS = 260
/** Cells of the screen that marks and labels take, so that none is written over another. */
const CELL = 5
/** Half the height of a label to both sides of its line. */
const ASIDE = [-3.5, 0, 3.5]

function paintLabels(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { prepared: { drawing, labelled, widths }, view, ink, chosen, hovered }: Painting,
): void {
  const columns = Math.ceil(width / CELL) + 1
  const taken = new Uint8Array(columns * (Math.ceil(height / CELL) + 1))
  const first = [chosen, hovered].filter((at) => at >= 0)
  context.font = `${LABEL_PX}px ${ink.font}`
  context.textBaseline = 'middle'
  let written = 0
  claimMarks()
  for (const [place, at] of [...first, ...labelled].entries()) {
    const mark = drawing.marks[at] as Mark
    const isSure = place < first.length
    if (!isSure && first.includes(at)) continue
    const x = mark.x * view.scale + view.x
    const y = mark.y * view.scale + view.y
    if (x < -200 || y < -20 || x > width + 200 || y > height + 20) continue
    const away = Math.max(LEAST_RADIUS, mark.radius * view.scale) + LABEL_GAP
    const angle = mark.angle ?? 0
    const isLeft = Math.cos(angle) < 0
    const turn = isLeft ? angle + Math.PI : angle
    if (widths[at] === 0) widths[at] = context.measureText(mark.label).width
    const long = widths[at] as number
    if (!claim(x, y, angle, away, long, isSure)) continue
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    context.textAlign = isLeft ? 'right' : 'left'
    context.lineWidth = 3
    context.strokeStyle = ink.surface
    context.strokeText(mark.label, isLeft ? -away : away, 0)
    context.fillStyle = ink.text
    context.fillText(mark.label, isLeft ? -away : away, 0)
    context.restore()
    if (++written >= MOST_LABELS) return
  }

  /** Takes the cells under a label; false when one is taken already. */
  function claim(x: number, y: number, angle: number, away: number, long: number, isSure: boolean): boolean {
    const cells: number[] = []
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    for (let far = away; far <= away + long; far += CELL / 2)
      for (const aside of ASIDE) {
        const column = Math.floor((x + cos * far - sin * aside) / CELL)
        const row = Math.floor((y + sin * far + cos * aside) / CELL)
        if (column < 0 || row < 0 || column >= columns || row * CELL > height) continue
        const cell = row * columns + column
        if (taken[cell] === 1 && !isSure) return false
        cells.push(cell)
      }
    for (const cell of cells) taken[cell] = 1
    return true
  }

  /** Takes the cells under the marks, so that no label hides one. */
  function claimMarks(): void {
    for (const mark of drawing.marks) {
      const radius = Math.max(LEAST_RADIUS, mark.radius * view.scale)
      const [x, y] = [mark.x * view.scale + view.x, mark.y * view.scale + view.y]
      for (let row = Math.floor((y - radius) / CELL); row <= Math.floor((y + radius) / CELL); row++)
        for (
          let column = Math.floor((x - radius) / CELL);
          column <= Math.floor((x + radius) / CELL);
          column++
        )
          if (row >= 0 && column >= 0 && column < columns && row * CELL <= height)
            taken[row * columns + column] = 1
    }
  }
}
