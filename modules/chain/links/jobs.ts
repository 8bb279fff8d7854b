import type { Job } from '#kernel/module'

export const linksJobs: readonly Job[] = []
