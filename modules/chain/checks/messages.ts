import type { Bilingual } from '#kernel/contract'

export const checksMessages: Record<string, Bilingual> = {}
