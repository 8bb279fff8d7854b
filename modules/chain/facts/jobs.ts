import type { Job } from '#kernel/module'

export const factsJobs: readonly Job[] = []
