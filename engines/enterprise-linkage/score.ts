import { regionName } from '#engines/company-names'
import {
  type Comparison,
  frequencyWeight,
  type LinkageModel,
  probabilityOf,
  type WeightParts,
  weightParts,
} from '#engines/linkage'
import { enterpriseComparisons } from './comparisons.ts'
import { sharesOf } from './frequencies.ts'
import { type PreparedRecord, prepareRecord, vocabularyOfModel } from './prepare.ts'
import type { EnterpriseRecord, FieldWeight, LinkModel, PairExplanation } from './types.ts'

/** Two branches in different places are two, whatever else they share. */
const BRANCHES_APART = -40

/** The weight of pairs met one by one: patterns are kept once weighed. */
export class PairScorer {
  readonly comparisons: readonly Comparison[]
  private readonly model: LinkageModel
  private readonly weighed = new Map<number, WeightParts & { readonly sum: number }>()
  private readonly levels: Uint8Array
  private readonly branchAt: number

  constructor(records: readonly PreparedRecord[], model: LinkModel) {
    this.comparisons = enterpriseComparisons(records, sharesOf(model.frequencies))
    this.model = model.linkage
    this.levels = new Uint8Array(this.comparisons.length)
    this.branchAt = this.comparisons.findIndex(({ name }) => name === 'branch')
  }

  /** The weight in bits of two records of the list, and its parts; `levels` is valid until the next call. */
  weigh(left: number, right: number) {
    let code = 0
    this.comparisons.forEach((comparison, c) => {
      const level = comparison.compare(left, right) + 1
      this.levels[c] = level
      code = code * (comparison.levels.length + 1) + level
    })
    let known = this.weighed.get(code)
    if (!known) {
      const parts = weightParts(this.model, this.levels)
      known = { ...parts, sum: parts.comparisons.reduce((sum, part) => sum + part, parts.prior) }
      this.weighed.set(code, known)
    }
    const extra = this.comparisons.map((comparison, c) =>
      this.levels[c]! > 0 && comparison.frequency
        ? frequencyWeight(this.model.chance[c]!, comparison.frequency(this.levels[c]! - 1, left, right))
        : 0,
    )
    const apart = this.levels[this.branchAt] === 1
    const sum = extra.reduce((total, bits) => total + bits, known.sum)
    return {
      weight: apart ? Math.min(sum, BRANCHES_APART) : sum,
      parts: known,
      extra,
      levels: this.levels,
      apart,
    }
  }
}

/** Holds back pairs of branches in different places; the weights are changed in place. */
export function partBranches(weight: Float32Array, branchLevels: Uint8Array): void {
  for (let i = 0; i < weight.length; i++)
    if (branchLevels[i] === 1 && weight[i]! > BRANCHES_APART) weight[i] = BRANCHES_APART
}

/** Why two records are, or are not, taken as one enterprise: each comparison's level, values and weight. */
export function explainPair(
  model: LinkModel,
  left: EnterpriseRecord,
  right: EnterpriseRecord,
): PairExplanation {
  const vocabulary = vocabularyOfModel(model)
  const a = prepareRecord(left, vocabulary)
  const b = prepareRecord(right, vocabulary)
  const scorer = new PairScorer([a, b], model)
  const { weight, parts, extra, levels, apart } = scorer.weigh(0, 1)
  const fields = scorer.comparisons.flatMap(({ name, levels: names }, c): FieldWeight[] => {
    const level = levels[c]!
    const [x, y] = valuesOf(name, a, b)
    if (level === 0 && (x === null || y === null)) return []
    return [
      {
        comparison: name,
        level: level === 0 ? 'silent' : names[level - 1]!,
        left: x,
        right: y,
        weight: parts.comparisons[c]! + extra[c]!,
      },
    ]
  })
  const rules: PairExplanation['rules'][number][] = []
  if (a.code?.kind === 'uscc' && b.code?.kind === 'uscc')
    rules.push(a.code.code === b.code.code ? 'sameCode' : 'codesDiffer')
  if (apart) rules.push('branchDiffers')
  const certain = rules.includes('codesDiffer') || apart ? 0 : rules.includes('sameCode') ? 1 : undefined
  return { prior: parts.prior, weight, probability: certain ?? probabilityOf(weight), fields, rules }
}

function valuesOf(comparison: string, a: PreparedRecord, b: PreparedRecord): [string | null, string | null] {
  const of = (pick: (record: PreparedRecord) => string | null): [string | null, string | null] => [
    pick(a),
    pick(b),
  ]
  switch (comparison) {
    case 'name':
      return of(({ name }) =>
        name === null ? null : name.industry === '' ? name.trade : `${name.trade} · ${name.industry}`,
      )
    case 'region':
      return of(({ region }) => (region === null ? null : regionName(region)))
    case 'branch':
      return of(({ name }) => name?.branch ?? null)
    case 'form':
      return of(({ name }) => (name?.form ? `${name.group ? 'group ' : ''}${name.form}` : null))
    case 'code':
      return of(({ code }) => code?.code ?? null)
    case 'phone':
      return of(({ phone }) => phone)
    case 'person':
      return of(({ person }) => person)
    case 'address':
      return of(({ address }) => address?.folded ?? null)
    default:
      return of(({ established }) => established)
  }
}
