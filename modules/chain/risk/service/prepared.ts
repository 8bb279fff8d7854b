import type { RiskNetwork } from '#engines/systemic-risk'
import type { Network } from '../../domain/network.ts'
import type { RiskRules } from '../domain/assumptions.ts'
import { type AmountCoverage, type RiskColumns, riskColumns } from '../domain/columns.ts'
import type { RiskTask } from '../domain/tasks.ts'
import { inThreads, type ThreadsOptions } from './threads.ts'

export const WORKER = new URL('./risk.worker.ts', import.meta.url)

/** A network ready for shocks, with what it was made of. */
export interface Prepared {
  readonly network: RiskNetwork
  readonly columns: RiskColumns
  readonly coverage: AmountCoverage
}

/** Runs one question in a thread of its own, so that the server goes on answering. */
export async function ask<R>(task: RiskTask, options: ThreadsOptions = {}, worker = WORKER): Promise<R> {
  const replies = await inThreads<RiskTask, R>(worker, task, 1, { ...options, threads: 1 })
  return replies.get(0) as R
}

const kept = new WeakMap<Network, Map<string, Promise<Prepared>>>()

/** The engine's network for a chain under given assumptions; made once and kept as long as the chain stays the same. */
export function prepared(network: Network, rules: RiskRules, worker = WORKER): Promise<Prepared> {
  const key = `${rules.size} ${rules.essentiality} ${rules.byTrust}`
  const known = kept.get(network) ?? new Map<string, Promise<Prepared>>()
  kept.set(network, known)
  const held = known.get(key)
  if (held) return held
  const made = make(network, rules, worker)
  known.set(key, made)
  made.catch(() => known.get(key) === made && known.delete(key))
  return made
}

async function make(network: Network, rules: RiskRules, worker: URL): Promise<Prepared> {
  const { columns, coverage } = riskColumns(network, rules)
  return { network: await ask<RiskNetwork>({ kind: 'build', columns }, {}, worker), columns, coverage }
}
