/** A firm, a node or firms put together, at a place of the plane. */
export interface Mark {
  readonly key: string
  readonly x: number
  readonly y: number
  /** In units of the plane. */
  readonly radius: number
  readonly color: string
  readonly shape: 'circle' | 'square' | 'ring'
  /** How it is filled, so that colour alone says nothing where it is too small for its letter. */
  readonly fill?: 'full' | 'half' | 'hollow' | 'crossed' | 'dotted'
  /** A letter inside, so that colour alone says nothing. */
  readonly letter?: string
  readonly label: string
  /** Labels of heavier marks are drawn first; what they would cover is left out. */
  readonly weight: number
  /** Radians in which the label runs away from the mark; 0 is to the right. */
  readonly angle?: number
  /** The label is written level under the mark, whatever the angle. */
  readonly isLevel?: boolean
  readonly faded?: boolean
}

/** A line between two marks, by their indexes. */
export interface Line {
  readonly from: number
  readonly to: number
  /** In pixels of the screen. */
  readonly width: number
  readonly color: string
  /** Control points of a cubic curve; a straight line without. */
  readonly bend?: readonly [number, number, number, number]
  readonly dashed?: boolean
}

export interface Drawing {
  readonly marks: readonly Mark[]
  readonly links: readonly Line[]
  /** Room for labels at the sides and above and below, in pixels of the screen. */
  readonly margin?: { readonly x: number; readonly y: number }
}

/** Labels get no more than this part of a side. */
const MOST_MARGIN = 0.2

/** What of the canvas lies under something else, in pixels of the screen. */
export interface Covered {
  readonly right: number
  readonly bottom: number
}

/** Where the plane lies on the screen: screen = plane × scale + shift, in CSS pixels. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export const LEAST_SCALE = 0.05
export const MOST_SCALE = 8

/** The view that shows all marks, with room for labels. */
export function fitted(
  { marks, margin = { x: 90, y: 90 } }: Pick<Drawing, 'marks' | 'margin'>,
  width: number,
  height: number,
): View {
  const aside = Math.min(margin.x, width * MOST_MARGIN)
  const above = Math.min(margin.y, height * MOST_MARGIN)
  if (marks.length === 0) return { scale: 1, x: width / 2, y: height / 2 }
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, -Infinity, Number.POSITIVE_INFINITY, -Infinity]
  for (const { x, y, radius } of marks) {
    left = Math.min(left, x - radius)
    right = Math.max(right, x + radius)
    top = Math.min(top, y - radius)
    bottom = Math.max(bottom, y + radius)
  }
  const scale = Math.min(
    Math.max(1, width - 2 * aside) / Math.max(1, right - left),
    Math.max(1, height - 2 * above) / Math.max(1, bottom - top),
    2,
  )
  return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale }
}

/** Zooms by a factor about a point of the screen, which stays where it is. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, view.scale * factor))
  const by = scale / view.scale
  return { scale, x: x - (x - view.x) * by, y: y - (y - view.y) * by }
}

export const moved = (view: View, dx: number, dy: number): View => ({
  ...view,
  x: view.x + dx,
  y: view.y + dy,
})

/** The mark at a point of the screen, or within a few pixels of it; of several the nearest. */
export function markAt(marks: readonly Mark[], view: View, x: number, y: number): number {
  let nearest = -1
  let least = Number.POSITIVE_INFINITY
  for (const [at, mark] of marks.entries()) {
    const dx = mark.x * view.scale + view.x - x
    const dy = mark.y * view.scale + view.y - y
    const far = Math.hypot(dx, dy) - Math.max(4, mark.radius * view.scale)
    if (far < 4 && far < least) {
      least = far
      nearest = at
    }
  }
  return nearest
}
