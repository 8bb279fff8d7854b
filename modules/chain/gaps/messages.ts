import type { Bilingual } from '#kernel/contract'

export const gapsMessages: Record<string, Bilingual> = {}
