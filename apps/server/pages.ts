import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** Where the built pages are. */
export const WEB_DIR = join(ROOT, 'dist', 'web')

/** What the pages are made of; when it is as it was, the last build is still right. */
const SOURCES = [
  'apps/web/**/*',
  'kernel/{web,contract,core}/**/*',
  'modules/*/web/**/*',
  'modules/*/contract/**/*',
  'modules/*/{contract.ts,domain/**/*.ts}',
  'package-lock.json',
]

/**
 * Builds the pages when their sources changed since the last build. Returns whether it built; throws when the build
 * fails and there is nothing to serve.
 */
export function ensurePages(onBuild: () => void = () => undefined): boolean {
  const stamp = join(WEB_DIR, '.sources')
  const hash = sourcesHash()
  if (existsSync(join(WEB_DIR, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)
    return false
  onBuild()
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const run = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'error'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (run.status !== 0) throw new Error('building the pages failed')
  writeFileSync(stamp, hash)
  return true
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}
