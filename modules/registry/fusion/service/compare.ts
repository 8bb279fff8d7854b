import type { PairExplanation } from '#engines/enterprise-linkage'
import { AppError } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import type { PairComparison } from '../../contract.ts'
import { COMPARISON_TITLES, levelTitle } from '../domain/comparison-titles.ts'
import type { Linker } from '../domain/link.ts'
import { selectConstraintsBetween } from '../store/operations.ts'
import { type SourceRow, selectRecordsById } from '../store/records.ts'
import { selectModel } from '../store/runs.ts'
import { selectShownRecords } from '../store/views.ts'
import { auditRead, requireRead } from './access.ts'
import { recordOf } from './collect.ts'
import { inBoth } from './texts.ts'

const RULES: Record<PairExplanation['rules'][number], string> = {
  codesDiffer: 'registry.fusion.rule.codesDiffer',
  branchDiffers: 'registry.fusion.rule.branch',
  sameCode: 'registry.fusion.rule.sameCode',
}

/** The linkage engine, loaded when it is first needed. */
export async function theLinker(): Promise<Linker> {
  return import('#engines/enterprise-linkage')
}

/** Two records side by side with the weight of each field, by the weights of the last full run. */
export async function compareRecords(
  ctx: Ctx,
  { left, right }: { readonly left: string; readonly right: string },
): Promise<PairComparison> {
  requireRead(ctx)
  const { db } = ctx
  const rows = new Map((await selectRecordsById(db, [left, right])).map((row) => [row.id, row]))
  const shown = await selectShownRecords(db, [left, right])
  for (const id of [left, right])
    if (!rows.has(id)) throw new AppError('registry.fusion.record.notFound', { id })
  const model = await selectModel(db)
  if (!model) throw new AppError('registry.fusion.noModel', {}, { status: 409 })
  const { explainPair } = await theLinker()
  const found = explainPair(model, spoken(rows.get(left)!), spoken(rows.get(right)!))
  const decided = await selectConstraintsBetween(db, [left], [right])
  await auditRead(ctx, 'compare', null, { left, right })
  const codes = [
    ...found.rules.map((rule) => [rule === 'branchDiffers' ? 'branch' : rule, RULES[rule]] as const),
    ...decided.map(({ same }) =>
      same
        ? (['decidedSame', 'registry.fusion.rule.decidedSame'] as const)
        : (['decidedDifferent', 'registry.fusion.rule.decidedDifferent'] as const),
    ),
  ]
  return {
    left: shown.get(left)!,
    right: shown.get(right)!,
    weight: found.weight,
    prior: found.prior,
    probability: found.probability,
    fields: found.fields.map((field) => ({ ...field, ...titleOf(field.comparison, field.level) })),
    rules: codes.map(([code, key]) => ({ code, ...inBoth(key, {}) })),
  }
}

/** What a record says; an enterprise founded by fusion alone speaks by what was written into it. */
export function spoken(row: SourceRow) {
  return recordOf(row) ?? recordOf({ ...row, written: {} })!
}

function titleOf(comparison: string, level: string) {
  const title = COMPARISON_TITLES[comparison] ?? { zh: comparison, en: comparison }
  const of = levelTitle(level)
  return { zh: `${title.zh}：${of.zh}`, en: `${title.en}: ${of.en}` }
}
