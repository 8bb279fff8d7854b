/** Finds the codes that a term may mean: none, one, or several. */
export interface TermFinder {
  find(term: string): readonly string[]
}

/** A coded thing with the names it goes by. */
export interface Named {
  readonly code: string
  readonly names: readonly string[]
}

/** Half-width, lower case, without spaces, hyphens, slashes: as the pack compares its terms. */
const plain = (term: string) =>
  term
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_/]+/g, '')

/**
 * Finder over names. A code counts before a name, so that a term which is one thing's code and another's name is the
 * former.
 */
export function termFinder(
  things: readonly Named[],
  variantsOf: (name: string) => readonly string[],
): TermFinder {
  const byCode = new Map(things.map((thing) => [plain(thing.code), [thing.code]]))
  const byName = new Map<string, string[]>()
  for (const { code, names } of things) {
    for (const key of new Set(names.flatMap(variantsOf).map(plain))) {
      if (key === '') continue
      const known = byName.get(key)
      if (!known) byName.set(key, [code])
      else if (!known.includes(code)) known.push(code)
    }
  }
  return { find: (term) => byCode.get(plain(term)) ?? byName.get(plain(term)) ?? [] }
}

export interface RegionNames {
  readonly code: string
  readonly parent: string | null
  readonly kind: string
  readonly name_zh: string
  readonly name_en: string
}

const KIND_ENDING =
  /(?:(?:土家族|苗族|回族|壮族|彝族|满族|蒙古族|藏族|侗族|瑶族|白族)*自治县|经济开发区|经济技术开发区|经开区|高新区|新区|区|县|市)$/

const EN_ENDING = /\s+(?:(?:\S+ (?:and \S+ )?Autonomous )?(?:District|County)|New Area)$/

/** `渝北区` also as 渝北; 石柱土家族自治县 as 石柱 and 石柱县; names of one character keep their ending (忠县). */
function shortNames(name: string): string[] {
  const short = name.replace(KIND_ENDING, '')
  if ([...short].length < 2) return [name]
  return name.endsWith('自治县') ? [name, short, `${short}县`] : [name, short]
}

/**
 * Finder of districts and functional zones: by code, by full or short name, with or without the province or city before
 * it (重庆市渝北区, 重庆渝北), by the English name with or without its kind.
 */
export function regionFinder(regions: readonly RegionNames[]): TermFinder {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const wanted = regions.filter(({ kind }) => kind === 'district' || kind === 'zone')
  return termFinder(
    wanted.map((region) => {
      const above = byCode.get(region.parent ?? '')
      const places = above ? [above.name_zh, above.name_zh.replace(/[省市]$/, '')] : []
      // 重庆高新区 without its ending is the whole city, not the zone.
      const own = shortNames(region.name_zh).filter((name) => !places.includes(name))
      return {
        code: region.code,
        names: [
          ...own,
          ...places.flatMap((place) => own.map((name) => place + name)),
          region.name_en,
          region.name_en.replace(EN_ENDING, ''),
        ],
      }
    }),
    (name) => [name],
  )
}

export interface NodeNames {
  readonly code: string
  readonly name_zh: string
  readonly name_en: string
  readonly synonyms_zh: readonly string[]
  readonly synonyms_en: readonly string[]
}

/** Finder of chain nodes: by code, name or synonym in either language. A synonym gives way to another node's name. */
export function nodeFinder(nodes: readonly NodeNames[]): TermFinder {
  const names = termFinder(
    nodes.map((node) => ({ code: node.code, names: [node.name_zh, node.name_en] })),
    (name) => [name],
  )
  const synonyms = termFinder(
    nodes.map((node) => ({ code: node.code, names: [...node.synonyms_zh, ...node.synonyms_en] })),
    (name) => [name],
  )
  return {
    find: (term) => {
      const found = names.find(term)
      return found.length > 0 ? found : synonyms.find(term)
    },
  }
}
