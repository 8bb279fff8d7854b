import type { Job } from '#kernel/module'

export const modelsJobs: readonly Job[] = []
