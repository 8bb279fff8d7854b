import { AppError, civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import { interpolate } from '#kernel/tables'
import type { EnterpriseDoubt } from '../contract.ts'
import { type Doubt, doubtsOfQualification, doubtsOfRecord, doubtsOfYear } from '../domain/plausible.ts'
import { FIELD_TITLES } from '../domain/titles.ts'
import { doubtMessages } from '../messages-doubts.ts'
import type { StoredEnterprise } from '../store/enterprise.ts'
import type { PartRow } from '../store/parts.ts'

/** Parts that are judged; others may be left out when the reader does not see them. */
export interface JudgedParts {
  readonly yearly?: readonly PartRow[] | undefined
  readonly qualifications?: readonly PartRow[] | undefined
}

/** All doubts about an enterprise as it is stored, however its values came in. */
export function doubtsOf(ctx: Ctx, fields: Record<string, unknown>, parts: JudgedParts): Doubt[] {
  const today = civilDate(ctx.kernel.now())
  const established = (fields.established as string | null | undefined) ?? null
  return [
    ...doubtsOfRecord(fields, today),
    ...(parts.qualifications ?? []).flatMap((row) => doubtsOfQualification(row)),
    ...(parts.yearly ?? []).flatMap((row) => doubtsOfYear(row, { today, established })),
  ]
}

/**
 * Judges changed fields of the record. What cannot be is refused; the rest is returned to be noted. Doubts that were
 * there before and that the change does not touch are not its fault.
 * @throws AppError registry.figures.impossible (422), each fault naming field, value and rule
 */
export function judgeFields(
  ctx: Ctx,
  known: StoredEnterprise | null,
  changed: Record<string, unknown>,
): Doubt[] {
  const doubts = doubtsOf(ctx, { ...known?.fields, ...changed }, {}).filter(({ compares }) =>
    compares.some((field) => changed[field] !== undefined),
  )
  return refuseImpossible(doubts, ({ field }) => `body.${field}`)
}

/** Judges the rows of a part that are new or differ from those stored. Throws as `judgeFields`. */
export function judgeRows(
  ctx: Ctx,
  known: StoredEnterprise,
  part: 'yearly' | 'qualifications',
  rows: readonly PartRow[],
  before: readonly PartRow[],
): Doubt[] {
  const today = civilDate(ctx.kernel.now())
  const established = known.fields.established as string | null
  const stands = (row: PartRow) =>
    before.some((old) =>
      Object.entries(row).every(([field, value]) => (value ?? null) === (old[field] ?? null)),
    )
  const places = new Map<Doubt, number>()
  rows.forEach((row, at) => {
    if (stands(row)) return
    const found = part === 'yearly' ? doubtsOfYear(row, { today, established }) : doubtsOfQualification(row)
    for (const doubt of found) places.set(doubt, at)
  })
  return refuseImpossible([...places.keys()], (doubt) => `body.rows.${places.get(doubt)}.${doubt.field}`)
}

function refuseImpossible(doubts: readonly Doubt[], place: (doubt: Doubt) => string): Doubt[] {
  const faults = doubts
    .filter(({ impossible }) => impossible)
    .map((doubt) => ({ field: place(doubt), code: doubt.code, params: titled(doubt) }))
  if (faults.length > 0)
    throw new AppError('registry.figures.impossible', { count: faults.length }, { status: 422, faults })
  return [...doubts]
}

/** A doubt in words of both languages. */
export function inWords(doubt: Doubt): EnterpriseDoubt {
  const { part, field, year = null, code } = doubt
  const text = doubtMessages[code]!
  const params = titled(doubt)
  return { part, field, year, code, zh: interpolate(text.zh, params), en: interpolate(text.en, params) }
}

function titled({ field, params }: Doubt): Record<string, unknown> {
  const titles = FIELD_TITLES[field]
  return { ...params, fieldZh: titles?.zh ?? field, fieldEn: titles?.en ?? field }
}
