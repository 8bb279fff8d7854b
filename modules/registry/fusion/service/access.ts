import type { Ctx } from '#kernel/module'

/** Refuses callers who may not see source records. */
export function requireRead(ctx: Ctx): void {
  ctx.kernel.permissions.require(ctx.actor, 'registry.fusion.read')
}

/** Refuses callers who may not load, run, merge or split. */
export function requireDecide(ctx: Ctx): void {
  ctx.kernel.permissions.require(ctx.actor, 'registry.fusion.decide')
}

/** Source records hold whatever their source held: reading them is written to the audit log. */
export function auditRead(
  ctx: Ctx,
  what: string,
  recordId: string | null,
  detail: unknown = {},
): Promise<void> {
  return ctx.kernel.audit.append(ctx, {
    action: `registry.fusion.${what}`,
    resource: 'registry.fusion',
    recordId,
    detail,
  })
}
