import { sql } from 'kysely'
import type { Db } from '#kernel/db'

/** Lines of a model's bill that name one supplier. */
export interface NamedModel {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly oemId: string
  readonly supplierId: string
  readonly lines: number
  readonly parts: readonly string[]
}

/** Models on sale on a day whose bills name one of some suppliers. */
export async function selectModelsNaming(
  db: Db,
  suppliers: readonly string[],
  asOf: string,
): Promise<readonly NamedModel[]> {
  if (suppliers.length === 0) return []
  const { rows } = await sql<NamedModel>`
    select m.id, m.code, m.name, m.oem_id as "oemId", l.supplier_id as "supplierId", count(*)::int as lines,
      (array_agg(distinct l.part))[1:5] as parts
    from chain.bill_line l join chain.vehicle_model m on m.id = l.model_id
    where l.supplier_id = any(${suppliers}::uuid[]) and l.status = 'active'
      and (m.on_sale_from is null or m.on_sale_from <= ${asOf}::date)
      and (m.on_sale_until is null or m.on_sale_until >= ${asOf}::date)
    group by m.id, l.supplier_id order by m.code`.execute(db)
  return rows
}
