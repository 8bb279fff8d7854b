import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { type LinkStage, type LinkWarning, linkEnterprises } from '#engines/enterprise-linkage'
import { formatOf, requireFree, requireInput, writeWhole } from '../files.ts'
import { readRecords } from '../link-table.ts'
import { printJson, printNote, progressLine, say } from '../output.ts'

interface Options {
  input: string
  output: string
  force?: boolean
  json?: boolean
}

/** Sources whose records found an entity of their own. */
const ANCHORS = new Set(['registry', 'library'])

const STAGES: Record<LinkStage, [string, string]> = {
  prepare: ['整理', 'Preparing'],
  block: ['找候选对', 'Finding candidates'],
  compare: ['比对', 'Comparing'],
  learn: ['估计权重', 'Learning weights'],
  cluster: ['归并', 'Clustering'],
}

/** `zhiqing link --input FILE --output FILE`: which records are one enterprise. No database, no network. */
export async function linkFile({ input, output, force, json }: Options): Promise<void> {
  await requireInput(input)
  formatOf(output, ['csv'], 'csv')
  await requireFree(output, force)
  const begun = performance.now()
  const line = progressLine()
  line.show(say('读取', 'Reading'))
  const records = await readRecords(input)
  const links = linkEnterprises(records, {
    anchors: ANCHORS,
    onProgress: (share, stage) => line.show(`${say(...STAGES[stage])} ${Math.round(share * 100)}%`),
  })
  line.end()
  await writeWhole(output, clusterRows(records, links.entity))
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  const counts = {
    records: records.length,
    entities: links.entities,
    pairs: links.pairs.left.length,
    seconds,
  }
  if (json) {
    printJson({ ...counts, expected: links.expected, warnings: links.warnings, output })
    return
  }
  printNote(
    say(
      `${counts.records} 条记录归为 ${counts.entities} 家企业，用时 ${seconds} 秒，已写入 ${output}`,
      `${counts.records} records are ${counts.entities} enterprises, ${seconds} s, written to ${output}`,
    ),
  )
  for (const { code, field, value, records: rows } of links.warnings.slice(0, WARNINGS_SHOWN))
    printNote(say(...WARNINGS[code](rows, value, field)))
  const more = links.warnings.length - WARNINGS_SHOWN
  if (more > 0) printNote(say(`……另有 ${more} 条提醒见 --json`, `… ${more} more warnings are told by --json`))
}

const WARNINGS_SHOWN = 10
const WARNINGS: Record<
  LinkWarning['code'],
  (rows: number, value: string, field: string) => [string, string]
> = {
  codeShared: (rows, value) => [
    `信用代码 ${value} 出现在 ${rows} 条名称不同的记录上，未作为依据`,
    `credit code ${value} stands on ${rows} records of different names and was not taken as evidence`,
  ],
  keyShared: (rows, value, field) => [
    `“${value}”（${field}）出现在 ${rows} 条记录上，未用来找候选`,
    `"${value}" (${field}) stands on ${rows} records and was not used to find candidates`,
  ],
  codeInvalid: (rows, value) => [
    `${rows} 条记录的信用代码校验不通过（例如 ${value}）`,
    `${rows} records have a credit code that fails its check (such as ${value})`,
  ],
  rowEmpty: (rows) => [`${rows} 条记录没有可比对的内容`, `${rows} records hold nothing to compare`],
}

/** `record_id,entity_id` of every record, in the order of the file; plain UTF-8, for programs. */
function clusterRows(records: readonly { id: string }[], entity: Int32Array): AsyncIterable<Uint8Array> {
  const digits = String(entity.length).length
  function* rows() {
    yield ['record_id', 'entity_id']
    for (const [at, { id }] of records.entries())
      yield [id, `E${String(entity[at]! + 1).padStart(digits, '0')}`]
  }
  return Readable.from(rows()).pipe(stringify())
}
