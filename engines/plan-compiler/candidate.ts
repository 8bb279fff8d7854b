import type { Surroundings } from './clauses.ts'
import type { SectionKind } from './outline.ts'
import type { Quantity } from './quantities.ts'
import type { TimeMark } from './times.ts'

/** A quantity with all that the rules look at. Offsets are those of its paragraph. */
export interface Candidate {
  text: string
  quantity: Quantity
  near: Surroundings
  sectionKind: SectionKind
  /** The time expression that governs it in its sentence, if any. */
  time: TimeMark | null
  /** True when a deadline stands in the same sentence. */
  explicitDeadline: boolean
  /** True when a deadline stands earlier in the paragraph. */
  paragraphDeadline: boolean
  /** True when the number before it in the same sentence was accepted. */
  followsTarget: boolean
}
