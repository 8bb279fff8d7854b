import { type Route, route } from '#kernel/module'
import * as contract from '../contract/links.ts'
import { confirm, refuse, undo } from './service/decide.ts'
import { exportProposalList, findProposals, linkReliabilityOf, proposalOf } from './service/views.ts'

/** HTTP operations of the predicted relations. */
export const linksRoutes: readonly Route[] = [
  route(contract.listProposals, (ctx, { query }) => findProposals(ctx, query)),
  route(contract.exportProposals, (ctx, { query }) => exportProposalList(ctx, query)),
  route(contract.getLinkReliability, (ctx) => linkReliabilityOf(ctx)),
  route(contract.getProposal, (ctx, { params }) => proposalOf(ctx, params.id)),
  route(contract.confirmProposal, (ctx, { params, body }) => confirm(ctx, params.id, body)),
  route(contract.refuseProposal, (ctx, { params, body }) => refuse(ctx, params.id, body.reason)),
  route(contract.undoProposal, (ctx, { params }) => undo(ctx, params.id)),
]
