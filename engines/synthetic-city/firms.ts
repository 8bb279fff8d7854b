import type { Calendar } from './calendar.ts'
import type { NodeInput, RegionInput } from './types.ts'

/** Kind of a firm. */
export const VEHICLE = 0
export const ELECTRONICS = 1
export const MECHANICAL = 2
export const SERVICE = 3

/** Bits of `flags`. */
export const RECRUITED = 1
export const TRANSFORMED = 2
export const STARTUP = 4
export const SRDI = 8
export const GIANT = 16
export const HIGH_TECH = 32
export const IATF = 64
export const SRDI_LAPSED = 128

export const NEVER = 0x7fffffff
export const SERVICE_TIER = 9

/**
 * What must be known about all firms at once (who sells to whom depends on everybody's size): about 60 bytes per
 * firm in typed arrays. Everything else is worked out firm by firm from the seed.
 */
export interface Population {
  size: number
  seed: number
  cityZh: string
  calendar: Calendar
  nodes: NodeInput[]
  regions: RegionInput[]
  western: boolean[]
  kind: Uint8Array
  tier: Uint8Array
  region: Uint16Array
  node: Uint16Array
  flags: Uint16Array
  /** Annual revenue at the key date in fen. */
  base: Float64Array
  /** Growth a year, as the exponent: 0.1 is 10.5 %. */
  growth: Float32Array
  established: Int32Array
  entered: Int32Array
  closed: Int32Array
  listed: Int32Array
  /** The firm whose branch it is, or -1. */
  head: Int32Array
}
