/** Used by the tests: adds numbers, or works for ever. */
export default function work(input: { numbers: readonly number[]; forever?: boolean }): number {
  while (input.forever) Math.sqrt(Date.now())
  return input.numbers.reduce((sum, n) => sum + n, 0)
}
