import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadDemo, removeDemo } from '#contract/registry'
import { loadConfig } from '#kernel/config'
import { civilDate } from '#kernel/core'
import { loadPack } from '#kernel/packs'
import { type ExportColumn, writeXlsx } from '#kernel/tables'
import { cityOf } from '#modules/registry'
import { getJob } from '../../../kernel/jobs/contract.ts'
import { packFolder } from '../../server/packs.ts'
import { connect, followJob } from '../client.ts'
import { CliError } from '../errors.ts'
import { EXIT, printJson, printLine, progressLine, say } from '../output.ts'
import { jobError } from '../translate.ts'

interface Options {
  enterprises: string
  seed: string
  dirty?: string
  remove?: boolean
  json?: boolean
}

/** `zhiqing demo`: the synthetic city, and on request the same firms as messy tables. */
export async function demo(options: Options): Promise<number> {
  if (options.remove) return remove(options)
  const enterprises = Number(options.enterprises)
  if (!Number.isInteger(enterprises) || enterprises < 1_000 || enterprises > 1_000_000) {
    throw new CliError(
      '--enterprises 应为 1000 到 1000000 的整数',
      '--enterprises must be a whole number from 1,000 to 1,000,000',
      EXIT.usage,
      { field: '--enterprises' },
    )
  }
  const files =
    options.dirty === undefined ? [] : await writeMessyTables(options.dirty, enterprises, options.seed)
  return follow(
    (connection) => connection.call(loadDemo, { body: { enterprises, seed: options.seed } }),
    (result) => {
      if (options.json) return printJson({ ...(result as object), seed: options.seed, files })
      printLine(
        say(
          `已载入合成城市：${enterprises} 家企业，种子 ${options.seed}`,
          `Loaded a synthetic city of ${enterprises} enterprises, seed ${options.seed}`,
        ),
      )
      for (const file of files) printLine(file)
    },
  )
}

/** `zhiqing demo --remove`: the library without anything synthetic, ready for real enterprises. */
function remove(options: Options): Promise<number> {
  return follow(
    (connection) => connection.call(removeDemo, {}),
    (result) => {
      if (options.json) return printJson(result)
      const { enterprises } = result as { enterprises: number }
      printLine(
        say(
          `已清除合成数据：${enterprises} 家企业`,
          `Removed the synthetic data: ${enterprises} enterprises`,
        ),
      )
    },
  )
}

/** Starts a job, shows how far it is, and tells its result. */
async function follow(
  start: (connection: Awaited<ReturnType<typeof connect>>) => Promise<{ jobId: string }>,
  tell: (result: unknown) => void,
): Promise<number> {
  const connection = await connect()
  const line = progressLine()
  try {
    const { jobId } = await start(connection)
    const job = await followJob(connection, getJob, jobId, ({ done, total }) =>
      line.show(`${done}/${total ?? '?'}`),
    )
    line.end()
    if (job.state !== 'done') throw jobError(job)
    tell(job.result)
    return EXIT.ok
  } finally {
    line.end()
    await connection.close()
  }
}

/** The same firms as messy workbooks: a merged title, mixed spellings, wrong codes, dates and money as text. */
async function writeMessyTables(folder: string, enterprises: number, seed: string): Promise<string[]> {
  const { config } = loadConfig()
  const pack = await loadPack(packFolder(config.pack))
  const city = cityOf(pack, { enterprises, seed, asOf: civilDate(new Date()), dirty: true })
  mkdirSync(folder, { recursive: true })
  const tables = new Map<string, string[][]>()
  for (const rows of city.dirtyRows()) {
    for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row.cells])
  }
  const files: string[] = []
  for (const [name, rows] of tables) {
    const file = join(folder, `synthetic-${name.replaceAll('_', '-')}.xlsx`)
    const [title = [], ...rest] = rows
    // The first row is the title over the table, so it takes the place of the header of a plain sheet.
    const width = Math.max(...rows.map((row) => row.length))
    const columns: ExportColumn[] = Array.from({ length: width }, (_, at) => ({
      key: String(at),
      titles: { zh: title[at] ?? '', en: title[at] ?? '' },
      type: 'text',
    }))
    await writeXlsx(
      rest.map((row) => Object.fromEntries(row.map((cell, at) => [String(at), cell]))),
      columns,
      file,
      { lang: 'zh', note: '合成数据 Synthetic data' },
    )
    files.push(file)
  }
  return files
}
