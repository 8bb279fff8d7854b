import type { Job } from '#kernel/module'

export const taggingJobs: readonly Job[] = []
