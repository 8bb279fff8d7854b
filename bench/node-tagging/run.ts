import {
  dictionaryOnly,
  type Evaluation,
  evaluateOn,
  evaluateTagger,
  tag,
  trainTagger,
} from '#engines/node-tagging'
import { labelledSample, taxonomyNodes } from './sample.ts'

/** Tagging by the trained model beside the plain dictionary: on the firms kept aside, by folds, and in firms per second. */

const FIRMS = 100_000
const taxonomy = taxonomyNodes()
const { training, aside } = labelledSample()

function tell(what: string, { micro, macroF1, quiet, reliability, examples }: Evaluation): void {
  const share = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${value.toFixed(3)} (${low.toFixed(3)} … ${high.toFixed(3)})`
  console.log(
    `${what}: ${examples} firms, precision ${share(micro.precision)}, recall ${share(micro.recall)}, F1 ${micro.f1.toFixed(3)}, ` +
      `mean F1 of nodes ${macroF1.toFixed(3)}, silent on outsiders ${share(quiet)}, ` +
      `Brier ${reliability.brier.toFixed(5)}, calibration error ${reliability.ece.toFixed(4)}`,
  )
}

const begun = performance.now()
const model = trainTagger(taxonomy, training)
console.log(`trained on ${training.length} firms in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
tell('aside, dictionary', dictionaryOnly(taxonomy, aside))
const found = evaluateOn(model, aside)
tell('aside, tagger', found)
for (const { from, to, cases, meanProbability, share } of found.reliability.bins)
  console.log(
    `  ${from.toFixed(1)}–${to.toFixed(1)}: ${cases} pairs, said ${meanProbability.toFixed(3)}, true ${share.toFixed(3)}`,
  )
tell('training part, dictionary', dictionaryOnly(taxonomy, training))
const folds = evaluateTagger(taxonomy, training)
tell('training part, tagger by folds', folds)
const measured = folds.nodes.filter(({ f1 }) => f1 !== null)
console.log(
  `nodes: ${measured.length} measured, ${folds.nodes.length - measured.length} not measured; ` +
    `F1 below 0.5: ${measured.filter(({ f1 }) => f1! < 0.5).map(({ node }) => node)}`,
)

// Firms with texts of the length that registers have: a name, five business items and three products each.
const pick = (at: number) => training[(at * 7919) % training.length]!.texts
const tagged = performance.now()
let accepted = 0
for (let at = 0; at < FIRMS; at++) {
  const scope = [0, 1, 2, 3, 4].map((more) => pick(at + more).scope || pick(at + more).products).join('；')
  const products = [5, 6, 7].map((more) => pick(at + more).products).join('；')
  accepted += tag(model, { name: pick(at).name, scope, products }).filter(
    (proposal) => proposal.accepted,
  ).length
}
const seconds = (performance.now() - tagged) / 1000
console.log(
  `${FIRMS} firms tagged with evidence in ${seconds.toFixed(1)} s, ${(accepted / FIRMS).toFixed(1)} nodes each`,
)
