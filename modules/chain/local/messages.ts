import type { Bilingual } from '#kernel/contract'

export const localMessages: Record<string, Bilingual> = {}
