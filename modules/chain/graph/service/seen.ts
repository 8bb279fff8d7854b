import type { Ctx } from '#kernel/module'
import type { Network } from '../../domain/network.ts'
import { FEW } from '../../service/sight.ts'
import type { Flow } from '../domain/flows.ts'

/** Whether the caller may read a relation, by its row: everybody's, or one with an end in its districts or its own. */
export function relationSight(ctx: Ctx, { firms, relations }: Network): (row: number) => boolean {
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'chain.fact.read')
  if (scope.kind === 'any') return () => true
  if (scope.kind === 'none') return () => false
  const districts = new Set(scope.districts)
  const isOwn = (firm: number) =>
    districts.has(firms.region[firm] as string) ||
    (scope.enterpriseId !== null && firms.id[firm] === scope.enterpriseId)
  return (row) => isOwn(relations.supplier[row] as number) || isOwn(relations.buyer[row] as number)
}

/** Whether sums over relations may be told: all of them may be read, or enough firms stand on both sides. */
export const mayTell = ({ isSeen, suppliers, buyers }: Pick<Flow, 'isSeen' | 'suppliers' | 'buyers'>) =>
  isSeen || (suppliers.size >= FEW && buyers.size >= FEW)
