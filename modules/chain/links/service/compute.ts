import type { LinkPrediction } from '#engines/link-prediction'
import { newId } from '#kernel/core'
import { runTold } from '#kernel/jobs'
import type { Computation } from '../../runs/index.ts'
import { type LinkInput, linkInput } from '../domain/input.ts'
import { chosen } from '../domain/predict.ts'
import { reliabilityOf } from '../domain/reliability.ts'
import { stored } from '../domain/sentence.ts'
import { replaceOpen, selectDecided } from '../store/proposals.ts'

/**
 * Predicts relations that nobody recorded, in a worker, and evaluates itself on hidden ones. Writes proposals only: no
 * relation is made, and the state of the network stays what it was.
 */
export const linksBy =
  (worker: URL): Computation =>
  async (ctx, network, _run, { signal, progress }) => {
    const input = linkInput(network)
    const prediction = await runTold<LinkInput, LinkPrediction>(worker, input, {
      signal,
      onProgress: progress,
    })
    const decided = await selectDecided(ctx.db)
    const { id } = network.firms
    const named = (of: { readonly supplier: number; readonly buyer: number; readonly node: number }) => ({
      supplierId: id[of.supplier] as string,
      buyerId: id[of.buyer] as string,
      node: network.nodes.code[of.node] as string,
    })
    const isDecided = (of: Parameters<typeof named>[0]) => {
      const { supplierId, buyerId, node } = named(of)
      return decided.has(`${supplierId} ${buyerId} ${node}`)
    }
    const rows = chosen(prediction.proposals, isDecided).map((of) => ({
      id: newId(),
      ...named(of),
      probability: of.probability,
      reasons: of.reasons.map(stored),
    }))
    const reliability = reliabilityOf(prediction, {
      relations: input.network.supplier.length,
      proposed: rows.length,
    })
    return { result: { ...reliability }, write: ({ db }, runId) => replaceOpen(db, runId, rows) }
  }

export const computeLinks = linksBy(new URL('./predict.worker.ts', import.meta.url))
