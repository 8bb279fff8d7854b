import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Generated, sql } from 'kysely'
import { AppError, newId } from '../core/index.ts'
import { type Db, inTransaction, tables } from '../db/index.ts'
import type { Ctx } from '../module/index.ts'

/** Large enough to be quick, small enough to hold many at once; a multiple of 3, so that base64 needs no padding. */
const CHUNK_BYTES = 3 << 18

interface FileTables {
  'kernel.file': {
    id: string
    name: string
    content_type: string
    bytes: number
    sha256: string
    created_at: Generated<string>
    created_by: string | null
  }
}

/** A stored file without its content. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
}

/** Copies a file from disk into the database, all or nothing; returns what was stored. */
export async function storeFile(
  ctx: Ctx,
  source: { path: string; name: string; contentType?: string },
): Promise<StoredFile> {
  const id = newId()
  const { size } = await stat(source.path)
  return inTransaction(ctx, async ({ db, actor }) => {
    const hash = createHash('sha256')
    const contentType = source.contentType ?? 'application/octet-stream'
    await tables<FileTables>(db)
      .insertInto('kernel.file')
      .values({
        id,
        name: source.name,
        content_type: contentType,
        bytes: size,
        sha256: '',
        created_by: actor.accountId,
      })
      .execute()
    let position = 0
    for await (const chunk of createReadStream(source.path, { highWaterMark: CHUNK_BYTES })) {
      const content = chunk as Buffer
      hash.update(content)
      // As text: PGlite writes and reads bytea byte by byte, at a hundred times the chunk's memory.
      await sql`insert into kernel.file_chunk (file_id, position, content)
        values (${id}, ${position++}, decode(${content.toString('base64')}, 'base64'))`.execute(db)
    }
    const sha256 = hash.digest('hex')
    await tables<FileTables>(db).updateTable('kernel.file').set({ sha256 }).where('id', '=', id).execute()
    return { id, name: source.name, contentType, bytes: size, sha256 }
  })
}

/** What is known of a stored file; `files.notFound` when there is none. */
export async function fileInfo(db: Db, id: string): Promise<StoredFile> {
  const row = await tables<FileTables>(db)
    .selectFrom('kernel.file')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('files.notFound', { id })
  return { id: row.id, name: row.name, contentType: row.content_type, bytes: row.bytes, sha256: row.sha256 }
}

/** The content of a stored file, chunk by chunk. */
export async function* fileContent(db: Db, id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const { rows } = await sql<{ content: string }>`select encode(content, 'base64') as content
      from kernel.file_chunk where file_id = ${id} and position = ${position}`.execute(db)
    if (!rows[0]) return
    yield Buffer.from(rows[0].content, 'base64')
  }
}

/** Lends a copy of a stored file on disk to `use`, and removes it afterwards. */
export async function withFileOnDisk<T>(db: Db, id: string, use: (path: string) => Promise<T>): Promise<T> {
  const info = await fileInfo(db, id)
  const folder = await mkdtemp(join(tmpdir(), 'zhiqing-file-'))
  try {
    // The extension helps nobody here: readers look at the content. A fixed name keeps strange names off the disk.
    const path = join(folder, 'content')
    await pipeline(Readable.from(fileContent(db, info.id)), createWriteStream(path))
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
