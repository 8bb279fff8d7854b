import type { Ctx } from '../module/index.ts'
import { idleSince } from './service/authenticate.ts'
import { QUIET_MS } from './service/throttle.ts'
import { sweep } from './store/sessions.ts'

/** Removes sessions, sign-in counters and unfinished sign-ins that have expired. Meant to run once an hour. */
export async function sweepAuth(ctx: Ctx): Promise<void> {
  const now = ctx.kernel.now()
  await sweep(ctx.db, now, idleSince(ctx.kernel.config, now), new Date(now.getTime() - QUIET_MS))
}
