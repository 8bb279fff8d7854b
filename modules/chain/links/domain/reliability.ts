import { wilson } from '#engines/calibration'
import type { LinkPrediction, Ranked } from '#engines/link-prediction'
import type { LinkReliability } from '../../contract/links.ts'
import { FLOOR, HIDDEN } from './limits.ts'

const orNull = (value: number) => (Number.isNaN(value) ? null : value)

const rankedOf = ({ auc, averagePrecision, precisionAt }: Ranked) => ({
  auc: orNull(auc),
  averagePrecision: orNull(averagePrecision),
  precisionAt: [...precisionAt],
})

/** What a run tells of its own reliability: the engine's evaluation, with intervals for the shares that were found. */
export function reliabilityOf(
  { evaluation, warnings }: LinkPrediction,
  { relations, proposed }: { readonly relations: number; readonly proposed: number },
): LinkReliability {
  return {
    relations,
    hiddenShare: HIDDEN,
    proposed,
    floor: FLOOR,
    warnings: warnings.map(({ code, count }) => ({ code, ...warningText(code, count) })),
    evaluation: evaluation && {
      heldOut: evaluation.heldOut,
      reachable: orNull(evaluation.reachable),
      candidates: evaluation.candidates,
      positives: evaluation.positives,
      at: [...evaluation.at],
      model: rankedOf(evaluation.model),
      preferentialAttachment: rankedOf(evaluation.preferentialAttachment),
      commonNeighbours: rankedOf(evaluation.commonNeighbours),
      brier: orNull(evaluation.reliability.brier),
      calibrationError: orNull(evaluation.reliability.ece),
      bins: evaluation.reliability.bins.map(({ from, to, cases, meanProbability, share }) => ({
        from,
        to,
        cases,
        predicted: meanProbability,
        found: wilson(Math.round(share * cases), cases),
      })),
    },
  }
}

function warningText(code: LinkPrediction['warnings'][number]['code'], count: number) {
  if (code === 'tooFewRelations')
    return {
      zh: `可供学习的供应关系太少：隐藏的关系中只有 ${count} 条进入候选，少于 40 条，因此不作任何推测。请先导入更多供应关系。`,
      en: `Too little to learn from: only ${count} of the hidden relations were among the candidates, fewer than 40, so nothing is predicted. Import more supply relations first.`,
    }
  return {
    zh: `隐藏的关系中有 ${count} 条根本不在候选之列，任何排序都找不到它们：没有被推测出来，不等于不存在。`,
    en: `${count} of the hidden relations were not among the candidates at all, and no ranking finds those: what is not predicted may exist all the same.`,
  }
}
