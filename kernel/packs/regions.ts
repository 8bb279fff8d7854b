import { byUniqueCode } from './codes.ts'
import type { FaultList } from './faults.ts'
import type { Placed } from './read.ts'
import type { PackFile, RegionRow } from './schema.ts'
import type { PackRegion, RegionGroup } from './types.ts'

/** Parents by level: what may lie in what. */
const PARENT_LEVELS: Record<RegionRow['level'], readonly RegionRow['level'][]> = {
  country: [],
  province: ['country'],
  city: ['province'],
  district: ['province', 'city'],
  zone: ['province', 'city', 'district'],
}

/** Checks the regions against each other, the groups and the taxonomy, and builds them. */
export function buildRegions(
  file: string,
  rows: readonly Placed<RegionRow>[],
  pack: PackFile,
  nodeCodes: ReadonlySet<string> | undefined,
  list: FaultList,
): PackRegion[] {
  const byCode = byUniqueCode(file, rows, list)
  const groups = new Set(pack.regionGroups.map((group) => group.id))
  for (const { row, value } of rows) {
    checkParent(file, row, value, byCode, list)
    checkStatistics(file, row, value, byCode, list)
    for (const group of value.groups) {
      if (groups.has(group)) continue
      list.add(
        file,
        { row, column: 'groups', value: group },
        '分组须在 pack.yaml 中定义',
        'a group is defined in pack.yaml',
      )
    }
    for (const code of value.priorities) {
      if (!nodeCodes || nodeCodes.has(code)) continue
      list.add(
        file,
        { row, column: 'priorities', value: code },
        '须为分类表中的编码',
        'a code of the taxonomy',
      )
    }
    if (value.priorities.length > 0 && value.priorities_source === '') {
      list.add(
        file,
        { row, column: 'priorities_source', value: '' },
        '优先方向须注明来源',
        'priorities name their source',
      )
    }
  }
  if (!byCode.has(pack.rootRegion)) {
    list.add(
      file,
      { column: 'code', value: pack.rootRegion },
      '表中须有 pack.yaml 的 rootRegion',
      'must hold the rootRegion of pack.yaml',
    )
  }
  return rows.map(({ value }) => regionOf(value))
}

/** The groups with their members; a group nobody belongs to is a fault. */
export function buildGroups(
  regionsFile: string,
  pack: PackFile,
  regions: readonly PackRegion[],
  list: FaultList,
): RegionGroup[] {
  return pack.regionGroups.map((group) => {
    const members = regions.filter((region) => region.groups.includes(group.id)).map((region) => region.code)
    if (members.length === 0) {
      list.add(
        regionsFile,
        { column: 'groups', value: group.id },
        '每个分组至少要有一个地区',
        'every group has a member',
      )
    }
    return {
      id: group.id,
      nameZh: group.zh,
      nameEn: group.en,
      priorities: group.priorities,
      source: group.source ?? null,
      regions: members,
    }
  })
}

function checkParent(
  file: string,
  row: number,
  region: RegionRow,
  byCode: ReadonlyMap<string, Placed<RegionRow>>,
  list: FaultList,
): void {
  const allowed = PARENT_LEVELS[region.level]
  const at = { row, column: 'parent', value: region.parent ?? '' }
  const parent = region.parent === null ? undefined : byCode.get(region.parent)?.value
  if (region.parent === null && allowed.length === 0) return
  if (!parent) list.add(file, at, '上级编码必须在表中', 'the parent must be a code of this table')
  else if (!allowed.includes(parent.level)) {
    const levels = allowed.join(', ') || '-'
    list.add(file, at, `${region.level} 的上级只能是 ${levels}`, `a ${region.level} lies in: ${levels}`)
  }
}

function checkStatistics(
  file: string,
  row: number,
  region: RegionRow,
  byCode: ReadonlyMap<string, Placed<RegionRow>>,
  list: FaultList,
): void {
  const at = { row, column: 'statistics_region', value: region.statistics_region ?? '' }
  if (region.level === 'zone') {
    if (byCode.get(region.statistics_region ?? '')?.value.level === 'district') return
    list.add(file, at, '功能区须归入一个行政区县统计', 'a functional zone is counted with one district')
  } else if (region.statistics_region !== null) {
    list.add(file, at, '只有功能区填写此列', 'only functional zones fill this column')
  }
}

function regionOf(row: RegionRow): PackRegion {
  return {
    code: row.code,
    parent: row.parent,
    level: row.level,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    groups: row.groups,
    statisticsRegion: row.statistics_region ?? row.code,
    priorities: row.priorities,
    prioritiesSource: row.priorities_source,
    note: row.note,
  }
}
