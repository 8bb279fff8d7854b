import type { Route } from '#kernel/module'
import { checksRoutes } from './checks/index.ts'
import { factsRoutes } from './facts/index.ts'
import { gapsRoutes } from './gaps/index.ts'
import { graphRoutes } from './graph/index.ts'
import { importsRoutes } from './imports/index.ts'
import { linksRoutes } from './links/index.ts'
import { localRoutes } from './local/index.ts'
import { modelsRoutes } from './models/index.ts'
import { riskRoutes } from './risk/index.ts'
import { runRoutes } from './runs/index.ts'
import { settingsRoutes } from './settings/index.ts'
import { taggingRoutes } from './tagging/index.ts'

/** The chain's HTTP operations: one list for each slice. */
export const chainRoutes: readonly Route[] = [
  ...runRoutes,
  ...factsRoutes,
  ...checksRoutes,
  ...importsRoutes,
  ...modelsRoutes,
  ...graphRoutes,
  ...riskRoutes,
  ...localRoutes,
  ...gapsRoutes,
  ...settingsRoutes,
  ...taggingRoutes,
  ...linksRoutes,
]
