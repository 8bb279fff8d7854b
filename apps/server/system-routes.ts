import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { writeBackup } from '#kernel/backup'
import { endpoint } from '#kernel/contract'
import { AppError, civilDate } from '#kernel/core'
import type { Database } from '#kernel/db'
import { type Route, route } from '#kernel/module'

/** The whole database as one file; only for the command line of the user who runs the server. */
const downloadBackup = endpoint({
  method: 'GET',
  path: '/api/system/backup',
  summary: { zh: '下载整库备份', en: 'Download a backup of the whole database' },
  access: 'signedIn',
  reply: z.unknown(),
  kind: 'file',
})

/** Operations on the installation as a whole. */
export function systemRoutes(database: Database): readonly Route[] {
  return [
    route(downloadBackup, async (ctx) => {
      // Password hashes and every firm's figures are in it: no role suffices, one must own the process.
      if (ctx.actor.kind !== 'system') throw new AppError('auth.local.forbidden')
      await ctx.kernel.audit.append(ctx, { action: 'system.backup', resource: 'system', recordId: null })
      const folder = await mkdtemp(join(tmpdir(), 'zhiqing-backup-'))
      const file = join(folder, 'backup')
      try {
        await writeBackup(database, file, ctx.kernel.now())
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
      const stream = createReadStream(file)
      stream.once('close', () => void rm(folder, { recursive: true, force: true }))
      return {
        fileName: `zhiqing-${civilDate(ctx.kernel.now())}.zqb`,
        contentType: 'application/gzip',
        stream,
      }
    }),
  ]
}
