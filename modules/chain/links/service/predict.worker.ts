import type { LinkPrediction } from '#engines/link-prediction'
import { type ToldInput, tell } from '../../../../kernel/jobs/tell.ts'
import type { LinkInput } from '../domain/input.ts'
import { predict } from '../domain/predict.ts'

/** Learns, evaluates and proposes. */
export default function work(told: ToldInput<LinkInput>): LinkPrediction {
  return predict(told.input, (share) => tell(told, share))
}
