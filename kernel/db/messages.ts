import type { Bilingual } from '../contract/index.ts'

/** Texts of the database's refusals. */
export const dbMessages: Record<string, Bilingual> = {
  'db.folderInUse': {
    zh: '数据目录 {{folder}} 正被另一个智擎进程（{{pid}}）使用。请先停止它，或改用 PostgreSQL（DATABASE_URL）以同时运行多个服务。',
    en: 'The data folder {{folder}} is in use by another Zhiqing process ({{pid}}). Stop it first, or use PostgreSQL (DATABASE_URL) to run several servers.',
  },
  'db.unavailable': {
    zh: '数据库暂时不可用，请稍后再试。',
    en: 'The database is not available at the moment; try again shortly.',
  },
}
