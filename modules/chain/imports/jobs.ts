import type { Job } from '#kernel/module'

export const importsJobs: readonly Job[] = []
