import type { ModuleManifest } from '#kernel/module'
import { plan } from '#modules/plan'
import { registry } from '#modules/registry'

/** The modules of the product, those that others need first. */
export const MODULES: readonly ModuleManifest[] = [registry, plan]
