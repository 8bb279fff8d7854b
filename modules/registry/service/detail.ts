import { AppError, civilDate } from '#kernel/core'
import type { Ctx, Decision } from '#kernel/module'
import { OFFICIAL_FIELDS } from '../access.ts'
import type { EnterpriseDetail } from '../contract.ts'
import {
  type StoredEnterprise,
  selectDocuments,
  selectEnterprise,
  selectMonthly,
} from '../store/enterprise.ts'
import { type PartName, type PartRow, selectPart } from '../store/parts.ts'
import { selectRelations } from '../store/relations.ts'
import { doubtsOf, inWords } from './doubts.ts'
import { type Reference, reference } from './reference.ts'

/** Parts of the detail and the field whose permission they need; the sensitive ones are audited when read. */
const PART_FIELDS = {
  sites: false,
  capabilities: false,
  qualifications: false,
  yearly: true,
  monthly: true,
  relations: true,
  contacts: true,
  documents: true,
} as const

/** What the caller may do with an enterprise; refuses with the reason when it may not be seen at all. */
export function decideOn(ctx: Ctx, enterprise: StoredEnterprise, action: string): Decision {
  return ctx.kernel.permissions.require(ctx.actor, `registry.enterprise.${action}`, {
    district: enterprise.fields.district as string | null,
    enterpriseId: enterprise.id,
  })
}

/** An enterprise that must exist. */
export async function enterpriseOf(ctx: Ctx, id: string, lock = false): Promise<StoredEnterprise> {
  const enterprise = await selectEnterprise(ctx.db, id, lock)
  if (!enterprise) throw new AppError('registry.enterprise.notFound', { id })
  return enterprise
}

/** Parts that the caller may not see, by their names. */
export function hiddenParts(decision: Decision): string[] {
  return Object.keys(PART_FIELDS).filter((part) => !decision.field(part))
}

/** Fields and parts that may not be written under a decision. */
function closedTo(writing: Decision): string[] {
  const parts = Object.keys(PART_FIELDS).filter((part) => !writing.field(part))
  return writing.field('official') ? parts : [...parts, ...OFFICIAL_FIELDS]
}

/** One enterprise with all that the caller may see of it; sensitive parts that were read are written to the audit log. */
export async function enterpriseWithParts(ctx: Ctx, id: string): Promise<EnterpriseDetail> {
  const enterprise = await enterpriseOf(ctx, id)
  const decision = decideOn(ctx, enterprise, 'read')
  const names = await reference(ctx)
  const hidden = hiddenParts(decision)
  const sees = (part: keyof typeof PART_FIELDS) => !hidden.includes(part)
  const part = async (name: PartName) => (sees(name) ? await selectPart(ctx.db, name, id) : undefined)

  const writing = ctx.kernel.permissions.decide(ctx.actor, 'registry.enterprise.write', {
    district: enterprise.fields.district as string | null,
    enterpriseId: id,
  })
  const yearly = await part('yearly')
  const qualifications = await part('qualifications')
  const detail = {
    ...enterprise.fields,
    id,
    districtName: regionName(ctx, names, enterprise.fields.district),
    parts: enterprise.parts,
    electronics: enterprise.electronics,
    synthetic: enterprise.synthetic,
    source: enterprise.source,
    version: enterprise.version,
    createdAt: enterprise.createdAt,
    updatedAt: enterprise.updatedAt,
    sites: (await part('sites'))?.map((row) => ({
      ...row,
      districtName: regionName(ctx, names, row.district),
    })),
    capabilities: (await part('capabilities'))?.map((row) => ({
      ...row,
      nodeName: nodeName(ctx, names, row.node),
    })),
    qualifications: qualifications?.map((row) => ({ ...row, valid: isValid(ctx, row) })),
    yearly,
    monthly: sees('monthly') ? await selectMonthly(ctx.db, id) : undefined,
    relations: sees('relations')
      ? (await selectRelations(ctx.db, id)).map((row) => ({
          ...row,
          nodeName: nodeName(ctx, names, row.node),
        }))
      : undefined,
    contacts: await part('contacts'),
    documents: sees('documents')
      ? (await selectDocuments(ctx.db, id)).map(({ fileId: _, ...row }) => row)
      : undefined,
    hidden,
    editable: writing.allowed,
    closed: closedTo(writing),
    doubts: doubtsOf(ctx, enterprise.fields, { yearly, qualifications }).map(inWords),
  } as unknown as EnterpriseDetail
  await auditSensitive(ctx, detail)
  return detail
}

async function auditSensitive(ctx: Ctx, detail: EnterpriseDetail): Promise<void> {
  const read = Object.entries(PART_FIELDS)
    .filter(
      ([part, sensitive]) =>
        sensitive && ((detail as Record<string, unknown>)[part] as unknown[] | undefined)?.length,
    )
    .map(([part]) => part)
  if (read.length === 0) return
  await ctx.kernel.audit.append(ctx, {
    action: 'registry.enterprise.read',
    resource: 'registry.enterprise',
    recordId: detail.id,
    detail: { fields: read },
  })
}

function isValid(ctx: Ctx, row: PartRow): boolean {
  const today = civilDate(ctx.kernel.now())
  return (
    !(row.validFrom && String(row.validFrom) > today) && !(row.validUntil && String(row.validUntil) < today)
  )
}

function regionName(ctx: Ctx, names: Reference, code: unknown): string | null {
  if (typeof code !== 'string') return null
  return names.regionByCode.get(code)?.[ctx.lang === 'en' ? 'name_en' : 'name_zh'] ?? code
}

function nodeName(ctx: Ctx, names: Reference, code: unknown): string | null {
  if (typeof code !== 'string') return null
  return names.nodeByCode.get(code)?.[ctx.lang === 'en' ? 'name_en' : 'name_zh'] ?? code
}
