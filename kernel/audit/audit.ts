import type { Bilingual } from '../contract/index.ts'
import type { AuditEntry, Ctx, Job, Migration, Route } from '../module/index.ts'
import { route } from '../module/index.ts'
import { appendEntry } from './append.ts'
import { exportAudit, listAudit, verifyAuditLog, verifyInput } from './contract.ts'
import { exportEntries } from './export.ts'
import { auditMessages } from './messages.ts'
import { auditMigrations } from './migrations.ts'
import { countEntries, findEntries } from './rows.ts'
import { verifyAudit } from './verify.ts'

/** The audit log as a part of the kernel: `append` is what `Kernel.audit` asks for. */
export interface Audit {
  append(ctx: Ctx, entry: AuditEntry): Promise<void>
  readonly migrations: readonly Migration[]
  readonly routes: readonly Route[]
  readonly jobs: readonly Job[]
  readonly messages: Record<string, Bilingual>
}

/** Everything the audit log brings. Stateless: all it knows is in the database. */
export function createAudit(): Audit {
  return {
    append: appendEntry,
    migrations: auditMigrations,
    routes: [listRoute, exportRoute, verifyRoute],
    jobs: [verifyJob],
    messages: auditMessages,
  }
}

const listRoute = route(listAudit, async (ctx, { query }) => {
  ctx.kernel.permissions.require(ctx.actor, 'audit.entry.read')
  const scope = ctx.kernel.permissions.filter(ctx.actor, 'audit.entry.read')
  const { page, size, sort } = query
  const ascending = sort === 'seq' || sort === 'at'
  const total = await countEntries(ctx.db, query, scope)
  const rows = await findEntries(ctx.db, query, scope, { offset: (page - 1) * size, limit: size, ascending })
  return { rows, total, page, size }
})

const exportRoute = route(exportAudit, async (ctx, { query }) => {
  ctx.kernel.permissions.require(ctx.actor, 'audit.entry.export')
  const { format, ...filter } = query
  return exportEntries(ctx, filter, format)
})

const verifyRoute = route(verifyAuditLog, async (ctx, { body }) => {
  ctx.kernel.permissions.require(ctx.actor, 'audit.entry.verify')
  return { jobId: await ctx.kernel.jobs.enqueue(ctx, 'audit.verify', body) }
})

const verifyJob: Job = {
  name: 'audit.verify',
  titles: { zh: '校验审计日志', en: 'Verify the audit log' },
  access: 'audit.entry.verify',
  run: (ctx, run) =>
    verifyAudit(ctx.db, {
      ...verifyInput.parse(run.input),
      signal: run.signal,
      onProgress: (done, total) =>
        run.progress({ done, total, note: 'audit.verify.progress', params: { done, total } }),
    }),
}
