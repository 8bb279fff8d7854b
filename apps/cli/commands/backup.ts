import { restoreBackup, writeBackup } from '#kernel/backup'
import { loadConfig } from '#kernel/config'
import { folderHolder } from '#kernel/db'
import { openDatabaseOf } from '../../server/database.ts'
import { requireFree, requireInput } from '../files.ts'
import { EXIT, printJson, printLine, printNote, progressLine, say } from '../output.ts'

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
  } finally {
    await close()
  }
}

async function backupOverHttp(
  url: string,
  token: string,
  file: string,
  options: { json?: boolean },
): Promise<number> {
  const { createWriteStream } = await import('node:fs')
  const { rename } = await import('node:fs/promises')
  const { Readable } = await import('node:stream')
  const { pipeline } = await import('node:stream/promises')
  const reply = await fetch(new URL('/api/system/backup', url), {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!reply.ok || !reply.body) {
    printNote(say(`服务器拒绝备份（${reply.status}）`, `The server refused to back up (${reply.status})`))
    return EXIT.refused
  }
  const partial = `${file}.partial`
  await pipeline(Readable.fromWeb(reply.body as never), createWriteStream(partial, { mode: 0o600 }))
  await rename(partial, file)
  if (options.json) printJson({ file })
  else printLine(say(`已备份到 ${file}`, `Backed up to ${file}`))
  return EXIT.ok
}

/** `zhiqing restore FILE`: replaces the whole content, in one transaction. */
export async function restore(file: string, options: { yes?: boolean; json?: boolean }): Promise<number> {
  await requireInput(file)
  if (!options.yes) {
    printNote(
      say(
        '恢复会替换现有的全部数据；确认请加 --yes',
        'Restoring replaces all data there is; add --yes to confirm',
      ),
    )
    return EXIT.usage
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
    await close()
  }
}
