import type { OpenForTest } from '../../kernel/db/testing.ts'
import { openModules, type TestModules } from '../../kernel/module/testing.ts'
import { registry } from './index.ts'

export { TODAY } from '../../kernel/module/testing.ts'

/** A library on an empty database with the Chongqing pack's districts and taxonomy, and who asks. */
export type TestLibrary = TestModules

/** Opens a library for a test. Jobs are recorded but nothing runs them. */
export function openLibrary(open: OpenForTest): Promise<TestLibrary> {
  return openModules(open, [registry])
}
