import type { Messages } from '../../../kernel/web/module.ts'
import { adminMessages } from './admin.ts'
import { auditMessages } from './audit.ts'
import { frameMessages } from './frame.ts'

/** All texts of the shell and its pages. */
export const shellMessages: Messages = { ...frameMessages, ...adminMessages, ...auditMessages }
