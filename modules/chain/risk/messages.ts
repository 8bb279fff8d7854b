import type { Bilingual } from '#kernel/contract'

export const riskMessages: Record<string, Bilingual> = {}
