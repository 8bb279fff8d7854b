import type { Bilingual } from '#kernel/contract'

export const factsMessages: Record<string, Bilingual> = {}
