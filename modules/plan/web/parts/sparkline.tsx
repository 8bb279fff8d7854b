import type { State } from '#kernel/web'

interface SparklineProps {
  readonly points: readonly { readonly value: number | null }[]
  /** The level to be reached: a dashed line where it lies in view. */
  readonly goal: number | null
  readonly state: State
}

const WIDTH = 100
const HEIGHT = 30
const PAD = 3

/** The course of a value without axes; the numbers stand beside it, so it is hidden from screen readers. */
export function Sparkline({ points, goal, state }: SparklineProps) {
  const known = points.flatMap(({ value }, at) => (value === null ? [] : [{ at, value }]))
  if (known.length < 2) return <span className="zq-plan-spark" aria-hidden />
  const values = known.map(({ value }) => value)
  const low = Math.min(...values)
  const high = Math.max(...values)
  // A goal far off would press the course flat; it is drawn only where it leaves the course half of the height.
  const near = goal !== null && Math.abs(goal - (low + high) / 2) <= (high - low) * 1.5
  const min = near ? Math.min(low, goal) : low
  const max = near ? Math.max(high, goal) : high
  const x = (at: number) => (at / (points.length - 1)) * WIDTH
  const y = (value: number) => HEIGHT - PAD - ((value - min) / (max - min || 1)) * (HEIGHT - 2 * PAD)
  const line = known.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const last = known.at(-1)!
  return (
    <svg
      className={`zq-plan-spark zq-plan-ink-${state}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
    >
      <polygon
        points={`${x(known[0]!.at)},${HEIGHT} ${line} ${x(last.at)},${HEIGHT}`}
        className="zq-plan-spark-area"
      />
      {near && <line x1="0" x2={WIDTH} y1={y(goal)} y2={y(goal)} className="zq-plan-spark-goal" />}
      <polyline points={line} className="zq-plan-spark-line" />
    </svg>
  )
}
