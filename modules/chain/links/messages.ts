import type { Bilingual } from '#kernel/contract'

export const linksMessages: Record<string, Bilingual> = {}
