import type { Job } from '#kernel/module'

export const gapsJobs: readonly Job[] = []
