import type { Bilingual } from '#kernel/contract'

export const taggingMessages: Record<string, Bilingual> = {}
