import type { Bilingual } from '#kernel/contract'

export const graphMessages: Record<string, Bilingual> = {}
