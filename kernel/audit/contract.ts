import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '../contract/index.ts'

const filterFields = {
  /** Account id or exact name. */
  actor: z.string().trim().max(200).optional(),
  /** Beginning of an action, such as `registry.` or `auth.signIn`. */
  action: z.string().trim().max(200).optional(),
  resource: z.string().trim().max(200).optional(),
  record: z.string().trim().max(200).optional(),
  from: instantText.optional(),
  to: instantText.optional(),
}

/** What narrows a list of entries; `from` is included, `to` is not. */
export const auditFilter = z.object({ ...filterFields, q: z.string().trim().max(200).optional() })
export type AuditFilter = z.output<typeof auditFilter>

/** One entry as a person sees it. */
export const auditEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  orgId: z.string().nullable(),
  action: z.string(),
  resource: z.string(),
  recordId: z.string().nullable(),
  detail: z.unknown(),
  requestId: z.string(),
  prevHash: z.string(),
  hash: z.string(),
})

/** Result of the job `audit.verify`. */
export const auditReport = z.object({
  ok: z.boolean(),
  checked: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  faults: z.array(
    z.object({
      seq: z.number().int(),
      kind: z.enum(['changed', 'missing', 'reordered', 'broken', 'truncated', 'extra', 'head']),
      other: z.number().int().optional(),
    }),
  ),
  faultCount: z.number().int(),
  lastHash: z.string(),
})

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit/entries',
  summary: { zh: '审计日志列表', en: 'Entries of the audit log' },
  access: 'audit.entry.read',
  query: pageQuery.extend(filterFields),
  reply: pageOf(auditEntry),
})

export const exportAudit = endpoint({
  method: 'GET',
  path: '/api/audit/export',
  summary: {
    zh: '导出审计日志（XLSX、CSV，或可离线校验的 NDJSON）',
    en: 'Export the audit log (XLSX, CSV, or NDJSON that verifies offline)',
  },
  access: 'audit.entry.export',
  query: auditFilter.extend({ format: z.enum(['xlsx', 'csv', 'ndjson']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})

export const verifyInput = z.object({
  from: z.number().int().min(1).optional(),
  to: z.number().int().min(1).optional(),
  anchor: z
    .object({
      seq: z.number().int().min(1),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .optional(),
})

export const verifyAuditLog = endpoint({
  method: 'POST',
  path: '/api/audit/verify',
  summary: { zh: '校验审计日志（后台任务）', en: 'Verify the audit log (a background job)' },
  access: 'audit.entry.verify',
  body: verifyInput,
  reply: z.object({ jobId: z.string() }),
})
