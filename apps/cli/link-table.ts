import type { EnterpriseRecord } from '#engines/enterprise-linkage'
import { defineTable, mapHeaders, openTable } from '#kernel/tables'
import { CliError } from './errors.ts'
import { EXIT } from './output.ts'

const column = (key: string, zh: string, en: string) => ({ key, titles: { zh, en }, type: 'text' as const })

/** Columns of a file of enterprise records; only the record's number must be there. */
const COLUMNS = defineTable({
  name: 'link',
  titles: { zh: '企业记录', en: 'Enterprise records' },
  columns: [
    { ...column('id', '记录编号', 'record_id'), required: true },
    column('source', '来源', 'source'),
    column('name', '企业名称', 'name'),
    column('uscc', '统一社会信用代码', 'uscc'),
    column('legalRep', '法定代表人', 'legal_rep'),
    column('phone', '电话', 'phone'),
    column('address', '地址', 'address'),
    column('city', '城市', 'city'),
    column('established', '成立日期', 'established'),
    column('formerNames', '曾用名', 'former_names'),
  ],
})

/** Records are all of one source when the file has no such column. */
const ONE_SOURCE = 'file'

/**
 * Reads enterprise records from a CSV or XLSX file as they are written.
 * @throws CliError naming the row when a record number is missing or there twice
 */
export async function readRecords(file: string): Promise<EnterpriseRecord[]> {
  const table = await openTable({ path: file }, { table: COLUMNS })
  try {
    const mapping = mapHeaders(table.header?.columns.map(({ text }) => text) ?? [], COLUMNS, {
      suggest: false,
    })
    const indexOf = new Map(mapping.matches.map(({ key, index }) => [key, index]))
    if (!indexOf.has('id'))
      throw new CliError(
        `${file} 缺少 record_id（记录编号）列`,
        `${file} lacks the column record_id`,
        EXIT.usage,
        { field: '--input' },
      )
    const records: EnterpriseRecord[] = []
    const seen = new Map<string, number>()
    for await (const { number, cells } of table.rows()) {
      const text = (key: string): string | null => {
        const index = indexOf.get(key)
        const value = index === undefined ? '' : (cells[index]?.text.trim() ?? '')
        return value === '' ? null : value
      }
      const id = requireNew(text('id'), number, seen)
      records.push({
        id,
        source: text('source') ?? ONE_SOURCE,
        name: text('name'),
        uscc: text('uscc'),
        legalRep: text('legalRep'),
        phone: text('phone'),
        address: text('address'),
        city: text('city'),
        established: text('established'),
        formerNames: text('formerNames')?.split(/[、，,；;|]/) ?? [],
      })
    }
    return records
  } finally {
    table.close()
  }
}

function requireNew(id: string | null, row: number, seen: Map<string, number>): string {
  if (id === null)
    throw new CliError(
      `第 ${row} 行「record_id」为空：每条记录都要有编号`,
      `row ${row}, record_id is empty: every record needs a number`,
      EXIT.usage,
      { field: '--input' },
    )
  const first = seen.get(id)
  if (first !== undefined)
    throw new CliError(
      `第 ${row} 行「record_id」“${id}”与第 ${first} 行重复`,
      `row ${row}, record_id "${id}" stands in row ${first} already`,
      EXIT.usage,
      { field: '--input' },
    )
  seen.set(id, row)
  return id
}
