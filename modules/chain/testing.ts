import { loadCity, registry } from '#modules/registry'
import type { OpenForTest } from '../../kernel/db/testing.ts'
import { testQueue } from '../../kernel/jobs/testing.ts'
import { openModules, type TestModules } from '../../kernel/module/testing.ts'
import { chain } from './index.ts'
import { syncLibrary } from './service/sync.ts'

/** A chain for a test, whose jobs run when `settle` is called. */
export interface TestChain extends TestModules {
  /** Runs what was put in the queue; returns the results, an error among them when a job failed. */
  settle(): Promise<unknown[]>
}

/** A chain on an empty library. */
export async function openChain(open: OpenForTest): Promise<TestChain> {
  const queue = testQueue([...registry.jobs, ...chain.jobs])
  const opened = await openModules(open, [registry, chain], queue)
  return { ...opened, settle: () => queue.settle(opened.database.db) }
}

/** A chain over a small synthetic city, its relations taken over. */
export async function openCityChain(open: OpenForTest, enterprises = 1_000): Promise<TestChain> {
  const opened = await openChain(open)
  await loadCity(opened.system, { enterprises, seed: '1', asOf: '2026-11-23' })
  await syncLibrary(opened.system)
  return opened
}
