import type { Ctx } from '#kernel/module'
import { loadOutlines } from '#kernel/packs'
import type { ChainNode, Region } from '../contract.ts'
import { enterprisesBelowNode, selectNodes, selectRegions, writeReference } from '../store/reference.ts'
import { readRevision } from '../store/revision.ts'
import type { ChainNodeTable, RegionTable } from '../store/tables.ts'

/** Names and trees that lists and pages need at every request; read once, renewed when the pack is loaded again. */
export interface Reference {
  readonly regions: readonly RegionTable[]
  readonly nodes: readonly ChainNodeTable[]
  readonly regionByCode: ReadonlyMap<string, RegionTable>
  readonly nodeByCode: ReadonlyMap<string, ChainNodeTable>
  /** Codes of a node and of everything below it. */
  readonly below: (code: string) => readonly string[]
  /** Codes of the districts of a group; a functional zone stands for the district it is counted with. */
  readonly districtsOf: (group: string) => readonly string[]
}

const loaded = new WeakMap<object, Promise<Reference>>()

/** The regions and nodes in the library. */
export function reference(ctx: Ctx): Promise<Reference> {
  const known = loaded.get(ctx.kernel)
  if (known) return known
  const reading = readReference(ctx).catch((error) => {
    loaded.delete(ctx.kernel)
    throw error
  })
  loaded.set(ctx.kernel, reading)
  return reading
}

async function readReference(ctx: Ctx): Promise<Reference> {
  const [regions, nodes] = [await selectRegions(ctx.db), await selectNodes(ctx.db)]
  const children = Map.groupBy(nodes, (node) => node.parent ?? '')
  const below = (code: string): string[] => [
    code,
    ...(children.get(code) ?? []).flatMap((child) => below(child.code)),
  ]
  return {
    regions,
    nodes,
    regionByCode: new Map(regions.map((region) => [region.code, region])),
    nodeByCode: new Map(nodes.map((node) => [node.code, node])),
    below,
    districtsOf: (group) =>
      regions
        .filter((region) => region.kind === 'district' && region.groups.includes(group))
        .map((region) => region.code),
  }
}

/** Writes the pack's regions and taxonomy into the library. Runs at every start; changes nothing when nothing changed. */
export async function loadPackReference(ctx: Ctx): Promise<void> {
  const { pack } = ctx.kernel
  await writeReference(
    ctx.db,
    pack.regions.map((region, sort) => ({
      code: region.code,
      parent: region.parent,
      name_zh: region.nameZh,
      name_en: region.nameEn,
      kind: region.level,
      groups: [...region.groups],
      sort,
    })),
    pack.taxonomy.map((node, sort) => ({
      code: node.code,
      parent: node.parent,
      tier: node.tier,
      name_zh: node.nameZh,
      name_en: node.nameEn,
      synonyms_zh: [...node.synonymsZh],
      synonyms_en: [...node.synonymsEn],
      electronics: node.electronics,
      parts: node.parts,
      key_link: node.keyLink,
      stage: node.stage,
      sort,
    })),
  )
  loaded.delete(ctx.kernel)
}

/** Regions and groups, for pages. */
export async function getRegions(ctx: Ctx) {
  const { regions } = await reference(ctx)
  const { pack } = ctx.kernel
  return {
    root: pack.rootRegion,
    regions: regions.map(
      (row): Region => ({
        code: row.code,
        parent: row.parent,
        nameZh: row.name_zh,
        nameEn: row.name_en,
        kind: row.kind,
        groups: row.groups,
      }),
    ),
    groups: pack.regionGroups.map((group) => ({ key: group.id, nameZh: group.nameZh, nameEn: group.nameEn })),
  }
}

/** Outlines of the districts with the notice that stands under the map. */
export async function getMap(ctx: Ctx) {
  const { pack } = ctx.kernel
  const approval = pack.map?.approvalNumber
  const notice = approval
    ? { zh: `审图号：${approval}`, en: `Map approval number: ${approval}` }
    : (pack.map?.notice ?? { zh: '本城市包没有底图。', en: 'This city pack has no map.' })
  return { geojson: (await loadOutlines(pack)) ?? { type: 'FeatureCollection', features: [] }, notice }
}

let counted: { kernel: object; revision: number; nodes: ChainNode[] } | undefined

/** The taxonomy with the number of enterprises at and below each node. */
export async function getNodes(ctx: Ctx): Promise<{ nodes: ChainNode[] }> {
  const revision = await readRevision(ctx.db)
  if (counted?.kernel === ctx.kernel && counted.revision === revision) return { nodes: counted.nodes }
  const { nodes, nodeByCode } = await reference(ctx)
  const counts = await enterprisesBelowNode(ctx.db, ancestorPairs(nodes, nodeByCode))
  const rows = nodes.map(
    (node): ChainNode => ({
      code: node.code,
      parent: node.parent,
      tier: node.tier,
      nameZh: node.name_zh,
      nameEn: node.name_en,
      synonymsZh: node.synonyms_zh,
      synonymsEn: node.synonyms_en,
      electronics: node.electronics,
      parts: node.parts,
      keyLink: node.key_link,
      stage: node.stage,
      enterprises: counts.get(node.code) ?? 0,
    }),
  )
  counted = { kernel: ctx.kernel, revision, nodes: rows }
  return { nodes: rows }
}

function ancestorPairs(nodes: readonly ChainNodeTable[], byCode: ReadonlyMap<string, ChainNodeTable>) {
  return nodes.flatMap((node) => {
    const pairs: { node: string; ancestor: string }[] = []
    for (
      let at: ChainNodeTable | undefined = node;
      at;
      at = at.parent === null ? undefined : byCode.get(at.parent)
    ) {
      pairs.push({ node: node.code, ancestor: at.code })
    }
    return pairs
  })
}
