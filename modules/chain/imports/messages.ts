import type { Bilingual } from '#kernel/contract'

export const importsMessages: Record<string, Bilingual> = {}
