import { sql } from 'kysely'
import type { Ctx } from '#kernel/module'
import { readRevision } from './store/revision.ts'

/** What other rooms want to know of the library at a glance. */
export interface LibrarySummary {
  readonly enterprises: number
  /** Whether any of them is synthetic. */
  readonly synthetic: boolean
  /** Whether nothing was ever written: an emptied library is not filled again by itself. */
  readonly untouched: boolean
  /** Grows with every write. */
  readonly revision: number
}

/** The revision of a new library, see the migration. */
const FIRST_REVISION = 1

const kept = new WeakMap<object, LibrarySummary>()

/** Number of enterprises, whether some are synthetic, and the library's revision; counted anew only after a write. */
export async function librarySummary(ctx: Ctx): Promise<LibrarySummary> {
  const revision = await readRevision(ctx.db)
  const known = kept.get(ctx.kernel)
  if (known?.revision === revision) return known
  const counted = await sql<{ enterprises: number; synthetic: boolean }>`
    select count(*) as enterprises, coalesce(bool_or(synthetic), false) as synthetic from registry.enterprise`.execute(
    ctx.db,
  )
  const counts = { enterprises: 0, synthetic: false, ...counted.rows[0] }
  const summary = { ...counts, untouched: revision <= FIRST_REVISION, revision }
  kept.set(ctx.kernel, summary)
  return summary
}
