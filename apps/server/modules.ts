import type { ModuleManifest } from '#kernel/module'
import { chain } from '#modules/chain'
import { plan } from '#modules/plan'
import { registry } from '#modules/registry'

/** The modules of the product, those that others need first. */
export const MODULES: readonly ModuleManifest[] = [registry, chain, plan]
