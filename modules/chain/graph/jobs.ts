import type { Job } from '#kernel/module'

export const graphJobs: readonly Job[] = []
