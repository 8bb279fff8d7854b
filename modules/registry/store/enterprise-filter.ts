import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/module'
import { gramVector, queryGrams, queryWords } from '../domain/search-text.ts'

/** What a list of enterprises is narrowed by; codes of groups and of nodes below a node are already spelled out. */
export interface EnterpriseCriteria {
  readonly q?: string
  readonly districts?: readonly string[]
  readonly nodes?: readonly string[]
  readonly qualifications?: readonly string[]
  readonly parts?: boolean
  readonly electronics?: boolean
  readonly recruited?: boolean
  readonly transformed?: boolean
  readonly listed?: boolean
  readonly revenueMin?: number
  readonly revenueMax?: number
  readonly batch?: string
  /** Today: which qualifications are valid. */
  readonly today: string
  readonly scope: ScopeFilter
}

/** The WHERE clause over `registry.enterprise e`. */
export function whereEnterprises(criteria: EnterpriseCriteria): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [scopeClause(criteria.scope)]
  for (const word of queryWords(criteria.q ?? '')) parts.push(wordClause(word))
  if (criteria.districts) parts.push(sql`e.district = any(${[...criteria.districts]}::text[])`)
  if (criteria.nodes) {
    parts.push(sql`exists (select 1 from registry.capability c
      where c.enterprise_id = e.id and c.node = any(${[...criteria.nodes]}::text[]))`)
  }
  if (criteria.qualifications) {
    parts.push(sql`exists (select 1 from registry.qualification q
      where q.enterprise_id = e.id and q.kind = any(${[...criteria.qualifications]}::text[])
        and (q.valid_from is null or q.valid_from <= ${criteria.today}::date)
        and (q.valid_until is null or q.valid_until >= ${criteria.today}::date))`)
  }
  if (criteria.parts !== undefined) parts.push(sql`e.parts = ${criteria.parts}`)
  if (criteria.electronics !== undefined) parts.push(sql`e.electronics = ${criteria.electronics}`)
  if (criteria.recruited !== undefined) parts.push(presence('recruited_on', criteria.recruited))
  if (criteria.transformed !== undefined) parts.push(presence('transformed_on', criteria.transformed))
  if (criteria.listed !== undefined) parts.push(presence('listed_on', criteria.listed))
  if (criteria.revenueMin !== undefined) parts.push(sql`e.revenue_latest >= ${criteria.revenueMin}::bigint`)
  if (criteria.revenueMax !== undefined) parts.push(sql`e.revenue_latest <= ${criteria.revenueMax}::bigint`)
  if (criteria.batch !== undefined) {
    parts.push(
      sql`e.id in (select s.enterprise_id from registry.source_record s where s.batch_id = ${criteria.batch}::uuid)`,
    )
  }
  return sql.join(parts, sql` and `)
}

/**
 * Grams find the candidates through the index, the comparison with the whole word decides. A word that could be the
 * beginning of a credit code is looked for there too.
 */
function wordClause(word: string): RawBuilder<unknown> {
  const found = sql`position(${word} in e.search_text) > 0`
  const grams = queryGrams(word)
  if (grams.length === 0) return found
  const named = sql`(e.grams @@ ${gramVector(grams).replaceAll("' '", "' & '")}::tsquery and ${found})`
  if (!/^[0-9a-z]{2,18}$/.test(word)) return named
  return sql`(${named} or e.uscc like ${`${word.toUpperCase()}%`})`
}

function presence(column: string, present: boolean): RawBuilder<unknown> {
  return present ? sql`e.${sql.raw(column)} is not null` : sql`e.${sql.raw(column)} is null`
}

/** What the caller may see at all. */
export function scopeClause(scope: ScopeFilter): RawBuilder<unknown> {
  if (scope.kind === 'any') return sql`true`
  if (scope.kind === 'none') return sql`false`
  const parts: RawBuilder<unknown>[] = [sql`false`]
  if (scope.districts.length > 0) parts.push(sql`e.district = any(${[...scope.districts]}::text[])`)
  if (scope.enterpriseId !== null) parts.push(sql`e.id = ${scope.enterpriseId}::uuid`)
  return sql`(${sql.join(parts, sql` or `)})`
}
