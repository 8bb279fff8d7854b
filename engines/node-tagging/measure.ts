import { reliability, type Share, wilson } from '#engines/calibration'
import { clausesOf } from './clauses.ts'
import { dictionaryOf, matchesIn } from './dictionary.ts'
import { tag } from './tag.ts'
import { stableHash, textKey, trainTagger } from './train.ts'
import type {
  Evaluation,
  FirmTexts,
  LabelledFirm,
  NodeFigures,
  TaggerModel,
  TaxonomyNode,
  TrainOptions,
} from './types.ts'

/** What was predicted for a firm: probability of each node, and whether it was accepted. */
export type Predicted = ReadonlyMap<string, { readonly probability: number; readonly accepted: boolean }>

/**
 * Precision, recall and calibration of tagging by node, measured on firms that the tagger has not learnt from: each fold is
 * tagged by a model trained on the others. A node without labels has no figures (null), not zeros.
 *
 * @throws RangeError as trainTagger does
 * Time: folds trainings, each with its own folds for calibration.
 */
export function evaluateTagger(
  taxonomy: readonly TaxonomyNode[],
  examples: readonly LabelledFirm[],
  { folds = 5, ...options }: Omit<TrainOptions, 'folds'> & { readonly folds?: number } = {},
): Evaluation {
  const fold = examples.map((example) => stableHash(`fold ${textKey(example)}`) % folds)
  const predicted: Predicted[] = new Array(examples.length)
  for (let f = 0; f < folds; f++) {
    const model = trainTagger(
      taxonomy,
      examples.filter((_, at) => fold[at] !== f),
      options,
    )
    for (const [at, { texts }] of examples.entries())
      if (fold[at] === f) predicted[at] = predict(model, texts)
    options.onProgress?.((f + 1) / folds)
  }
  return figures(taxonomy, examples, predicted, options.minTier)
}

/** A model's figures on firms it has not learnt from. */
export function evaluateOn(
  model: TaggerModel,
  examples: readonly LabelledFirm[],
  minTier?: number,
): Evaluation {
  return figures(
    model.nodes,
    examples,
    examples.map(({ texts }) => predict(model, texts)),
    minTier,
  )
}

function predict(model: TaggerModel, texts: FirmTexts): Predicted {
  return new Map(
    tag(model, texts, { minProbability: 0, evidence: false }).map((found) => [found.node, found]),
  )
}

/** The baseline: a node is proposed when its name or a synonym stands anywhere in the texts, longest terms first. */
export function dictionaryOnly(
  taxonomy: readonly TaxonomyNode[],
  examples: readonly LabelledFirm[],
  minTier = 3,
): Evaluation {
  const dictionary = dictionaryOf(taxonomy)
  const predicted = examples.map(({ texts }): Predicted => {
    const found = new Map<string, { probability: number; accepted: boolean }>()
    for (const { text } of clausesOf(texts))
      for (const { term } of matchesIn(dictionary, text))
        for (const at of term.nodes)
          if (taxonomy[at]!.tier >= minTier) found.set(taxonomy[at]!.code, { probability: 1, accepted: true })
    return found
  })
  return figures(taxonomy, examples, predicted, minTier)
}

function figures(
  taxonomy: readonly TaxonomyNode[],
  examples: readonly LabelledFirm[],
  predicted: readonly Predicted[],
  minTier = 3,
): Evaluation {
  const targets = taxonomy.filter(({ tier }) => tier >= minTier)
  const truth = examples.map(({ nodes }) => new Set(nodes))
  const probabilities: number[] = []
  const labels: number[] = []
  const sums = { truePositives: 0, falsePositives: 0, support: 0 }
  const nodes = targets.map(({ code }): NodeFigures => {
    let [support, truePositives, falsePositives, squares] = [0, 0, 0, 0]
    for (const [at, own] of truth.entries()) {
      const { probability = 0, accepted = false } = predicted[at]!.get(code) ?? {}
      const label = Number(own.has(code))
      probabilities.push(probability)
      labels.push(label)
      squares += (probability - label) ** 2
      support += label
      if (accepted && label) truePositives++
      if (accepted && !label) falsePositives++
    }
    sums.truePositives += truePositives
    sums.falsePositives += falsePositives
    sums.support += support
    const measured = support > 0
    return {
      node: code,
      support,
      truePositives,
      falsePositives,
      precision: measured ? wilson(truePositives, truePositives + falsePositives) : null,
      recall: measured ? wilson(truePositives, support) : null,
      f1: measured ? f1Of(truePositives, falsePositives, support) : null,
      brier: measured ? squares / examples.length : null,
    }
  })
  const measured = nodes.filter(({ f1 }) => f1 !== null)
  const outside = [...truth.keys()].filter((at) => truth[at]!.size === 0)
  const silent = outside.filter((at) => ![...predicted[at]!.values()].some(({ accepted }) => accepted))
  const { truePositives, falsePositives, support } = sums
  return {
    examples: examples.length,
    nodes,
    micro: {
      precision: wilson(truePositives, truePositives + falsePositives),
      recall: wilson(truePositives, support),
      f1: f1Of(truePositives, falsePositives, support),
    },
    macroF1: measured.reduce((sum, { f1 }) => sum + f1!, 0) / measured.length,
    quiet: wilson(silent.length, outside.length) satisfies Share,
    reliability: reliability(probabilities, labels),
  }
}

function f1Of(truePositives: number, falsePositives: number, support: number): number {
  return (2 * truePositives) / (truePositives + falsePositives + support)
}
