import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ConfigError, loadConfig } from './index.ts'

function folderWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-config-'))
  writeFileSync(join(folder, 'zhiqing.yaml'), content)
  return folder
}

describe('settings', () => {
  test('the environment wins over the file, the file over the default', () => {
    const folder = folderWith('port: 5000\nlanguage: en\n')
    const { config, sources } = loadConfig({ ZHIQING_PORT: '6000' }, {}, folder)
    assert.equal(config.port, 6000)
    assert.equal(config.language, 'en')
    assert.equal(config.host, '127.0.0.1')
    assert.deepEqual([sources.port, sources.language, sources.host], ['environment', 'file', 'default'])
  })

  test('a wrong value is refused with its name and what would be right, all faults at once', () => {
    const folder = folderWith('language: fr\nnonsense: 1\n')
    assert.throws(
      () => loadConfig({ ZHIQING_PORT: 'eighty' }, {}, folder),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        assert.deepEqual(error.faults.map((fault) => fault.name).sort(), [
          'ZHIQING_PORT',
          'language',
          'nonsense',
        ])
        assert.match(error.message, /0 到 65535/)
        assert.match(error.message, /zh or en/)
        return true
      },
    )
  })

  test('a secret never appears in a refusal', () => {
    assert.throws(
      () => loadConfig({ DATABASE_URL: 'mysql://user:hunter2@host' }, {}, folderWith('')),
      (error: unknown) => error instanceof ConfigError && !error.message.includes('hunter2'),
    )
  })
})
