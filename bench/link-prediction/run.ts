import { predictLinks } from '#engines/link-prediction'
import { plantedNetwork } from '../../engines/link-prediction/testing-network.ts'

/** Link prediction on synthetic networks of three sizes: ranking beside the baselines, calibration, seconds. */

for (const size of [1000, 3000, 10_000]) {
  const { network, firms, unknown } = plantedNetwork(size, 1)
  const top = size / 5
  const begun = performance.now()
  const { proposals, evaluation, warnings } = predictLinks(network, firms, { top }, 7)
  const seconds = (performance.now() - begun) / 1000
  if (!evaluation) throw new Error('nothing was learnt')
  const { model, preferentialAttachment, commonNeighbours, reliability, at } = evaluation
  console.log(
    `${size} firms, ${network.supplier.length} relations: ${seconds.toFixed(1)} s; ` +
      `${evaluation.positives} hidden among ${evaluation.candidates} candidates evaluated, ${(100 * evaluation.reachable).toFixed(0)} % reachable`,
  )
  for (const [name, ranked] of Object.entries({ model, preferentialAttachment, commonNeighbours }))
    console.log(
      `  ${name}: AUC ${ranked.auc.toFixed(3)}, average precision ${ranked.averagePrecision.toFixed(4)}, ` +
        at.map((k, i) => `at ${k}: ${ranked.precisionAt[i]!.toFixed(3)}`).join(', '),
    )
  console.log(`  Brier ${reliability.brier.toFixed(5)}, calibration error ${reliability.ece.toFixed(5)}`)
  for (const { from, to, cases, meanProbability, share } of reliability.bins)
    console.log(
      `    ${from.toFixed(1)}–${to.toFixed(1)}: ${cases} candidates, said ${meanProbability.toFixed(4)}, true ${share.toFixed(4)}`,
    )
  const hits = proposals.filter(({ supplier, buyer }) => unknown.has(supplier * size + buyer)).length
  const promised = proposals.reduce((sum, { probability }) => sum + probability, 0)
  console.log(
    `  of ${proposals.length} proposals ${hits} are among the ${unknown.size} relations never shown; promised ${promised.toFixed(1)}`,
  )
  for (const { code, count } of warnings) console.log(`  warning ${code}: ${count}`)
}
