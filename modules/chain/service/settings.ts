import type { Ctx } from '#kernel/module'
import { type ChainSettings, chainSettings, DEFAULT_SETTINGS } from '../domain/settings.ts'
import { selectSettings } from '../store/settings.ts'

/** What the city decided about its chain; the defaults where it decided nothing. */
export async function settingsOf(ctx: Ctx): Promise<ChainSettings & { readonly version: number }> {
  const stored = await selectSettings(ctx.db)
  return stored
    ? { ...chainSettings.parse(stored.value), version: stored.version }
    : { ...DEFAULT_SETTINGS, version: 0 }
}
