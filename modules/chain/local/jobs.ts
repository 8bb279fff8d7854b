import type { Job } from '#kernel/module'

export const localJobs: readonly Job[] = []
