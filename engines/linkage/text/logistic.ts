/** Steps of Newton's method at most; it settles in fewer than ten where it settles at all. */
const STEPS = 25
const SETTLED = 1e-4

/**
 * Logistic regression with a quadratic penalty on all but the constant, by Newton's method (iteratively reweighted
 * least squares). The columns should be on one scale.
 *
 * @param columns measures of all rows
 * @param rows positions to learn from
 * @param labels 0 or 1 for each of `rows`
 * @returns one coefficient for each column and, last, the constant
 */
export function learnLogistic(
  columns: readonly Float64Array[],
  rows: Int32Array,
  labels: Uint8Array,
  penalty: number,
): Float64Array {
  const width = columns.length
  const size = width + 1
  const coefficients = new Float64Array(size)
  const x = new Float64Array(size)
  x[width] = 1
  for (let step = 0; step < STEPS; step++) {
    const curvature = Array.from({ length: size }, () => new Float64Array(size))
    const slope = new Float64Array(size)
    for (let q = 0; q < rows.length; q++) {
      let z = coefficients[width]!
      for (let k = 0; k < width; k++) {
        x[k] = columns[k]![rows[q]!]!
        z += coefficients[k]! * x[k]!
      }
      const p = 1 / (1 + Math.exp(-z))
      const h = p * (1 - p) + 1e-9
      for (let k = 0; k < size; k++) {
        slope[k]! += (labels[q]! - p) * x[k]!
        const scaled = h * x[k]!
        const line = curvature[k]!
        for (let l = 0; l <= k; l++) line[l]! += scaled * x[l]!
      }
    }
    for (let k = 0; k < size; k++) {
      if (k < width) {
        slope[k]! -= penalty * coefficients[k]!
        curvature[k]![k]! += penalty
      }
      for (let l = k + 1; l < size; l++) curvature[k]![l] = curvature[l]![k]!
    }
    const change = solve(curvature, slope)
    let moved = 0
    for (let k = 0; k < size; k++) {
      coefficients[k]! += change[k]!
      moved = Math.max(moved, Math.abs(change[k]!))
    }
    if (moved < SETTLED) break
  }
  return coefficients
}

/** Solves a symmetric positive definite system by Cholesky's method; the inputs are used up. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let k = 0; k < size; k++) {
    const line = matrix[k]!
    for (let l = 0; l <= k; l++) {
      let sum = line[l]!
      for (let m = 0; m < l; m++) sum -= line[m]! * matrix[l]![m]!
      line[l] = k === l ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[l]![l]!
    }
  }
  for (let k = 0; k < size; k++) {
    for (let m = 0; m < k; m++) right[k]! -= matrix[k]![m]! * right[m]!
    right[k]! /= matrix[k]![k]!
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let m = k + 1; m < size; m++) right[k]! -= matrix[m]![k]! * right[m]!
    right[k]! /= matrix[k]![k]!
  }
  return right
}

/** Columns with mean 0 and standard deviation 1; a constant column becomes all 0. */
export function standardise(columns: readonly Float64Array[]): Float64Array[] {
  return columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length
    const spread = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length)
    return column.map((x) => (spread > 1e-12 ? (x - mean) / spread : 0))
  })
}
