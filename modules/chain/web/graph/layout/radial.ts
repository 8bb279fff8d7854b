/** A tree to be laid out. */
export interface Branch {
  readonly key: string
  readonly children: readonly Branch[]
}

export interface Place {
  readonly x: number
  readonly y: number
  /** Direction from the middle, in radians. */
  readonly angle: number
  readonly depth: number
}

export interface RadialOptions {
  /** Room for one leaf on the outermost ring, in units of the plane. */
  readonly spacing?: number
  /** Least distance between two rings. */
  readonly ring?: number
}

/**
 * A tree in rings about its invisible root: leaves stand evenly on the circle, a branch in the middle of its leaves. More
 * leaves than `crowd` on one branch stand in three staggered rows, so that a full branch does not blow up the whole circle.
 * Always the same for the same tree. Time: its nodes.
 */
export function radial(roots: readonly Branch[], options: RadialOptions = {}): Map<string, Place> {
  const [only] = roots
  if (only && roots.length === 1 && only.children.length > 0) {
    // A tree of one root: it stands in the middle.
    const places = radial(only.children, options)
    places.set(only.key, { x: 0, y: 0, angle: 0, depth: 0 })
    return places
  }
  const { spacing = 24, ring = 130 } = options
  const leaves = roots.reduce((sum, root) => sum + roomOf(root), 0)
  const depth = Math.max(1, ...roots.map(depthOf))
  const outermost = Math.max(ring * depth, (leaves * spacing) / (2 * Math.PI))
  const step = outermost / depth
  const places = new Map<string, Place>()
  let used = 0
  const angleOf = (room: number) => (room / Math.max(1, leaves)) * 2 * Math.PI - Math.PI / 2

  function lay(branch: Branch, level: number): number {
    const begun = used
    const isCrowded = isCrowd(branch)
    for (const [at, child] of branch.children.entries()) {
      if (!isCrowded) {
        lay(child, level + 1)
        continue
      }
      const room = begun + (at / branch.children.length) * roomOf(branch)
      put(child.key, angleOf(room + 0.5 / ROWS), step * (level + 1) + (at % ROWS) * ROW, level + 1)
    }
    if (branch.children.length === 0) used++
    else if (isCrowded) used = begun + roomOf(branch)
    const angle = angleOf((begun + used) / 2)
    put(branch.key, angle, step * level, level)
    return angle
  }
  function put(key: string, angle: number, radius: number, level: number): void {
    places.set(key, { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius, angle, depth: level })
  }
  for (const root of roots) lay(root, 1)
  return places
}

const CROWD = 24
const ROWS = 3
const ROW = 34

const isCrowd = ({ children }: Branch) =>
  children.length > CROWD && children.every((child) => child.children.length === 0)

/** Leaves that a branch needs room for. */
function roomOf(branch: Branch): number {
  if (branch.children.length === 0) return 1
  if (isCrowd(branch)) return Math.ceil(branch.children.length / ROWS)
  return branch.children.reduce((sum, child) => sum + roomOf(child), 0)
}

function depthOf({ children }: Branch): number {
  return 1 + Math.max(0, ...children.map(depthOf))
}
