import type { Job } from '#kernel/module'

export const checksJobs: readonly Job[] = []
