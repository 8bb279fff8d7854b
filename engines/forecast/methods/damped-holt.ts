import { leastSquares } from '../statistics.ts'
import type { Extrapolate } from './trend.ts'

interface State {
  error: number
  level: number
  trend: number
}

const ALPHAS = [0.05, 0.15, 0.3, 0.5, 0.7, 0.9]
const BETAS = [0.02, 0.1, 0.25, 0.5]
const PHIS = [0.8, 0.88, 0.94, 0.98]

/**
 * Holt's linear smoothing (1957) with a damped trend (Gardner and McKenzie 1985). Level, trend and damping
 * parameters minimise the squared one-step error: a coarse grid, then coordinate steps that halve.
 */
export const dampedHolt: Extrapolate = (values, horizon) => {
  if (values.length < 4) return null
  const head = leastSquares(values.slice(0, Math.min(10, Math.max(4, values.length >> 1))))
  const start = { level: head.intercept - head.slope, trend: head.slope }
  let best = { alpha: 0.3, beta: 0.1, phi: 0.94, state: run(values, start, 0.3, 0.1, 0.94) }
  const attempt = (alpha: number, beta: number, phi: number): boolean => {
    const state = run(values, start, alpha, beta, phi)
    if (!(state.error < best.state.error)) return false
    best = { alpha, beta, phi, state }
    return true
  }
  for (const alpha of ALPHAS) for (const beta of BETAS) for (const phi of PHIS) attempt(alpha, beta, phi)
  for (let width = 0.08; width > 0.005; width /= 2) {
    for (const sign of [-1, 1]) {
      attempt(within(best.alpha + sign * width, 0.01, 0.99), best.beta, best.phi)
      attempt(best.alpha, within(best.beta + sign * width, 0.001, 0.9), best.phi)
      attempt(best.alpha, best.beta, within(best.phi + (sign * width) / 2, 0.8, 0.98))
    }
  }
  const { phi, state } = best
  let point = state.level
  let trend = state.trend
  return Array.from({ length: horizon }, () => {
    trend *= phi
    point += trend
    return point
  })
}

function run(
  values: readonly number[],
  start: { level: number; trend: number },
  alpha: number,
  beta: number,
  phi: number,
): State {
  let { level, trend } = start
  let error = 0
  for (let t = 0; t < values.length; t++) {
    const ahead = level + phi * trend
    const miss = values[t]! - ahead
    error += miss * miss
    level = ahead + alpha * miss
    trend = phi * trend + alpha * beta * miss
  }
  return { error, level, trend }
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
