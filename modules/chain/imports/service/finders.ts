import type { Ctx } from '#kernel/module'
import { libraryNames, nameKey, reference, type Terms, termsOf } from '#modules/registry'
import { firmFinder, type KnownFirm } from '../domain/firms.ts'
import type { Finders } from '../domain/rows.ts'

/** Names of provinces as they are written, with and without their ending. */
const ENDING = /(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/

/** Nodes, districts and, for places of making, everything that the pack has a code for. */
export async function chainTerms(ctx: Ctx): Promise<Terms> {
  const terms = await termsOf(ctx)
  const { regions } = await reference(ctx)
  const others = new Map<string, string>()
  for (const { code, kind, name_zh, name_en } of regions)
    if (kind !== 'district' && kind !== 'zone')
      for (const name of [code, name_zh, name_zh.replace(ENDING, ''), name_en.toLowerCase()])
        others.set(name, code)
  const districts = {
    find: (term: string) => {
      const found = terms.districts.find(term)
      if (found.length > 0) return found
      const other = others.get(term.trim().toLowerCase())
      return other === undefined ? [] : [other]
    },
  }
  return { nodes: terms.nodes, districts }
}

/** What rows are read with: the library's firms and the codes of names, which the table's rules have checked already. */
export async function findersOf(ctx: Ctx, terms: Terms): Promise<Finders> {
  const firms: KnownFirm[] = []
  for await (const chunk of libraryNames(ctx)) firms.push(...chunk)
  return {
    firms: firmFinder(firms, nameKey),
    node: (term) => terms.nodes.find(term)[0] ?? term,
    place: (term) => terms.districts.find(term)[0] ?? term,
  }
}
