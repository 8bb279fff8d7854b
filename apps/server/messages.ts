import { auditMessages } from '#kernel/audit'
import { authMessages } from '#kernel/auth'
import { backupMessages } from '#kernel/backup'
import type { Bilingual } from '#kernel/contract'
import { dbMessages } from '#kernel/db'
import { eventsMessages } from '#kernel/events'
import { filesMessages } from '#kernel/files'
import { httpMessages } from '#kernel/http'
import { jobsMessages } from '#kernel/jobs'
import { tablesMessages } from '#kernel/tables'
import { MODULES } from './modules.ts'

/** Every text that a refusal or a notice can have, by code. */
export const MESSAGES: Record<string, Bilingual> = Object.assign(
  {},
  tablesMessages,
  auditMessages,
  authMessages,
  backupMessages,
  dbMessages,
  eventsMessages,
  filesMessages,
  httpMessages,
  jobsMessages,
  ...MODULES.map((module) => module.messages),
)
