import type { Bilingual } from '#kernel/contract'
import type { LocalDefinition } from '../../domain/settings.ts'

/** The definitions as files and the plan name them. */
export const DEFINITION_TITLES: Readonly<Record<LocalDefinition, Bilingual>> = {
  part_count: { zh: '一级零部件数', en: 'Part count' },
  tier1_spend: { zh: '一级采购额', en: 'Tier-1 spend' },
  traced_value_added: { zh: '全链本地增加值', en: 'Traced value added' },
  roll_up: { zh: '累积计入', en: 'Roll-up' },
  originating: { zh: '原产计入', en: 'Originating content' },
}
