import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { FaultList } from './faults.ts'

/** A checked row with its place in the file (the header is row 1). */
export interface Placed<T> {
  readonly row: number
  readonly value: T
}

/** What a YAML file held, and how to find the line of a path in it. */
export interface YamlRead<T> {
  readonly value: T
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined
}

/** Reads and checks a YAML file; faults go to the list and the answer is then undefined. */
export async function readYaml<S extends z.ZodType>(
  dir: string,
  file: string,
  schema: S,
  list: FaultList,
): Promise<YamlRead<z.infer<S>> | undefined> {
  const text = await readText(dir, file, list)
  if (text === undefined) return undefined
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (const error of document.errors) {
    const row = lines.linePos(error.pos[0]).line
    const what = error.message.split('\n')[0] ?? error.code
    list.add(file, { row }, `YAML 语法：${what}`, `YAML syntax: ${what}`)
  }
  if (document.errors.length > 0) return undefined

  const lineOf = (at: readonly PropertyKey[]): number | undefined => {
    // A key that is missing has no node: its parent's line is where it should have stood.
    for (let depth = at.length; depth >= 0; depth--) {
      const found = depth === 0 ? document.contents : document.getIn(at.slice(0, depth), true)
      if (isNode(found) && found.range) return lines.linePos(found.range[0]).line
    }
    return undefined
  }
  const input: unknown = document.toJS()
  const checked = schema.safeParse(input)
  if (checked.success) return { value: checked.data, lineOf }
  list.addZod(file, checked.error, input, lineOf)
  return undefined
}

/**
 * Reads and checks a CSV table (UTF-8, first row = column names). Faults go to the list and the answer is then
 * undefined: a row left out would make the rows that point to it look wrong too.
 */
export async function readTable<S extends z.ZodObject>(
  dir: string,
  file: string,
  schema: S,
  list: FaultList,
): Promise<Placed<z.infer<S>>[] | undefined> {
  const text = await readText(dir, file, list)
  if (text === undefined) return undefined
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(text, { columns: true, bom: true, info: true, skip_empty_lines: true }) as never
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    list.add(file, {}, `CSV 格式：${what}`, `CSV format: ${what}`)
    return undefined
  }
  if (records.length === 0) {
    list.add(file, {}, '表中至少要有一行数据', 'the table must hold at least one row')
    return undefined
  }
  const absent = Object.keys(schema.shape).filter((column) => !(column in records[0]!.record))
  for (const column of absent) {
    list.add(file, { row: 1, column }, '表头必须有这一列', 'the header must have this column')
  }
  if (absent.length > 0) return undefined

  const rows: Placed<z.infer<S>>[] = []
  const before = list.faults.length
  for (const { record, info } of records) {
    const checked = schema.safeParse(record)
    if (checked.success) rows.push({ row: info.lines, value: checked.data })
    else list.addZod(file, checked.error, record, () => info.lines)
  }
  return list.faults.length > before ? undefined : rows
}

async function readText(dir: string, file: string, list: FaultList): Promise<string | undefined> {
  try {
    return await readFile(path.join(dir, file), 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    list.add(file, {}, `文件必须可读（${code}）`, `the file must be readable (${code})`)
    return undefined
  }
}
