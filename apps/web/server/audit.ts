import { z } from 'zod'
import { civilDateText, endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

const filters = {
  action: z.string().optional(),
  resource: z.string().optional(),
  actor: z.string().optional(),
  from: civilDateText.optional(),
  to: civilDateText.optional(),
}

export const listEntries = endpoint({
  method: 'GET',
  path: '/api/audit/entries',
  summary: { zh: '审计日志', en: 'Audit log' },
  access: 'audit.entry.read',
  query: pageQuery.extend(filters),
  reply: pageOf(
    z.object({
      seq: z.number().int(),
      at: instantText,
      actorName: z.string(),
      action: z.string(),
      resource: z.string(),
      recordId: z.string().nullable(),
      detail: z.unknown(),
      requestId: z.string(),
      hash: z.string(),
    }),
  ),
})

export const exportEntries = endpoint({
  method: 'GET',
  path: '/api/audit/export',
  summary: { zh: '导出审计日志', en: 'Export the audit log' },
  access: 'audit.entry.read',
  query: z.object(filters),
  reply: z.unknown(),
  kind: 'file',
})

export const verifyChain = endpoint({
  method: 'POST',
  path: '/api/audit/verify',
  summary: { zh: '校验审计链', en: 'Verify the audit chain' },
  access: 'audit.entry.read',
  reply: z.object({
    ok: z.boolean(),
    checked: z.number().int(),
    faults: z.array(z.object({ seq: z.number().int(), zh: z.string(), en: z.string() })),
  }),
})
