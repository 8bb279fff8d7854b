import type { MapSetting, PackFile, PlanSeed } from './schema.ts'

/** A part category, system or service of the chain. */
export interface TaxonomyNode {
  readonly code: string
  readonly parent: string | null
  readonly nameZh: string
  readonly nameEn: string
  /** 0 root, 1 system, 2 assembly, 3 part, 4 sub-part or material. */
  readonly tier: number
  readonly stage: 'upstream' | 'midstream' | 'downstream' | null
  /** Counts as a part, as against a vehicle, software or a service. */
  readonly parts: boolean
  /** Counts as automotive electronics in the plan's sense. */
  readonly electronics: boolean
  /** The plan names it as a key link. */
  readonly keyLink: boolean
  /** Numbers of the tasks that name it. */
  readonly keyTasks: readonly number[]
  /** Industry code of GB/T 4754, when known. */
  readonly gb4754: string | null
  readonly hs: string | null
  readonly synonymsZh: readonly string[]
  readonly synonymsEn: readonly string[]
  readonly note: string
}

/** A country, province, city, district or functional zone. */
export interface PackRegion {
  /** GB/T 2260, or the pack's own code for a functional zone (`500000-LJ`). */
  readonly code: string
  readonly parent: string | null
  readonly level: 'country' | 'province' | 'city' | 'district' | 'zone'
  readonly nameZh: string
  readonly nameEn: string
  readonly groups: readonly string[]
  /** The administrative district a functional zone is counted with; its own code for all others. */
  readonly statisticsRegion: string
  /** Taxonomy nodes the region prefers. */
  readonly priorities: readonly string[]
  readonly prioritiesSource: string
  readonly note: string
}

/** A named set of regions, such as the western districts. */
export interface RegionGroup {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly priorities: readonly string[]
  readonly source: string | null
  /** Codes of its members, in the order of the regions' file. */
  readonly regions: readonly string[]
}

/** A city pack, read and checked. */
export interface Pack {
  readonly dir: string
  readonly id: string
  readonly titles: PackFile['titles']
  readonly city: PackFile['city']
  readonly rootRegion: string
  readonly chain: string
  readonly timeZone: string
  readonly plan: PlanSeed
  readonly taxonomy: readonly TaxonomyNode[]
  readonly regions: readonly PackRegion[]
  readonly regionGroups: readonly RegionGroup[]
  readonly map: MapSetting | null
  /** File names of policy texts inside the pack. */
  readonly policies: readonly string[]
}

/** What a list of packs shows. */
export interface PackSummary {
  readonly dir: string
  readonly id: string
  readonly titles: PackFile['titles']
}
