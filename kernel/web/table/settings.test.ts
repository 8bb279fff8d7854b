import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSettings, shownColumns } from './settings.ts'

test('unreadable settings count as none', () => {
  for (const stored of [null, 'not json', '7', 'null', '{"density":"huge","columns":[1]}']) {
    assert.deepEqual(
      { columns: undefined, ...parseSettings(stored) },
      { density: 'small', columns: undefined },
    )
  }
  assert.deepEqual(parseSettings('{"density":"large","columns":["name"]}'), {
    density: 'large',
    columns: ['name'],
  })
})

test('a choice that no longer exists falls back to the default columns', () => {
  const columns = [{ key: 'name' }, { key: 'code', hidden: true }]
  assert.deepEqual(shownColumns(columns, undefined), [{ key: 'name' }])
  assert.deepEqual(shownColumns(columns, ['code']), [{ key: 'code', hidden: true }])
  assert.deepEqual(shownColumns(columns, ['gone']), [{ key: 'name' }])
})
