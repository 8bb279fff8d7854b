/** One eigenvector of a symmetric matrix and all eigenvalues, ascending. */
export interface EigenPair {
  readonly values: Float64Array
  /** Of length one, to the eigenvalue at the place asked for. */
  readonly vector: Float64Array
  /** Largest entry of `matrix · vector - value · vector`. */
  readonly residual: number
}

const EPSILON = 2 ** -52
const SWEEPS = 60
/** A pivot of a matrix of zeros; its inverse is still a number. */
const SMALLEST = 1e-200
/** Rounds of inverse iteration; two are enough, the third is for an unlucky start. */
const ROUNDS = 3

/**
 * All eigenvalues of a symmetric matrix and the eigenvector of one of them: Householder reduction to tridiagonal form,
 * implicit QL for the values, inverse iteration for the vector, carried back through the reflections (Wilkinson and
 * Reinsch, Handbook for Automatic Computation II, 1971). The vector is as exact as rounding and the distance to the next
 * value allow; the residual says how exact.
 *
 * @param size number of rows
 * @param matrix row-major, `size × size`, symmetric; not changed
 * @param place which eigenvalue, 0 the smallest
 * @throws RangeError when the matrix holds NaN or infinity, or there is no such place
 * Time: 4/3 size³ operations; memory: size².
 */
export function eigenPair(size: number, matrix: Float64Array, place: number): EigenPair {
  if (!(place >= 0 && place < size)) throw new RangeError(`no eigenvalue ${place} of ${size}`)
  if (matrix.some((value) => !Number.isFinite(value)))
    throw new RangeError('the matrix holds something that is not a finite number')
  const work = matrix.slice()
  const { diagonal, beside, squares } = tridiagonalise(size, work)
  const values = tridiagonalValues(diagonal.slice(), beside.slice())
  const vector = inverseIteration(diagonal, beside, values[place]!)
  carryBack(size, work, squares, vector)
  let residual = 0
  for (let i = 0; i < size; i++) {
    let sum = -values[place]! * vector[i]!
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!
    residual = Math.max(residual, Math.abs(sum))
  }
  return { values, vector, residual }
}

/** Leaves reflection `i` in the first `i` entries of row `i`; works on the triangle above the diagonal, which lies in rows. */
function tridiagonalise(n: number, v: Float64Array) {
  const beside = new Float64Array(n)
  const squares = new Float64Array(n)
  const u = new Float64Array(n)
  const e = new Float64Array(n)
  for (let i = n - 1; i > 0; i--) {
    let scale = 0
    for (let k = 0; k < i; k++) {
      u[k] = v[k * n + i]!
      scale += Math.abs(u[k]!)
    }
    if (i === 1 || scale === 0) {
      beside[i] = u[i - 1]!
      continue
    }
    let h = 0
    for (let k = 0; k < i; k++) {
      u[k]! /= scale
      h += u[k]! * u[k]!
    }
    const last = u[i - 1]!
    const g = last > 0 ? -Math.sqrt(h) : Math.sqrt(h)
    beside[i] = scale * g
    h -= last * g
    u[i - 1] = last - g
    reflect(n, i, h, v, u, e)
    squares[i] = h
    v.set(u.subarray(0, i), i * n)
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => v[i * n + i]!)
  return { diagonal, beside, squares }
}

/** Applies one reflection from both sides to the leading `i × i` block. */
function reflect(n: number, i: number, h: number, v: Float64Array, u: Float64Array, e: Float64Array): void {
  e.fill(0, 0, i)
  for (let j = 0; j < i; j++) {
    const f = u[j]!
    const row = j * n
    let g = v[row + j]! * f
    for (let k = j + 1; k < i; k++) {
      const value = v[row + k]!
      g += value * u[k]!
      e[k]! += value * f
    }
    e[j]! += g
  }
  let along = 0
  for (let j = 0; j < i; j++) {
    e[j]! /= h
    along += e[j]! * u[j]!
  }
  const half = along / (h + h)
  for (let j = 0; j < i; j++) e[j]! -= half * u[j]!
  for (let j = 0; j < i; j++) {
    const f = u[j]!
    const g = e[j]!
    const row = j * n
    for (let k = j; k < i; k++) v[row + k]! -= f * e[k]! + g * u[k]!
  }
}

