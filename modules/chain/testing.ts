import { loadCity, registry } from '#modules/registry'
import type { OpenForTest } from '../../kernel/db/testing.ts'
import { openModules, type TestModules } from '../../kernel/module/testing.ts'
import { chain } from './index.ts'
import { syncLibrary } from './service/sync.ts'

/** A chain on an empty library. */
export function openChain(open: OpenForTest): Promise<TestModules> {
  return openModules(open, [registry, chain])
}

/** A chain over a small synthetic city, its relations taken over. */
export async function openCityChain(open: OpenForTest, enterprises = 1_000): Promise<TestModules> {
  const opened = await openChain(open)
  await loadCity(opened.system, { enterprises, seed: '1', asOf: '2026-11-23' })
  await syncLibrary(opened.system)
  return opened
}
