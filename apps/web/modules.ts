import type { WebModule } from '#kernel/web'

const found = import.meta.glob<{ pages: WebModule }>('../../modules/*/web/index.tsx', { eager: true })

/** What every module brings to the pages; a module with a `web/index.tsx` appears here on its own. */
export const webModules: readonly WebModule[] = Object.values(found).map(({ pages }) => pages)
