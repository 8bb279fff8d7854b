import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Who may know whom: the rules of ARCHITECTURE.md, read off the import lines. */

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const files = globSync('{apps,kernel,engines,modules,flows,packs,bench}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.includes('node_modules'),
)

interface Import {
  readonly file: string
  /** Path from the root for our own files (`kernel/db/index.ts`), else the bare name (`fastify`, `node:fs`). */
  readonly target: string
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    return { file, target: resolved(file, name) }
  })
}

function resolved(file: string, name: string): string {
  if (name.startsWith('.')) return relative(root, resolve(root, dirname(file), name))
  const own = /^#(kernel|engines|modules|contract)\/(.+)$/.exec(name)
  if (!own) return name
  return own[1] === 'contract' ? `modules/${own[2]}/contract.ts` : `${own[1]}/${own[2]}/index.ts`
}

const imports = files.flatMap(importsOf)
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || /(^|\/)testing[^/]*\.ts$/.test(file)
const room = (path: string) => path.split('/')[0] ?? ''
const roomOf = (path: string) => path.split('/').slice(0, 2).join('/')
const isOurs = (target: string) => /^(apps|kernel|engines|modules|flows|packs|bench)\//.test(target)

function offenders(rule: (entry: Import) => boolean): string[] {
  return imports.filter(rule).map(({ file, target }) => `${file} -> ${target}`)
}

describe('who may know whom', () => {
  test('the import lines are being read', () => {
    assert.ok(imports.length > 200, `only ${imports.length} imports found`)
  })

  test('engines know only engines, and neither files nor network nor clock', () => {
    assert.deepEqual(
      offenders(({ file, target }) => {
        if (room(file) !== 'engines' || isTest(file) || /\/(evaluate|evaluation)[^/]*\.ts$/.test(file))
          return false
        return (isOurs(target) && room(target) !== 'engines') || target.startsWith('node:')
      }),
      [],
    )
  })

  test('the kernel knows neither modules nor apps', () => {
    assert.deepEqual(
      offenders(
        ({ file, target }) => room(file) === 'kernel' && ['modules', 'apps', 'flows'].includes(room(target)),
      ),
      [],
    )
  })

  test('modules know neither apps nor flows', () => {
    assert.deepEqual(
      offenders(({ file, target }) => room(file) === 'modules' && ['apps', 'flows'].includes(room(target))),
      [],
    )
  })

  test('a module uses another through its front door, and only when its manifest needs it', () => {
    assert.deepEqual(
      offenders(({ file, target }) => {
        if (room(file) !== 'modules' || room(target) !== 'modules' || roomOf(file) === roomOf(target))
          return false
        const [, name = ''] = target.split('/')
        const isDoor = target === `modules/${name}/index.ts` || target === `modules/${name}/contract.ts`
        const manifest = readFileSync(join(root, roomOf(file), 'index.ts'), 'utf8')
        const needs = /needs:\s*\[([^\]]*)\]/.exec(manifest)?.[1] ?? ''
        return !isDoor || !needs.includes(`'${name}'`)
      }),
      [],
    )
  })

  test('domain code is pure: no drivers, no web framework, nothing of node', () => {
    assert.deepEqual(
      offenders(({ file, target }) => {
        if (!/^modules\/[^/]+\/(.+\/)?domain\//.test(file) || isTest(file)) return false
        if (target.startsWith('node:') || ['fastify', 'kysely', 'pg', 'pg-boss', 'exceljs'].includes(target))
          return true
        return isOurs(target) && /^kernel\/(?!core\/|contract\/|module\/|packs\/|tables\/)/.test(target)
      }),
      [],
    )
  })

  test('pages import contracts and the kit, nothing else of the server', () => {
    assert.deepEqual(
      offenders(({ file, target }) => {
        if (!/^modules\/[^/]+\/web\//.test(file) || isTest(file)) return false
        if (target.startsWith('node:')) return true
        if (!isOurs(target)) return false
        const own = target.startsWith(`${roomOf(file)}/web/`)
        const contract = /^modules\/[^/]+\/(contract\.ts|contract\/.+|domain\/.+)$/.test(target)
        const kernel = /^kernel\/(core|contract|web)\//.test(target)
        return !(own || contract || kernel)
      }),
      [],
    )
  })

  test('only kernel/db and kernel/jobs name a database driver', () => {
    assert.deepEqual(
      offenders(
        ({ file, target }) =>
          (['pg', 'pg-boss'].includes(target) || target.startsWith('@electric-sql/')) &&
          !/^(kernel\/(db|jobs)|bench)\//.test(file),
      ),
      [],
    )
  })

  test('only kernel/web and pages know React', () => {
    assert.deepEqual(
      offenders(
        ({ file, target }) =>
          /^(react|react-dom|antd|echarts)(\/|$)/.test(target) &&
          !/^(apps\/web|kernel\/web|modules\/[^/]+\/web)\//.test(file),
      ),
      [],
    )
  })
})

/** `plan.measure` in `… join plan.measure m`; the first part is the schema, which bears its owner's name. */
const TABLE = /\b(?:from|join|into|update)\s+([a-z]+)\.([a-z_]+)\b/g
const SCHEMAS = new Set(['kernel', ...readdirSync(join(root, 'modules'))])
/** What the kernel shows modules of its tables. */
const PUBLISHED = new Set(['kernel.person'])

test('a module’s SQL names its own tables only', () => {
  const found = files
    .filter((file) => room(file) === 'modules' && !isTest(file))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(TABLE)].map(([, schema = '', table = '']) => ({
        file,
        table: `${schema}.${table}`,
        foreign: schema !== file.split('/')[1] && SCHEMAS.has(schema),
      })),
    )
  assert.ok(found.length > 50, `only ${found.length} tables found`)
  assert.deepEqual(
    found.filter(({ table, foreign }) => foreign && !PUBLISHED.has(table)),
    [],
  )
})

test('no file of ours is over 400 lines', () => {
  const long = files
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 400)
  assert.deepEqual(long, [])
})

test('the lock file names no host', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved":/)
})
