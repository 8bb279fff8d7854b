import type { Bilingual } from '../contract/index.ts'

export { fileContent, fileInfo, type StoredFile, storeFile, withFileOnDisk } from './files.ts'
export { filesMigrations } from './migrations.ts'
export { type TableReplyOptions, tableReply } from './table-reply.ts'

/** Texts of the file store's refusals. */
export const filesMessages: Record<string, Bilingual> = {
  'files.notFound': { zh: '找不到文件 {{id}}。', en: 'There is no file {{id}}.' },
}
