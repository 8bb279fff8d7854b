import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { nameKey } from '../../domain/name-key.ts'
import { gramsOf, gramVector, searchTextOf } from '../../domain/search-text.ts'

const CHUNK = 2_000

/** Computes key, search text and index terms of enterprises anew, after their names or products changed. */
export async function refreshSearch(db: Db, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK) {
    const found = await sql<{
      id: string
      name: string
      nameEn: string | null
      uscc: string | null
      formerNames: string[]
      products: string[]
    }>`select id, name, name_en as "nameEn", uscc, former_names as "formerNames", products
      from registry.enterprise where id = any(${ids.slice(from, from + CHUNK)}::uuid[])`.execute(db)
    const texts = found.rows.map((row) => searchTextOf(row))
    await sql`
      update registry.enterprise e set name_key = u.key, search_text = u.text, pinyin = u.pinyin,
        grams = u.grams::tsvector
      from unnest(${found.rows.map(({ id }) => id)}::uuid[], ${found.rows.map(({ name }) => nameKey(name))}::text[],
        ${texts.map(({ text }) => text)}::text[], ${texts.map(({ pinyin }) => pinyin)}::text[],
        ${texts.map(({ text }) => gramVector(gramsOf(text)))}::text[]) as u(id, key, text, pinyin, grams)
      where e.id = u.id`.execute(db)
  }
}
