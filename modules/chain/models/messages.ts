import type { Bilingual } from '#kernel/contract'

export const modelsMessages: Record<string, Bilingual> = {}
