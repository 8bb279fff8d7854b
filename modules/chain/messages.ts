import type { Bilingual } from '#kernel/contract'
import { checksMessages } from './checks/index.ts'
import { demoMessages } from './demo/index.ts'
import { factsMessages } from './facts/index.ts'
import { gapsMessages } from './gaps/index.ts'
import { graphMessages } from './graph/index.ts'
import { importsMessages } from './imports/index.ts'
import { linksMessages } from './links/index.ts'
import { localMessages } from './local/index.ts'
import { modelsMessages } from './models/index.ts'
import { riskMessages } from './risk/index.ts'
import { runMessages } from './runs/index.ts'
import { settingsMessages } from './settings/index.ts'
import { taggingMessages } from './tagging/index.ts'

/** Texts of the chain's refusals and notices, by code: one list for each slice. */
export const chainMessages: Record<string, Bilingual> = {
  'chain.sync.progress': { zh: '已更新 {{relations}} 条供应关系', en: '{{relations}} relations taken over' },
  ...runMessages,
  ...demoMessages,
  ...factsMessages,
  ...checksMessages,
  ...importsMessages,
  ...modelsMessages,
  ...graphMessages,
  ...riskMessages,
  ...localMessages,
  ...gapsMessages,
  ...settingsMessages,
  ...taggingMessages,
  ...linksMessages,
}
