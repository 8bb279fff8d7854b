import type { Messages } from '#kernel/web'
import { chainMessages } from './messages/chain.ts'
import { detailMessages } from './messages/detail.ts'
import { fieldMessages } from './messages/fields.ts'
import { fusionMessages } from './messages/fusion.ts'
import { fusionRecordMessages } from './messages/fusion-records.ts'
import { importMessages } from './messages/import.ts'
import { listMessages } from './messages/list.ts'

/** All texts of the library's pages, both languages side by side. */
export const registryPageMessages: Messages = {
  ...listMessages,
  ...fieldMessages,
  ...detailMessages,
  ...importMessages,
  ...chainMessages,
  ...fusionMessages,
  ...fusionRecordMessages,
}
