import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesCsv, type FusionChange, readAllChanges } from './changes.ts'

const change = (seq: number): FusionChange => ({
  seq,
  entityId: '019a0000-0000-7000-8000-000000000001',
  kind: 'updated',
  otherId: null,
  fields: ['name', 'phone'],
  at: '2026-01-02T03:04:05.000Z',
})

test('the feed as CSV has a header and one line a change', () => {
  const lines = changesCsv([change(7)])
    .replace('\uFEFF', '')
    .trim()
    .split('\n')
  assert.deepEqual(lines, [
    'seq,at,kind,entityId,otherId,fields',
    '7,2026-01-02T03:04:05.000Z,updated,019a0000-0000-7000-8000-000000000001,,name phone',
  ])
})

test('the feed is read on to its end, and nothing is read twice', async () => {
  const feed = Array.from({ length: 2_300 }, (_, at) => change(at + 1))
  const asked: number[] = []
  const read = async (after: number, limit: number) => {
    asked.push(after)
    const changes = feed.filter(({ seq }) => seq > after).slice(0, limit)
    return { changes, next: changes.at(-1)?.seq ?? after }
  }
  const all = await readAllChanges(100, read, () => undefined)
  assert.deepEqual(asked, [100, 1100, 2100])
  assert.equal(all.length, 2_200)
  assert.equal(new Set(all.map(({ seq }) => seq)).size, 2_200)
})
