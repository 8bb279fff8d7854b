import type { LinkStage } from '#engines/enterprise-linkage'
import { type LinkOutcome, type LinkTask, link } from '../domain/link.ts'

/** Stages by their number in the memory shared with the caller. */
export const STAGES: readonly LinkStage[] = ['prepare', 'block', 'compare', 'learn', 'cluster']

/** Groups records; `shared` tells the caller how far it is: share times `scale`, and the stage's number. */
export default async function compute(input: {
  task: LinkTask
  shared: Int32Array
  scale: number
}): Promise<LinkOutcome> {
  const linker = await import('#engines/enterprise-linkage')
  return link(linker, input.task, (share, stage) => {
    Atomics.store(input.shared, 0, Math.round(share * input.scale))
    Atomics.store(input.shared, 1, Math.max(0, STAGES.indexOf(stage)))
  })
}
