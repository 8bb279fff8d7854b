/** Factors of a square matrix, rows exchanged for stability. */
export interface Factors {
  readonly size: number
  readonly lu: Float64Array
  readonly order: Uint32Array
}

/** LU factors with partial pivoting, or undefined when the matrix is singular. Time: size³ / 3. */
export function factorise(matrix: Float64Array, size: number): Factors | undefined {
  const lu = Float64Array.from(matrix)
  const order = Uint32Array.from({ length: size }, (_, row) => row)
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let row = k + 1; row < size; row++)
      if (Math.abs(lu[row * size + k] as number) > Math.abs(lu[pivot * size + k] as number)) pivot = row
    if ((lu[pivot * size + k] as number) === 0) return undefined
    if (pivot !== k) {
      for (let column = 0; column < size; column++) swap(lu, k * size + column, pivot * size + column)
      swap(order, k, pivot)
    }
    for (let row = k + 1; row < size; row++) {
      const factor = (lu[row * size + k] as number) / (lu[k * size + k] as number)
      if (factor === 0) continue
      lu[row * size + k] = factor
      for (let column = k + 1; column < size; column++)
        lu[row * size + column] =
          (lu[row * size + column] as number) - factor * (lu[k * size + column] as number)
    }
  }
  return { size, lu, order }
}

function swap(values: Float64Array | Uint32Array, a: number, b: number): void {
  const held = values[a] as number
  values[a] = values[b] as number
  values[b] = held
}

/** Solves A x = b. */
export function solveFactored({ size, lu, order }: Factors, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(order, (row) => b[row] as number)
  for (let row = 1; row < size; row++)
    for (let column = 0; column < row; column++)
      x[row] = (x[row] as number) - (lu[row * size + column] as number) * (x[column] as number)
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++)
      x[row] = (x[row] as number) - (lu[row * size + column] as number) * (x[column] as number)
    x[row] = (x[row] as number) / (lu[row * size + row] as number)
  }
  return x
}

/** Solves Aᵀ x = b. */
export function solveTransposed({ size, lu, order }: Factors, b: ArrayLike<number>): Float64Array {
  const y = Float64Array.from(b)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++)
      y[row] = (y[row] as number) - (lu[column * size + row] as number) * (y[column] as number)
    y[row] = (y[row] as number) / (lu[row * size + row] as number)
  }
  for (let row = size - 1; row >= 0; row--)
    for (let column = row + 1; column < size; column++)
      y[row] = (y[row] as number) - (lu[column * size + row] as number) * (y[column] as number)
  const x = new Float64Array(size)
  for (let row = 0; row < size; row++) x[order[row] as number] = y[row] as number
  return x
}
