import { sql } from 'kysely'
import { civilDate, newId } from '#kernel/core'
import { type BulkColumn, bulkInsert, inTransaction } from '#kernel/db'
import type { Ctx, JobRun } from '#kernel/module'
import { type LibrarySupply, librarySummary, librarySupplies } from '#modules/registry'
import { endOfPeriod } from '../domain/period.ts'
import { partyIds } from '../store/parties.ts'
import { keepLibraryRevision, readRevision } from '../store/revision.ts'
import { settingsOf } from './settings.ts'

const COLUMNS: readonly BulkColumn[] = [
  { name: 'id', type: 'uuid' },
  { name: 'library_id', type: 'uuid' },
  { name: 'supplier_id', type: 'uuid' },
  { name: 'buyer_id', type: 'uuid' },
  { name: 'node', type: 'text' },
  { name: 'amount', type: 'bigint' },
  { name: 'share', type: 'double precision' },
  { name: 'period', type: 'text' },
  { name: 'source_kind', type: 'text' },
  { name: 'source', type: 'text' },
  { name: 'observed_on', type: 'date' },
  { name: 'confidence', type: 'double precision' },
  { name: 'evidence', type: 'text' },
  { name: 'synthetic', type: 'boolean' },
  { name: 'created_by', type: 'text' },
]
const MIRRORED = ['supplier_id', 'buyer_id', 'node', 'amount', 'share', 'period', 'source', 'evidence']
const fields = (of: string) => MIRRORED.map((name) => `${of}.${name}`).join(', ')
/** What people checked since stays: only a relation that changed in the library is written anew. */
const ON_CONFLICT = `on conflict (library_id) do update set
  ${[...MIRRORED, 'observed_on', 'confidence'].map((name) => `${name} = excluded.${name}`).join(', ')},
  status = 'active', updated_at = now(), version = chain.supply.version + 1
  where (${fields('chain.supply')}) is distinct from (${fields('excluded')})`

/** How much the chain took over from the library. */
export interface Synced {
  readonly relations: number
  readonly removed: number
}

/**
 * Takes the library's supply relations over into the chain: new and changed ones are written, those gone from the library
 * are removed. All of it or nothing; nothing at all when the library did not change.
 */
export async function syncLibrary(
  ctx: Ctx,
  run?: Pick<JobRun<unknown>, 'progress' | 'signal'>,
): Promise<Synced> {
  return inTransaction(ctx, async (inside) => {
    const { revision, synthetic } = await librarySummary(inside)
    if ((await readRevision(inside.db)).library === revision) return { relations: 0, removed: 0 }
    const today = civilDate(ctx.kernel.now())
    const { confidence } = (await settingsOf(inside)).trust.library
    const gone = await mirroredIds(inside)
    let relations = 0
    for await (const chunk of librarySupplies(inside)) {
      run?.signal.throwIfAborted()
      const buyers = await partyIds(inside.db, chunk.flatMap(outsideBuyer), synthetic)
      const rows = chunk.flatMap((supply) => {
        gone.delete(supply.id)
        const buyer = supply.buyerId ?? buyers.get(supply.buyerName ?? '')
        return buyer === undefined ? [] : [rowOf(supply, buyer, today, confidence, synthetic)]
      })
      await bulkInsert(inside.db, 'chain.supply', COLUMNS, rows, ON_CONFLICT)
      relations += rows.length
      await run?.progress({ done: relations, note: 'chain.sync.progress', params: { relations } })
    }
    await removeMirrored(inside, [...gone])
    await keepLibraryRevision(inside.db, revision)
    return { relations, removed: gone.size }
  })
}

const outsideBuyer = ({ buyerId, buyerName }: LibrarySupply) =>
  buyerId === null && buyerName ? [{ name: buyerName, region: null }] : []

function rowOf(supply: LibrarySupply, buyer: string, today: string, confidence: number, synthetic: boolean) {
  return {
    id: newId(),
    library_id: supply.id,
    supplier_id: supply.supplierId,
    buyer_id: buyer,
    node: supply.node,
    amount: supply.amount,
    share: supply.share,
    period: supply.period,
    source_kind: 'library',
    source: supply.source,
    observed_on: (supply.period && endOfPeriod(supply.period, today)) || today,
    confidence,
    evidence: supply.evidence,
    synthetic,
    created_by: 'library',
  }
}

async function mirroredIds({ db }: Ctx): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select library_id as id from chain.supply where library_id is not null`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

async function removeMirrored({ db }: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from chain.supply where library_id = any(${ids}::uuid[])`.execute(db)
}
