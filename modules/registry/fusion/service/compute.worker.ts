import type { LinkStage } from '#engines/enterprise-linkage'
import { type ToldInput, tell } from '../../../../kernel/jobs/tell.ts'
import { type LinkOutcome, type LinkTask, link } from '../domain/link.ts'

/** Stages by their number in the memory shared with the caller. */
export const STAGES: readonly LinkStage[] = ['prepare', 'block', 'compare', 'learn', 'cluster']

/** Groups records and tells how far it is. */
export default async function compute(told: ToldInput<LinkTask>): Promise<LinkOutcome> {
  const linker = await import('#engines/enterprise-linkage')
  return link(linker, told.input, (share, stage) => tell(told, share, Math.max(0, STAGES.indexOf(stage))))
}
