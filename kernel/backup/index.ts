import type { Bilingual } from '../contract/index.ts'

export { type BackupSummary, writeBackup } from './backup.ts'
export { restoreBackup } from './restore.ts'

/** Texts of the refusals of backup and restore. */
export const backupMessages: Record<string, Bilingual> = {
  'backup.damaged': {
    zh: '备份文件 {{file}} 不完整或已损坏，未恢复任何内容。',
    en: 'The backup {{file}} is incomplete or damaged; nothing was restored.',
  },
  'backup.notABackup': {
    zh: '{{file}} 不是智擎的备份文件。',
    en: '{{file}} is not a Zhiqing backup.',
  },
  'backup.newerVersion': {
    zh: '备份由更新的版本生成（本版本没有 {{migrations}}），请先升级。',
    en: 'The backup was made by a newer version (this one lacks {{migrations}}); upgrade first.',
  },
  'backup.unknownTable': {
    zh: '备份中的表 {{table}} 在本版本中不存在。',
    en: 'The table {{table}} of the backup does not exist in this version.',
  },
}
