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
/** Rows named in a refusal. */
const FAULTS_SHOWN = 10

/**
 * Reads enterprise records from a CSV or XLSX file as they are written.
 * @throws CliError naming the rows whose record number is missing or there twice
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
    const faults: [string, string][] = []
    for await (const { number, cells } of table.rows()) {
      const text = (key: string): string | null => {
        const index = indexOf.get(key)
        const value = index === undefined ? '' : (cells[index]?.text.trim() ?? '')
        return value === '' ? null : value
      }
      const id = text('id')
      const fault = numberFault(id, number, seen)
      if (fault) faults.push(fault)
      records.push({
        id: id ?? '',
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
    if (faults.length > 0) refuse(faults)
    return records
  } finally {
    table.close()
  }
}

/** What is wrong with a record's number, in both languages; undefined when nothing is. */
function numberFault(
  id: string | null,
  row: number,
  seen: Map<string, number>,
): [string, string] | undefined {
  if (id === null)
    return [
      `第 ${row} 行「record_id」为空：每条记录都要有编号`,
      `row ${row}, record_id is empty: every record needs a number`,
    ]
  const first = seen.get(id)
  if (first === undefined) {
    seen.set(id, row)
    return undefined
  }
  return [
    `第 ${row} 行「record_id」“${id}”与第 ${first} 行重复`,
    `row ${row}, record_id "${id}" stands in row ${first} already`,
  ]
}

/** Refuses a file whose records cannot be told apart: which line of the result would be whose? */
function refuse(faults: readonly [string, string][]): never {
  const more = faults.length - FAULTS_SHOWN
  const lines = faults.slice(0, FAULTS_SHOWN)
  throw new CliError(
    [...lines.map(([zh]) => zh), ...(more > 0 ? [`……另有 ${more} 行`] : [])].join('；'),
    [...lines.map(([, en]) => en), ...(more > 0 ? [`… and ${more} more rows`] : [])].join('; '),
    EXIT.usage,
    { field: '--input' },
  )
}
