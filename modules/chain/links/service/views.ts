import type { EndpointInput, EndpointReply } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import { tableReply } from '#kernel/files'
import type { Ctx, FileReply } from '#kernel/module'
import type { ExportColumn } from '#kernel/tables'
import { SYNTHETIC_NOTE } from '#modules/registry'
import type {
  exportProposals,
  getLinkReliability,
  getProposal,
  LinkReliability,
  listProposals,
  ProposalState,
} from '../../contract/links.ts'
import { indexOf } from '../../domain/network.ts'
import { selectNewestDone, shownRun } from '../../runs/index.ts'
import { networkOf } from '../../service/network.ts'
import { sentence } from '../domain/sentence.ts'
import { selectProposal } from '../store/proposals.ts'
import { evidenceFor } from './evidence.ts'
import { frameOf, nodeNames, proposalRows, shownRow } from './rows.ts'

/** Predicted relations that the caller may see. */
export async function findProposals(
  ctx: Ctx,
  { page, size, ...query }: EndpointInput<typeof listProposals>['query'],
): Promise<EndpointReply<typeof listProposals>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.read')
  const { state, ...others } = query
  const all = await proposalRows(ctx, others)
  const states = state?.split(',')
  const rows = states ? all.filter((row) => states.includes(row.state)) : all
  const counts: Record<ProposalState, number> = { open: 0, confirmed: 0, refused: 0 }
  for (const row of all) counts[row.state]++
  const run = await selectNewestDone(ctx.db, 'links')
  return {
    rows: rows.slice((page - 1) * size, page * size),
    total: rows.length,
    page,
    size,
    counts,
    run: run ? await shownRun(ctx, run) : null,
    synthetic: (await networkOf(ctx)).synthetic,
  }
}

/**
 * One predicted relation with its reasons and the facts behind them.
 * @throws AppError chain.links.notFound (404), also where the caller may see neither firm
 */
export async function proposalOf(ctx: Ctx, id: string): Promise<EndpointReply<typeof getProposal>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.read')
  const frame = await frameOf(ctx)
  const record = await selectProposal(ctx.db, id)
  if (!record || !frame.sees(record)) throw new AppError('chain.links.notFound', { id }, { status: 404 })
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.links.read',
    resource: 'chain.analysis',
    recordId: id,
    detail: {},
  })
  const { network, known, isOpen } = frame
  const { firmById, nodeByCode } = indexOf(network)
  const supplier = firmById.get(record.supplierId)
  const buyer = firmById.get(record.buyerId)
  const node = nodeByCode.get(record.node)
  const facts =
    supplier === undefined || buyer === undefined || node === undefined
      ? () => ({ facts: [], count: null })
      : evidenceFor(ctx, network, { supplier, buyer, node })
  const names = nodeNames(known, record.node)
  return {
    row: shownRow(frame, record),
    reasons: record.reasons.map((reason) => {
      const behind = facts(reason.feature)
      return {
        feature: reason.feature,
        ...sentence(reason, names, isOpen),
        contribution: reason.contribution,
        facts: behind.facts,
        factCount: behind.count,
      }
    }),
    synthetic: network.synthetic,
  }
}

/** How far the predictions of the newest run can be relied on. */
export async function linkReliabilityOf(ctx: Ctx): Promise<EndpointReply<typeof getLinkReliability>> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.read')
  const run = await selectNewestDone(ctx.db, 'links')
  return {
    run: run ? await shownRun(ctx, run) : null,
    reliability: run ? (run.result as unknown as LinkReliability) : null,
    synthetic: (await networkOf(ctx)).synthetic,
  }
}

const PREDICTED = { zh: '推测，不是事实', en: 'predicted, not a fact' }

const STATE_TITLES: Record<ProposalState, { zh: string; en: string }> = {
  open: { zh: '待核实', en: 'open' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  refused: { zh: '已否定', en: 'refused' },
}

const column = (key: string, zh: string, en: string, more: Partial<ExportColumn> = {}): ExportColumn => ({
  key,
  titles: { zh, en },
  type: 'text',
  ...more,
})

const COLUMNS: readonly ExportColumn[] = [
  column('nature', '性质', 'Nature', { width: 22 }),
  column('supplier', '可能的供应商', 'Possible supplier', { width: 32 }),
  column('buyer', '可能的采购方', 'Possible buyer', { width: 32 }),
  column('node', '环节编码', 'Node', { type: 'code' }),
  column('nodeName', '环节', 'Node name', { width: 24 }),
  column('probability', '推测概率', 'Predicted probability', { type: 'ratio' }),
  column('reason', '主要理由', 'Main reason', { width: 60 }),
  column('state', '状态', 'State'),
  column('decidedBy', '决定人', 'Decided by'),
  column('refusedBecause', '否定原因', 'Refused because', { width: 30 }),
]

/** The narrowed list as a file; every row says that it is a prediction. */
export async function exportProposalList(
  ctx: Ctx,
  { format, ...query }: EndpointInput<typeof exportProposals>['query'],
): Promise<FileReply> {
  ctx.kernel.permissions.require(ctx.actor, 'chain.analysis.export')
  const { lang } = ctx
  const rows = await proposalRows(ctx, query)
  const run = await selectNewestDone(ctx.db, 'links')
  await ctx.kernel.audit.append(ctx, {
    action: 'chain.links.export',
    resource: 'chain.analysis',
    recordId: run?.id ?? null,
    detail: { rows: rows.length },
  })
  const date = run?.asOf ?? civilDate(ctx.kernel.now())
  async function* cells() {
    for (const row of rows)
      yield {
        nature: row.state === 'confirmed' ? STATE_TITLES.confirmed[lang] : PREDICTED[lang],
        supplier: row.supplier.name,
        buyer: row.buyer.name,
        node: row.node,
        nodeName: lang === 'zh' ? row.nodeZh : row.nodeEn,
        probability: row.probability,
        reason: row.reason[lang],
        state: STATE_TITLES[row.state][lang],
        decidedBy: row.decidedBy,
        refusedBecause: row.refusedBecause,
      } as never
  }
  return tableReply(cells(), COLUMNS, {
    format,
    lang,
    name: {
      zh: `可能的供应关系（推测，不是事实）-${date}`,
      en: `possible-relations-predicted-not-a-fact-${date}`,
    },
    notes: [
      { zh: '推测，不是事实 / predicted, not a fact', en: 'Predicted, not a fact / 推测，不是事实' },
      (await networkOf(ctx)).synthetic ? SYNTHETIC_NOTE : undefined,
    ],
  })
}
