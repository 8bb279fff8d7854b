import { z } from 'zod'
import { civilDateText, endpoint, pageOf, pageQuery } from '#kernel/contract'

const money = z.number().nullable()

export const modelRow = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  oemId: z.uuid(),
  oem: z.string(),
  segment: z.string().nullable(),
  powertrain: z.string().nullable(),
  /** Vehicles a year. */
  volume: z.number().int().nullable(),
  /** Place of assembly. */
  region: z.string().nullable(),
  /** Fen, without the parts. */
  assemblyValue: money,
  /** Lines of its bill in force, of them with a supplier and with a cost. */
  lines: z.number().int(),
  withSupplier: z.number().int(),
  withCost: z.number().int(),
  onSaleFrom: civilDateText.nullable(),
  onSaleUntil: civilDateText.nullable(),
  sourceKind: z.string(),
  source: z.string(),
  observedOn: civilDateText,
  trust: z.number(),
  synthetic: z.boolean(),
})
export type ModelRow = z.output<typeof modelRow>

const narrowing = {
  oem: z.uuid().optional(),
  powertrain: z.string().max(40).optional(),
  bill: z.enum(['with', 'without', 'partly']).optional(),
}

export const listModels = endpoint({
  method: 'GET',
  path: '/api/chain/models',
  summary: { zh: '车型及其物料清单', en: 'Vehicle models and their bills' },
  access: 'chain.fact.read',
  query: pageQuery.extend(narrowing),
  reply: pageOf(modelRow).extend({ powertrains: z.array(z.string()) }),
})

export const exportModels = endpoint({
  method: 'GET',
  path: '/api/chain/models/export',
  summary: { zh: '导出车型', en: 'Export vehicle models' },
  access: 'chain.fact.export',
  query: pageQuery
    .omit({ page: true, size: true })
    .extend({ ...narrowing, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  reply: z.unknown(),
  kind: 'file',
})