/** Eigenvalues of a tridiagonal matrix by implicit QL, ascending. `beside[i]` couples rows i - 1 and i. */
function tridiagonalValues(d: Float64Array, beside: Float64Array): Float64Array {
  const n = d.length
  const e = new Float64Array(n)
  e.set(beside.subarray(1))
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l
      while (m < n - 1 && Math.abs(e[m]!) > EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++
      if (m === l) break
      if (sweep === SWEEPS) throw new RangeError('the eigenvalues do not converge')
      sweepOnce(l, m, d, e)
    }
  }
  return d.sort()
}

function sweepOnce(l: number, m: number, d: Float64Array, e: Float64Array): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!)
  let r = Math.hypot(g, 1)
  g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -r : r))
  let s = 1
  let c = 1
  let p = 0
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!
    const b = c * e[i]!
    r = Math.hypot(f, g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1]! -= p
      e[m] = 0
      return
    }
    s = f / r
    c = g / r
    g = d[i + 1]! - p
    r = (d[i]! - g) * s + 2 * c * b
    p = s * r
    d[i + 1] = g + p
    g = c * r - b
  }
  d[l]! -= p
  e[l] = g
  e[m] = 0
}

/** Eigenvector of a tridiagonal matrix: solves (T - value) x = x a few times, by elimination with row exchanges. */
function inverseIteration(diagonal: Float64Array, beside: Float64Array, value: number): Float64Array {
  const n = diagonal.length
  const x = Float64Array.from({ length: n }, (_, i) => 1 + ((i * 7919) % 101) / 101)
  const size = diagonal.reduce((most, d, i) => Math.max(most, Math.abs(d) + Math.abs(beside[i]!)), 0)
  const tiny = Math.max(size * EPSILON, SMALLEST)
  const a = new Float64Array(n)
  const b = new Float64Array(n)
  const c = new Float64Array(n)
  const factor = new Float64Array(n)
  const exchanged = new Uint8Array(n)
  let pivot = diagonal[0]! - value
  let right = n > 1 ? beside[1]! : 0
  for (let i = 0; i < n - 1; i++) {
    const below = beside[i + 1]!
    const next = diagonal[i + 1]! - value
    const after = i + 2 < n ? beside[i + 2]! : 0
    if (Math.abs(below) > Math.abs(pivot)) {
      exchanged[i] = 1
      factor[i] = pivot / below
      a[i] = Math.abs(below) < tiny ? tiny : below
      b[i] = next
      c[i] = after
      pivot = right - factor[i]! * next
      right = -factor[i]! * after
    } else {
      factor[i] = pivot === 0 ? 0 : below / pivot
      a[i] = Math.abs(pivot) < tiny ? tiny : pivot
      b[i] = right
      pivot = next - factor[i]! * right
      right = after
    }
  }
  a[n - 1] = Math.abs(pivot) < tiny ? tiny : pivot
  for (let round = 0; round < ROUNDS; round++) {
    normalise(x)
    for (let i = 0; i < n - 1; i++) {
      if (exchanged[i]) {
        const upper = x[i]!
        x[i] = x[i + 1]!
        x[i + 1] = upper - factor[i]! * x[i]!
      } else x[i + 1]! -= factor[i]! * x[i]!
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i]!
      if (i + 1 < n) sum -= b[i]! * x[i + 1]!
      if (i + 2 < n) sum -= c[i]! * x[i + 2]!
      x[i] = sum / a[i]!
    }
  }
  normalise(x)
  return x
}

function normalise(x: Float64Array): void {
  let largest = 0
  for (const value of x) largest = Math.max(largest, Math.abs(value))
  let squares = 0
  for (const value of x) squares += (value / largest) ** 2
  const length = largest * Math.sqrt(squares)
  for (let i = 0; i < x.length; i++) x[i]! /= length
}

/** Turns a vector of the tridiagonal matrix into one of the matrix it came from. */
function carryBack(n: number, v: Float64Array, squares: Float64Array, x: Float64Array): void {
  for (let i = 1; i < n; i++) {
    if (squares[i] === 0) continue
    const row = i * n
    let sum = 0
    for (let k = 0; k < i; k++) sum += v[row + k]! * x[k]!
    sum /= squares[i]!
    for (let k = 0; k < i; k++) x[k]! -= sum * v[row + k]!
  }
}
