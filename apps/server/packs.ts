import { join } from 'node:path'

/** Folder of a city pack by its name. */
export function packFolder(name: string): string {
  return join(import.meta.dirname, '..', '..', 'packs', name)
}
