import { byUniqueCode } from './codes.ts'
import type { FaultList } from './faults.ts'
import type { Placed } from './read.ts'
import type { TaxonomyRow } from './schema.ts'
import type { TaxonomyNode } from './types.ts'

/** A term as it is compared: lower case, full-width forms folded, no spaces, hyphens or slashes. */
export function normaliseTerm(term: string): string {
  return term
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_/]+/g, '')
}

/** Checks what no single row can show (one root, parents, tiers, inherited marks, terms) and builds the nodes. */
export function buildTaxonomy(
  file: string,
  rows: readonly Placed<TaxonomyRow>[],
  chain: string,
  list: FaultList,
): TaxonomyNode[] {
  const byCode = byUniqueCode(file, rows, list)
  for (const { row, value } of rows) checkPlace(file, row, value, byCode, chain, list)
  checkTerms(file, rows, list)
  return rows.map(({ value }) => nodeOf(value))
}

function checkPlace(
  file: string,
  row: number,
  node: TaxonomyRow,
  byCode: ReadonlyMap<string, Placed<TaxonomyRow>>,
  chain: string,
  list: FaultList,
): void {
  const at = { row, column: 'parent', value: node.parent ?? '' }
  if (node.parent === null) {
    if (node.code !== chain) {
      list.add(file, at, `只有链根 ${chain} 可以没有上级`, `only the chain's root ${chain} has no parent`)
    } else if (node.tier !== 0) {
      list.add(file, { row, column: 'tier', value: node.tier }, '链根的层级为 0', "the root's tier is 0")
    }
    return
  }
  const parent = byCode.get(node.parent)?.value
  if (!parent) {
    list.add(file, at, '上级编码必须在表中', 'the parent must be a code of this table')
    return
  }
  // Tiers that grow by one from the root also rule out a cycle.
  if (node.tier !== parent.tier + 1) {
    const want = parent.tier + 1
    list.add(
      file,
      { row, column: 'tier', value: node.tier },
      `层级应为上级加一，即 ${want}`,
      `one more than the parent's tier: ${want}`,
    )
  }
  for (const mark of ['electronics', 'key_link'] as const) {
    if (parent[mark] && !node[mark]) {
      list.add(
        file,
        { row, column: mark, value: 'no' },
        `上级 ${parent.code} 为 yes,下级也须为 yes`,
        `yes, because the parent ${parent.code} says yes`,
      )
    }
  }
  if (node.key_link !== node.key_tasks.length > 0) {
    const value = node.key_tasks.join('|')
    list.add(
      file,
      { row, column: 'key_tasks', value },
      '关键环节须写明任务号，其余留空',
      'key links name their tasks, others name none',
    )
  }
}

/** A term leads to one node. Where two nodes honestly share one, both say so in `shared` and explain it in `note`. */
function checkTerms(file: string, rows: readonly Placed<TaxonomyRow>[], list: FaultList): void {
  const owner = new Map<string, Placed<TaxonomyRow>>()
  for (const placed of rows) {
    const { value, row } = placed
    const allowed = new Set(value.shared.map(normaliseTerm))
    const seen = new Set<string>()
    const terms: [string, string][] = [
      ['name_zh', value.name_zh],
      ['name_en', value.name_en],
      ...value.synonyms_zh.map((term): [string, string] => ['synonyms_zh', term]),
      ...value.synonyms_en.map((term): [string, string] => ['synonyms_en', term]),
    ]
    for (const [column, term] of terms) {
      const key = normaliseTerm(term)
      if (seen.has(key)) continue
      seen.add(key)
      const other = owner.get(key)
      if (!other) owner.set(key, placed)
      else if (!allowed.has(key) || !other.value.shared.map(normaliseTerm).includes(key)) {
        const rule = `与第 ${other.row} 行 ${other.value.code} 共用，两行都须在 shared 列写明`
        list.add(
          file,
          { row, column, value: term },
          rule,
          `also a term of ${other.value.code} (row ${other.row}): both rows must list it in shared`,
        )
      }
    }
    if (value.shared.length > 0 && value.note === '') {
      list.add(
        file,
        { row, column: 'note', value: '' },
        '共用词须在 note 列说明',
        'a shared term is explained in note',
      )
    }
  }
}

function nodeOf(row: TaxonomyRow): TaxonomyNode {
  return {
    code: row.code,
    parent: row.parent,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    tier: row.tier,
    stage: row.stage === '' ? null : row.stage,
    parts: row.parts,
    electronics: row.electronics,
    keyLink: row.key_link,
    keyTasks: row.key_tasks.map(Number),
    gb4754: row.gb4754,
    hs: row.hs,
    synonymsZh: row.synonyms_zh,
    synonymsEn: row.synonyms_en,
    note: row.note,
  }
}
