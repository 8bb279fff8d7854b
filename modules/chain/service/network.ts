import { civilDate } from '#kernel/core'
import type { Ctx } from '#kernel/module'
import {
  libraryCapabilities,
  libraryFirms,
  librarySummary,
  type Reference,
  reference,
} from '#modules/registry'
import { assembleNetwork, type FirmInput, type NodeInput } from '../domain/assemble.ts'
import type { Network } from '../domain/network.ts'
import { selectParties, supplyFacts } from '../store/network.ts'
import { readRevision } from '../store/revision.ts'
import { settingsOf } from './settings.ts'

/** Networks of the newest days asked for, the last one asked for at the end. */
const kept = new WeakMap<object, Map<string, Promise<Network>>>()
/** Today's, and some days in the past that people compare it with. */
const MOST_KEPT = 3

/**
 * The chain as of a day, today by default, read once and kept until the library, the facts or the settings change. Asks for
 * no permission: what of it may be shown is for the caller to decide.
 */
export async function networkOf(ctx: Ctx, date?: string): Promise<Network> {
  const asOf = date ?? civilDate(ctx.kernel.now())
  const revision = await networkRevision(ctx)
  const networks = kept.get(ctx.kernel) ?? new Map<string, Promise<Network>>()
  kept.set(ctx.kernel, networks)
  // What stood on older facts is of no use any more.
  for (const key of networks.keys()) if (!key.startsWith(`${revision} `)) networks.delete(key)
  const key = `${revision} ${asOf}`
  const network = networks.get(key) ?? readNetwork(ctx, revision, asOf)
  networks.delete(key)
  networks.set(key, network)
  for (const oldest of networks.keys()) if (networks.size > MOST_KEPT) networks.delete(oldest)
  network.catch(() => networks.get(key) === network && networks.delete(key))
  return network
}

/** What the network is made of, as one text that changes when it does. */
export async function networkRevision(ctx: Ctx): Promise<string> {
  const library = await librarySummary(ctx)
  const chain = await readRevision(ctx.db)
  return `${library.revision}.${chain.value}`
}

async function readNetwork(ctx: Ctx, revision: string, asOf: string): Promise<Network> {
  const known = await reference(ctx)
  const settings = await settingsOf(ctx)
  const { synthetic } = await librarySummary(ctx)
  const firms: FirmInput[] = []
  for await (const chunk of libraryFirms(ctx))
    for (const firm of chunk)
      if (firm.closedOn === null || firm.closedOn > asOf)
        firms.push({ ...firm, region: firm.district, node: firm.mainNode, inLibrary: true })
  const parties = await selectParties(ctx.db)
  for (const party of parties)
    firms.push({ ...party, node: null, revenue: null, staff: null, inLibrary: false })
  return assembleNetwork({
    revision,
    asOf,
    synthetic: synthetic || parties.some((party) => party.synthetic),
    settings,
    nodes: known.nodes.map(
      (node): NodeInput => ({
        code: node.code,
        parent: node.parent,
        tier: node.tier,
        nameZh: node.name_zh,
        nameEn: node.name_en,
        parts: node.parts,
        electronics: node.electronics,
        keyLink: node.key_link,
      }),
    ),
    firms,
    supplies: await all(supplyFacts(ctx.db, asOf)),
    capabilities: await all(libraryCapabilities(ctx)),
    isLocal: localTo(ctx, known),
  })
}

async function all<T>(chunks: AsyncGenerator<readonly T[]>): Promise<T[]> {
  const rows: T[] = []
  for await (const chunk of chunks) for (const row of chunk) rows.push(row)
  return rows
}

/** Whether a region code is the city's own or lies below it. */
export function localTo(ctx: Ctx, { regionByCode }: Reference): (code: string) => boolean {
  const root = ctx.kernel.pack.rootRegion
  return (code) => {
    for (let at: string | null = code; at !== null; at = regionByCode.get(at)?.parent ?? null)
      if (at === root) return true
    return false
  }
}
