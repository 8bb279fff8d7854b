import type { Job } from '#kernel/module'

export const riskJobs: readonly Job[] = []
