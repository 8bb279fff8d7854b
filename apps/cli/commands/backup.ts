import { rm } from 'node:fs/promises'
import { restoreBackup, writeBackup } from '#kernel/backup'
import { loadConfig } from '#kernel/config'
import { ProblemError, problem } from '#kernel/contract'
import { folderHolder } from '#kernel/db'
import { openDatabaseOf } from '../../server/database.ts'
import { CliError } from '../errors.ts'
import { requireFree, requireInput, writeWhole } from '../files.ts'
import { EXIT, printJson, printLine, progressLine, say } from '../output.ts'

/** `zhiqing backup FILE`: the whole database in one file, through the running server when there is one. */
export async function backup(file: string, options: { json?: boolean; force?: boolean }): Promise<number> {
  await requireFree(file, options.force)
  const { config } = loadConfig()
  const holder = config.databaseUrl === undefined ? folderHolder(config.dataDir) : undefined
  if (holder?.url && holder.token) return backupOverHttp(holder.url, holder.token, file, options)
  const { database, close } = await openDatabaseOf(config)
  const line = progressLine()
  try {
    const summary = await writeBackup(database, file, new Date(), (table, rows) =>
      line.show(`${table} ${rows}`),
    )
    line.end()
    if (options.json) printJson({ file, ...summary })
    else
      printLine(
        say(
          `已备份 ${summary.tables} 张表、${summary.rows} 行到 ${file}`,
          `Backed up ${summary.tables} tables, ${summary.rows} rows to ${file}`,
        ),
      )
    return EXIT.ok
  } catch (error) {
    await rm(`${file}.partial`, { force: true })
    throw error
  } finally {
    line.end()
    await close()
  }
}

async function backupOverHttp(
  url: string,
  token: string,
  file: string,
  options: { json?: boolean },
): Promise<number> {
  const reply = await fetch(new URL('/api/system/backup', url), {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!reply.ok || !reply.body) {
    const told = problem.safeParse(await reply.json().catch(() => null))
    if (told.success) throw new ProblemError(told.data)
    const { status } = reply
    throw new CliError(
      `服务器拒绝备份（${status}）`,
      `The server refused to back up (${status})`,
      EXIT.refused,
    )
  }
  const line = progressLine()
  try {
    await writeWhole(file, counted(reply.body, line.show), 0o600)
  } finally {
    line.end()
  }
  if (options.json) printJson({ file })
  else printLine(say(`已备份到 ${file}`, `Backed up to ${file}`))
  return EXIT.ok
}

/** The same bytes, telling how many have come. */
async function* counted(bytes: ReadableStream<Uint8Array>, show: (text: string) => void) {
  let read = 0
  for await (const part of bytes) {
    read += part.length
    show(`${(read / 1024 ** 2).toFixed(1)} MB`)
    yield part
  }
}

/** `zhiqing restore FILE`: replaces the whole content, in one transaction. */
export async function restore(file: string, options: { yes?: boolean; json?: boolean }): Promise<number> {
  await requireInput(file)
  if (!options.yes) {
    throw new CliError(
      '恢复会替换现有的全部数据；确认请加 --yes',
      'Restoring replaces all data there is; add --yes to confirm',
      EXIT.usage,
      { code: 'cli.unconfirmed', field: '--yes' },
    )
  }
  const { database, close } = await openDatabaseOf(loadConfig().config)
  const line = progressLine()
  try {
    const summary = await restoreBackup(database, file, (table, rows) => line.show(`${table} ${rows}`))
    line.end()
    if (options.json) printJson({ file, ...summary })
    else
      printLine(
        say(
          `已从 ${file} 恢复 ${summary.tables} 张表、${summary.rows} 行`,
          `Restored ${summary.tables} tables, ${summary.rows} rows from ${file}`,
        ),
      )
    return EXIT.ok
  } finally {
    line.end()
    await close()
  }
}
