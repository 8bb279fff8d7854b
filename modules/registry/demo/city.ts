import { generateCity, type SyntheticCity } from '#engines/synthetic-city'
import type { Pack } from '#kernel/packs'

export interface CityRequest {
  /** 1,000 to 1,000,000. */
  readonly enterprises: number
  readonly seed: string
  /** The day the city is looked at. */
  readonly asOf: string
  readonly dirty?: boolean
}

/** The synthetic city of a pack: its districts, its taxonomy, invented firms. */
export function cityOf(pack: Pack, request: CityRequest): SyntheticCity {
  return generateCity({
    enterprises: request.enterprises,
    seed: request.seed,
    asOf: request.asOf,
    dirty: request.dirty ?? false,
    cityZh: pack.city.zh.replace(/市$/, ''),
    taxonomy: pack.taxonomy.map((node) => ({
      code: node.code,
      parent: node.parent,
      nameZh: node.nameZh,
      nameEn: node.nameEn,
      tier: node.tier,
      electronics: node.electronics,
      parts: node.parts,
      stage: node.stage ?? 'midstream',
      synonymsZh: [...node.synonymsZh],
      gb4754: node.gb4754 ?? undefined,
    })),
    regions: pack.regions
      .filter((region) => region.level === 'district')
      .map((region) => ({ code: region.code, nameZh: region.nameZh, group: region.groups.join('|') })),
  })
}
