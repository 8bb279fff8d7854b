import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SETTINGS } from '#kernel/config'
import { buildServer } from '#kernel/http'
import { migrationGroups } from '../apps/server/database.ts'
import { wireKernel } from '../apps/server/kernel.ts'
import { MODULES } from '../apps/server/modules.ts'
import { productRoutes } from '../apps/server/routes.ts'
import { testConfig } from '../kernel/config/index.ts'
import { openTestDatabase } from '../kernel/db/testing.ts'

/** Documents made from code are committed and must say what the code says; `UPDATE_DOCS=1 npm test -- docs` renews them. */

const root = join(import.meta.dirname, '..')

function matches(file: string, wanted: string): void {
  const path = join(root, file)
  if (process.env.UPDATE_DOCS) writeFileSync(path, wanted)
  const found = existsSync(path) ? readFileSync(path, 'utf8') : ''
  assert.ok(found === wanted, `${file} is out of date: run UPDATE_DOCS=1 npm test -- docs`)
}

test('docs/settings.md lists every setting', () => {
  const rows = Object.values(SETTINGS).map((setting) => {
    const parsed = setting.schema.safeParse(undefined)
    const standard = parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '—'
    return `| \`${setting.key}\` | \`${setting.env}\` | ${standard} | ${setting.titles.zh}<br>${setting.titles.en} | ${setting.expected.zh}<br>${setting.expected.en} |`
  })
  matches(
    'docs/settings.md',
    [
      '# 设置 Settings',
      '',
      '环境变量优先于设置文件（工作目录下的 `zhiqing.yaml`，或 `ZHIQING_CONFIG` 所指的文件），设置文件优先于默认值。错误的值在启动时被拒绝。`zhiqing doctor` 显示每项设置的当前值与来源。',
      '',
      'The environment wins over the settings file (`zhiqing.yaml` in the working folder, or the file that `ZHIQING_CONFIG` names), the file over the default. A wrong value is refused at start. `zhiqing doctor` shows the value and source of each.',
      '',
      '| 设置 Setting | 环境变量 Environment | 默认 Default | 含义 Meaning | 允许的值 Right values |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n'),
  )
})

test('docs/openapi.json is the API as it is served', async () => {
  const database = await openTestDatabase(migrationGroups())
  const wired = await wireKernel(testConfig(), database, () => undefined)
  const server = await buildServer({
    kernel: wired.kernel,
    database,
    routes: productRoutes(wired, database),
    version: '0.1.0',
  })
  try {
    await server.ready()
    const reply = await server.inject({ method: 'GET', url: '/api/openapi.json' })
    const document = JSON.parse(reply.body) as { openapi: string; paths: Record<string, unknown> }
    assert.match(document.openapi, /^3\.1/)
    for (const module of MODULES) {
      for (const { endpoint } of module.routes) {
        const path = endpoint.path.replace(/:([A-Za-z0-9]+)/g, '{$1}')
        assert.ok(document.paths[path], `${path} is not documented`)
      }
    }
    matches('docs/openapi.json', `${JSON.stringify(document, null, 1)}\n`)
  } finally {
    await server.close()
  }
})
