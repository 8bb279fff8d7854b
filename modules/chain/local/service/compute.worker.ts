import { type ToldInput, tell } from '../../../../kernel/jobs/tell.ts'
import { computeLocal, type LocalOutcome, type LocalTask } from '../domain/task.ts'

/** Solves the system and tells how far it is. */
export default function compute(told: ToldInput<LocalTask>): LocalOutcome {
  return computeLocal(told.input, (share) => tell(told, share))
}
