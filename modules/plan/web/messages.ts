import type { Messages } from '#kernel/web'
import { cockpitMessages } from './messages/cockpit.ts'
import { compileMessages } from './messages/compile.ts'
import { measureMessages } from './messages/measure.ts'
import { targetMessages } from './messages/target.ts'

/** All texts of the plan's pages, both languages side by side, by page in `messages/`. */
export const planPageMessages: Messages = {
  ...cockpitMessages,
  ...targetMessages,
  ...measureMessages,
  ...compileMessages,
}
