import type { Mark } from './drawing.ts'
import { LEAST_RADIUS, type Painting } from './paint.ts'

const LABEL_PX = 12
/** Between a mark and its label, more than the diagonal of a cell: a label must not stumble over its own mark. */
const LABEL_GAP = 5
const MOST_LABELS = 260
/** Cells of the screen that marks and labels take, so that none is written over another. */
const CELL = 5
/** Half the height of a label to both sides of its line. */
const ASIDE = [-6, -2, 2, 6]

/** Writes as many labels as have room, the heaviest marks first; those of marks that stand out always. */
export function paintLabels(
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
    if (mark.isLevel) {
      if (widths[at] === 0) widths[at] = context.measureText(mark.label).width
      const long = widths[at] as number
      const below = y + away + LABEL_PX / 2
      if (!claim(x - long / 2, below, 0, 0, long, isSure || mark.isLevel)) continue
      write(mark.label, x, below, 0, 0, 'center')
      written++
      continue
    }
    const angle = mark.angle ?? 0
    const isLeft = Math.cos(angle) < 0
    const turn = isLeft ? angle + Math.PI : angle
    if (widths[at] === 0) widths[at] = context.measureText(mark.label).width
    const long = widths[at] as number
    if (!claim(x, y, angle, away, long, isSure)) continue
    write(mark.label, x, y, turn, isLeft ? -away : away, isLeft ? 'right' : 'left')
    if (++written >= MOST_LABELS) return
  }

  function write(
    text: string,
    x: number,
    y: number,
    turn: number,
    shift: number,
    align: CanvasTextAlign,
  ): void {
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    context.textAlign = align
    context.lineWidth = 3
    context.strokeStyle = ink.surface
    context.strokeText(text, shift, 0)
    context.fillStyle = ink.text
    context.fillText(text, shift, 0)
    context.restore()
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
