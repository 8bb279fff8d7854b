import { type Covered, type Drawing, fitted, markAt, moved, type View, zoomed } from './drawing.ts'
import { type Ink, paint, prepare } from './paint.ts'

export interface CanvasEvents {
  /** A mark was chosen by click or tap; undefined: beside all marks. */
  readonly onPick: (key: string | undefined) => void
  readonly onOpen?: (key: string) => void
  readonly onHover?: (key: string | undefined) => void
}

const WHEEL = 0.0015
/** Farther than so many pixels a press is a drag. */
const STILL = 4

/**
 * A picture of marks and lines on a canvas that is dragged, zoomed and pointed at. It is painted when something changed, at
 * most once a frame; lines are kept as paths of the plane, so that a drag only moves them.
 */
export class ChainCanvas {
  private readonly canvas = document.createElement('canvas')
  private readonly events: CanvasEvents
  private readonly watch: ResizeObserver
  private prepared = prepare({ marks: [], links: [] })
  private view: View = { scale: 1, x: 0, y: 0 }
  private ink: Ink = { text: '#1c2634', surface: '#ffffff', font: 'sans-serif' }
  private chosen = -1
  private hovered = -1
  private waiting = 0
  private mustFit = true
  private isMoved = false
  private covered: Covered = { right: 0, bottom: 0 }
  private readonly pointers = new Map<number, { x: number; y: number }>()
  private travelled = 0

  constructor(box: HTMLElement, events: CanvasEvents) {
    this.events = events
    const { canvas } = this
    canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;touch-action:none;cursor:grab'
    box.append(canvas)
    canvas.addEventListener('pointerdown', this.press)
    canvas.addEventListener('pointermove', this.move)
    canvas.addEventListener('pointerup', this.release)
    canvas.addEventListener('pointercancel', this.release)
    canvas.addEventListener('pointerleave', this.leave)
    canvas.addEventListener('dblclick', this.open)
    canvas.addEventListener('wheel', this.wheel, { passive: false })
    this.watch = new ResizeObserver(() => {
      // Nobody has moved it: all of it stays in view, whatever room there is.
      this.mustFit ||= !this.isMoved
      this.repaint()
    })
    this.watch.observe(canvas)
  }

  /** Takes another drawing; the view stays unless `fit` is asked for. */
  show(drawing: Drawing, { fit = false, chosen }: { fit?: boolean; chosen?: string } = {}): void {
    this.prepared = prepare(drawing)
    this.mustFit ||= fit
    this.hovered = -1
    this.choose(chosen)
  }

  choose(key: string | undefined): void {
    this.chosen = key === undefined ? -1 : this.marks.findIndex((mark) => mark.key === key)
    this.repaint()
  }

  wear(ink: Ink): void {
    this.ink = ink
    this.repaint()
  }

  /** Says what lies over the canvas; the picture is fitted beside it from then on. */
  cover(covered: Covered): void {
    this.covered = covered
  }

  fit(): void {
    this.mustFit = true
    this.repaint()
  }

  zoom(factor: number): void {
    const { clientWidth, clientHeight } = this.canvas
    this.view = zoomed(this.view, factor, clientWidth / 2, clientHeight / 2)
    this.isMoved = true
    this.repaint()
  }

  pan(dx: number, dy: number): void {
    this.view = moved(this.view, dx, dy)
    this.isMoved = true
    this.repaint()
  }

  /** Brings a mark to the middle. */
  centre(key: string): void {
    const mark = this.marks.find((of) => of.key === key)
    if (!mark) return
    const { clientWidth, clientHeight } = this.canvas
    const scale = Math.max(this.view.scale, 0.9)
    this.isMoved = true
    this.view = { scale, x: clientWidth / 2 - mark.x * scale, y: clientHeight / 2 - mark.y * scale }
    this.repaint()
  }

  /** The picture as a PNG, on the page's ground, with a note at its foot. */
  picture(note = ''): string {
    const copy = document.createElement('canvas')
    copy.width = this.canvas.width
    copy.height = this.canvas.height
    const context = copy.getContext('2d') as CanvasRenderingContext2D
    context.fillStyle = this.ink.surface
    context.fillRect(0, 0, copy.width, copy.height)
    context.drawImage(this.canvas, 0, 0)
    const ratio = copy.width / Math.max(1, this.canvas.clientWidth)
    context.font = `${12 * ratio}px ${this.ink.font}`
    context.fillStyle = this.ink.text
    context.fillText(note, 12 * ratio, copy.height - 12 * ratio)
    return copy.toDataURL('image/png')
  }

  remove(): void {
    cancelAnimationFrame(this.waiting)
    this.watch.disconnect()
    this.canvas.remove()
  }

  private get marks() {
    return this.prepared.drawing.marks
  }

  private repaint(): void {
    if (this.waiting === 0) this.waiting = requestAnimationFrame(() => this.paintNow())
  }

  private paintNow(): void {
    this.waiting = 0
    const { canvas, prepared, ink, chosen, hovered } = this
    const { marks } = prepared.drawing
    const { clientWidth: width, clientHeight: height } = canvas
    if (width === 0 || height === 0) return
    const ratio = Math.min(2, window.devicePixelRatio || 1)
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
    }
    if (this.mustFit && marks.length > 0) {
      this.view = fitted(prepared.drawing, width - this.covered.right, height - this.covered.bottom)
      this.mustFit = false
      this.isMoved = false
    }
    const context = canvas.getContext('2d')
    if (!context) return
    paint(context, width, height, { prepared, view: this.view, ink, ratio, chosen, hovered })
    // What the bench of the page waits for.
    canvas.dataset.elements = String(marks.length + prepared.drawing.links.length)
  }

  private at(event: PointerEvent | MouseEvent): number {
    return markAt(this.marks, this.view, event.offsetX, event.offsetY)
  }

  private readonly press = (event: PointerEvent): void => {
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY })
    this.travelled = 0
    this.canvas.setPointerCapture(event.pointerId)
  }

  private readonly move = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId)
    if (!before) {
      this.hover(this.at(event))
      return
    }
    const now = { x: event.offsetX, y: event.offsetY }
    const [dx, dy] = [now.x - before.x, now.y - before.y]
    this.travelled += Math.hypot(dx, dy)
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const apart = (of: { x: number; y: number }) => Math.max(1, Math.hypot(of.x - other.x, of.y - other.y))
      this.view = zoomed(this.view, apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2)
    } else this.view = moved(this.view, dx, dy)
    this.isMoved = true
    this.pointers.set(event.pointerId, now)
    this.repaint()
  }

  private readonly release = (event: PointerEvent): void => {
    this.pointers.delete(event.pointerId)
    if (event.type !== 'pointerup' || this.travelled > STILL || this.pointers.size > 0) return
    this.events.onPick(this.marks[this.at(event)]?.key)
  }

  private readonly leave = (): void => this.hover(-1)

  private readonly open = (event: MouseEvent): void => {
    const mark = this.marks[this.at(event)]
    if (mark) this.events.onOpen?.(mark.key)
  }

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault()
    this.view = zoomed(this.view, Math.exp(-event.deltaY * WHEEL), event.offsetX, event.offsetY)
    this.isMoved = true
    this.repaint()
  }

  private hover(at: number): void {
    if (at === this.hovered) return
    this.hovered = at
    this.canvas.style.cursor = at < 0 ? 'grab' : 'pointer'
    this.events.onHover?.(this.marks[at]?.key)
    this.repaint()
  }
}
