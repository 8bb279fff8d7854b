import { generateChain, type OutsideParty, type SyntheticChain } from '#engines/synthetic-city'
import { AppError, newId } from '#kernel/core'
import { bulkInsert, inTransaction } from '#kernel/db'
import type { Ctx } from '#kernel/module'
import { libraryCapabilities, libraryFirms, librarySummary, reference } from '#modules/registry'
import { settingsOf } from '../service/settings.ts'
import { partyIds } from '../store/parties.ts'
import { bumpRevision } from '../store/revision.ts'
import {
  type KeyIds,
  LINE_COLUMNS,
  lineRow,
  MODEL_COLUMNS,
  modelRow,
  SUPPLY_COLUMNS,
  supplyRow,
} from './rows.ts'
import { clearSynthetic, holdDemo } from './store.ts'

/** Which chain is made: the city's seed and the day it is looked at. */
export interface ChainDemoRequest {
  readonly seed: string
  readonly asOf: string
}

/** What was loaded. */
export interface LoadedChain {
  readonly models: number
  readonly lines: number
  readonly supplies: number
  readonly parties: number
}

const NOTHING: LoadedChain = { models: 0, lines: 0, supplies: 0, parties: 0 }
const CHUNK = 5_000

/**
 * Puts invented vehicle models, bills and purchases from outside beside the firms of a synthetic city, in place of those
 * that may be there; all of it or nothing. Beside real firms it writes nothing. Loading again gives the same.
 *
 * @throws AppError chain.demo.changed when the library changed meanwhile (the job then tries again)
 */
export async function loadChainDemo(ctx: Ctx, request: ChainDemoRequest): Promise<LoadedChain> {
  return inTransaction(ctx, async (inside) => {
    await holdDemo(inside.db)
    const before = await librarySummary(inside)
    await clearSynthetic(inside.db, false)
    const city = await readCity(inside, request.asOf)
    if (city === null || city.firms.length === 0) {
      await bumpRevision(inside.db)
      return NOTHING
    }
    const chain = generateChain({ ...request, ...city })
    await writeChain(inside, chain, city.ids)
    if ((await librarySummary(inside)).revision !== before.revision) throw new AppError('chain.demo.changed')
    await bumpRevision(inside.db)
    const { models, lines, supplies, parties } = chain
    return {
      models: models.length,
      lines: lines.length,
      supplies: supplies.length,
      parties: parties.length,
    }
  })
}

/** Takes everything synthetic out of the chain, when the synthetic city left the library. */
export async function clearChainDemo(ctx: Ctx): Promise<{ removed: number }> {
  return inTransaction(ctx, async (inside) => {
    await holdDemo(inside.db)
    // Another city may have come since: what is there is then about its firms.
    if ((await librarySummary(inside)).synthetic) return { removed: 0 }
    const removed = await clearSynthetic(inside.db, true)
    await bumpRevision(inside.db)
    return { removed }
  })
}

/** The synthetic firms of the library and what they make; null when a real one is among them. */
async function readCity(ctx: Ctx, asOf: string) {
  const { nodes, regions } = await reference(ctx)
  const ids = new Map<string, string>()
  const keys = new Map<string, string>()
  const firms = []
  for await (const chunk of libraryFirms(ctx))
    for (const firm of chunk) {
      if (!firm.synthetic) return null
      if (firm.closedOn !== null && firm.closedOn <= asOf) continue
      const key = firm.uscc ?? firm.id
      ids.set(key, firm.id)
      keys.set(firm.id, key)
      firms.push({ key, nodeCode: firm.mainNode, regionCode: firm.district, revenueFen: firm.revenue })
    }
  const capabilities = []
  for await (const chunk of libraryCapabilities(ctx))
    for (const { firmId, node, stage } of chunk) {
      const key = keys.get(firmId)
      if (key !== undefined && (stage === 'series' || stage === 'small_batch'))
        capabilities.push({ key, nodeCode: node })
    }
  const root = ctx.kernel.pack.rootRegion
  return {
    ids,
    firms,
    capabilities,
    taxonomy: nodes.map((node) => ({
      code: node.code,
      parent: node.parent,
      nameZh: node.name_zh,
      nameEn: node.name_en,
      tier: node.tier,
      electronics: node.electronics,
      parts: node.parts,
      stage: node.stage ?? 'midstream',
      synonymsZh: [],
    })),
    outsideRegions: regions.filter(({ code, kind }) => kind === 'province' && code !== root),
  }
}

async function writeChain(
  { db, ...ctx }: Ctx,
  chain: SyntheticChain,
  firms: ReadonlyMap<string, string>,
): Promise<void> {
  const settings = await settingsOf({ ...ctx, db })
  const named = chain.parties.map(({ nameZh, regionCode }) => ({ name: nameZh, region: regionCode }))
  const stored = await partyIds(db, named, true)
  const idOf = ({ key, nameZh }: OutsideParty) => [key, stored.get(nameZh) as string] as const
  const ids: KeyIds = { firms, parties: new Map(chain.parties.map(idOf)) }
  const models = new Map(chain.models.map(({ code }) => [code, newId()]))
  const lines = new Map(chain.lines.map(({ key }) => [key, newId()]))
  const write = async (
    table: string,
    columns: typeof LINE_COLUMNS,
    rows: readonly Record<string, unknown>[],
  ) => {
    for (let from = 0; from < rows.length; from += CHUNK)
      await bulkInsert(db, table, columns, rows.slice(from, from + CHUNK))
  }
  await write(
    'chain.vehicle_model',
    MODEL_COLUMNS,
    chain.models.map((row) => modelRow(row, models.get(row.code) as string, ids, settings)),
  )
  await write(
    'chain.bill_line',
    LINE_COLUMNS,
    chain.lines.map((row) => lineRow(row, lines, models, ids, settings)),
  )
  await write(
    'chain.supply',
    SUPPLY_COLUMNS,
    chain.supplies.map((row) => supplyRow(row, ids, settings)),
  )
}
