import type { WebModule } from '#kernel/web'
import { checksPages } from './checks/pages.tsx'
import { factsPages } from './facts/pages.tsx'
import { gapsPages } from './gaps/pages.tsx'
import { graphPages } from './graph/pages.tsx'
import { importsPages } from './imports/pages.tsx'
import { linksPages } from './links/pages.tsx'
import { localPages } from './local/pages.tsx'
import { modelsPages } from './models/pages.tsx'
import { partMessages } from './parts/messages.ts'
import { riskPages } from './risk/pages.tsx'
import { settingsPages } from './settings/pages.tsx'
import { taggingPages } from './tagging/pages.tsx'

const slices = [
  factsPages,
  checksPages,
  importsPages,
  modelsPages,
  graphPages,
  riskPages,
  localPages,
  gapsPages,
  settingsPages,
  taggingPages,
  linksPages,
]

/** The pages of the industry chain: one list for each slice. */
export const pages: WebModule = {
  name: 'chain',
  messages: Object.assign({}, partMessages, ...slices.map(({ messages }) => messages)),
  nav: slices.flatMap(({ nav }) => nav),
  routes: slices.flatMap(({ routes }) => routes),
}
