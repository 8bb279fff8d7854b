import type { CompiledTargetDto } from '../../contract.ts'

const MULTIPLES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 }

/** The base unit that a written unit counts in, and how many of it one is: 万亿元 = 1e12 元, 个百分点 = 0.01 ratio-point. */
export function baseOf(unit: string): { factor: number; unit: string } {
  if (/百分点/.test(unit)) return { factor: 0.01, unit: 'ratio-point' }
  if (/^[%％]$/.test(unit)) return { factor: 0.01, unit: 'ratio' }
  let rest = unit
  let factor = 1
  while (rest.length > 1 && MULTIPLES[rest[0]!] !== undefined) {
    factor *= MULTIPLES[rest[0]!]!
    rest = rest.slice(1)
  }
  return { factor, unit: rest === '公里' ? 'km' : rest }
}

/**
 * A corrected target with its normalised pair kept in step: where only the number changed the compiler's own factor
 * holds; a new unit is read by its multipliers.
 */
export function corrected(before: CompiledTargetDto, change: Partial<CompiledTargetDto>): CompiledTargetDto {
  const after = { ...before, ...change }
  if (after.value === before.value && after.valueMax === before.valueMax && after.unit === before.unit)
    return after
  const sameUnit = after.unit === before.unit && before.value !== 0 && before.normalized.value !== 0
  const base = sameUnit
    ? { factor: before.normalized.value / before.value, unit: before.normalized.unit }
    : baseOf(after.unit)
  const scale = (value: number) => Number((value * base.factor).toPrecision(12))
  return {
    ...after,
    normalized: {
      value: scale(after.value),
      valueMax: after.valueMax === null ? null : scale(after.valueMax),
      unit: base.unit,
    },
  }
}
