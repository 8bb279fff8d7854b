import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type LabelledFirm, stableHash, type TaxonomyNode, textKey } from '#engines/node-tagging'

const pack = join(import.meta.dirname, '../../packs/chongqing')
const rows = (file: string) =>
  parse(readFileSync(join(pack, file)), { columns: true, bom: true }) as Record<string, string>[]
const list = (text: string | undefined) => (text ? text.split('|') : [])

/** Nodes of the Chongqing pack. */
export function taxonomyNodes(): TaxonomyNode[] {
  return rows('taxonomy.csv').map((row) => ({
    code: row.code!,
    parent: row.parent || null,
    tier: Number(row.tier),
    nameZh: row.name_zh!,
    nameEn: row.name_en!,
    synonymsZh: list(row.synonyms_zh),
    synonymsEn: list(row.synonyms_en),
  }))
}

/** The labelled sample of the pack, 70 % to learn from and 30 % aside, by a hash of the text. */
export function labelledSample(): { training: LabelledFirm[]; aside: LabelledFirm[] } {
  const examples = rows('tagging-sample.csv').map(
    ({ name = '', scope = '', products = '', patents = '', nodes }): LabelledFirm => ({
      texts: { name, scope, products, patents },
      nodes: list(nodes),
    }),
  )
  const isAside = (example: LabelledFirm) => stableHash(textKey(example)) % 10 < 3
  return {
    training: examples.filter((example) => !isAside(example)),
    aside: examples.filter(isAside),
  }
}
