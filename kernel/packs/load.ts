import { access, readdir } from 'node:fs/promises'
import path from 'node:path'
import { FaultList, PackError } from './faults.ts'
import { checkPlan } from './plan.ts'
import { readTable, readYaml } from './read.ts'
import { buildGroups, buildRegions } from './regions.ts'
import { packFile, planSeed, regionRow, taxonomyRow } from './schema.ts'
import { buildTaxonomy } from './taxonomy.ts'
import type { Pack, PackSummary } from './types.ts'

const PACK_FILE = 'pack.yaml'

/**
 * Reads a city pack and checks all of it: every file by itself and the files against each other.
 * Throws PackError with every fault found (file, row, column, value, rule in Chinese and English).
 * @example const pack = await loadPack('packs/chongqing')
 */
export async function loadPack(dir: string): Promise<Pack> {
  const list = new FaultList()
  const head = await readYaml(dir, PACK_FILE, packFile, list)
  if (!head) throw new PackError(dir, list.faults)
  const setting = head.value
  const { files } = setting

  const [planRead, taxonomyRows, regionRows] = await Promise.all([
    readYaml(dir, files.plan, planSeed, list),
    readTable(dir, files.taxonomy, taxonomyRow, list),
    readTable(dir, files.regions, regionRow, list),
  ])
  const taxonomy = taxonomyRows ? buildTaxonomy(files.taxonomy, taxonomyRows, setting.chain, list) : []
  const nodes = taxonomyRows ? new Set(taxonomy.map((node) => node.code)) : undefined
  if (nodes && !nodes.has(setting.chain)) {
    const at = { row: head.lineOf(['chain']), column: 'chain', value: setting.chain }
    list.add(PACK_FILE, at, '链编码须为分类表的根', 'the chain is the root code of the taxonomy')
  }
  setting.regionGroups.forEach((group, i) => {
    for (const code of group.priorities) {
      if (!nodes || nodes.has(code)) continue
      const at = ['regionGroups', i, 'priorities']
      const place = { row: head.lineOf(at), column: at.join('.'), value: code }
      list.add(PACK_FILE, place, '须为分类表中的编码', 'a code of the taxonomy')
    }
  })
  const regions = regionRows ? buildRegions(files.regions, regionRows, setting, nodes, list) : []
  const regionGroups = regionRows ? buildGroups(files.regions, setting, regions, list) : []
  if (planRead) checkPlan(files.plan, planRead, setting, list)
  for (const file of files.policies) {
    const there = await exists(path.join(dir, file))
    if (!there)
      list.add(
        PACK_FILE,
        { column: 'files.policies', value: file },
        '文件须在包内',
        'the file is in the pack',
      )
  }
  if (list.faults.length > 0 || !planRead) throw new PackError(dir, list.faults)

  return {
    dir: path.resolve(dir),
    id: setting.id,
    titles: setting.titles,
    city: setting.city,
    rootRegion: setting.rootRegion,
    chain: setting.chain,
    timeZone: setting.timeZone,
    plan: planRead.value,
    taxonomy,
    regions,
    regionGroups,
    map: setting.map,
    policies: files.policies,
  }
}

/**
 * The packs below a folder (every folder with a pack.yaml), by id. Reads no more than their heads.
 * Throws PackError when a head is not valid or two packs have one id.
 */
export async function listPacks(root: string): Promise<PackSummary[]> {
  const entries = await readdir(root, { withFileTypes: true })
  const found: PackSummary[] = []
  for (const entry of entries) {
    const dir = path.resolve(root, entry.name)
    if (!entry.isDirectory() || !(await exists(path.join(dir, PACK_FILE)))) continue
    const list = new FaultList()
    const head = await readYaml(dir, PACK_FILE, packFile, list)
    if (!head) throw new PackError(dir, list.faults)
    const { id, titles } = head.value
    const twin = found.find((pack) => pack.id === id)
    if (twin) {
      const name = path.basename(twin.dir)
      list.add(
        PACK_FILE,
        { row: head.lineOf(['id']), column: 'id', value: id },
        `与 ${name} 的包编号重复`,
        `also the id of ${name}`,
      )
      throw new PackError(dir, list.faults)
    }
    found.push({ dir, id, titles })
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
