import { stringify } from 'csv-stringify/browser/esm/sync'
import type { EndpointReply } from '#kernel/contract'
import type { fusionChanges } from '../../../contract.ts'

type Reply = EndpointReply<typeof fusionChanges>
export type FusionChange = Reply['changes'][number]

/** Most changes that one call answers. */
const AT_ONCE = 1_000

/** Columns of the exported feed, as the API names them. */
const COLUMNS = ['seq', 'at', 'kind', 'entityId', 'otherId', 'fields'] as const

/** The changes as CSV with a header, in UTF-8 with its mark, so that Excel reads it right. */
export function changesCsv(changes: readonly FusionChange[]): string {
  const rows = changes.map((change) => ({ ...change, fields: change.fields.join(' ') }))
  return stringify(rows, { header: true, columns: [...COLUMNS], bom: true })
}

/** Reads the feed from a place to its end, so many at once. Calls `onRead` with how many have come in. */
export async function readAllChanges(
  after: number,
  read: (after: number, limit: number) => Promise<Reply>,
  onRead: (count: number) => void,
): Promise<FusionChange[]> {
  const all: FusionChange[] = []
  for (let from = after; ; ) {
    const { changes, next } = await read(from, AT_ONCE)
    all.push(...changes)
    onRead(all.length)
    if (changes.length < AT_ONCE || next <= from) return all
    from = next
  }
}
