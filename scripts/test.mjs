// Runs every *.test.ts in one process (`--test-isolation=none`): one embedded database serves the whole run.
// Arguments narrow the run to files whose path contains one of them: `npm test -- tables forecast`.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const files = globSync('{apps,kernel,engines,modules,flows,packs,tests,scripts}/**/*.test.ts', { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort()
if (files.length === 0) {
  console.error(`no test file matches ${wanted.join(', ')}`)
  process.exit(1)
}
const run = spawnSync(
  process.execPath,
  ['--test', '--test-isolation=none', '--test-reporter=spec', ...flags, ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
)
process.exit(run.status ?? 1)
