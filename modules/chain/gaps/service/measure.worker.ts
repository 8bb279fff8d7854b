import { type ToldInput, tell } from '../../../../kernel/jobs/tell.ts'
import type { GapInput } from '../domain/input.ts'
import { measureNodes, type NodeFigures } from '../domain/measure.ts'

/** Measures all nodes. */
export default function measure(told: ToldInput<GapInput>): NodeFigures[] {
  const figures = measureNodes(told.input)
  tell(told, 1)
  return figures
}
