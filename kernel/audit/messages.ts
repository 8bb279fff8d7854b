import type { Bilingual } from '../contract/index.ts'

/** Texts of the audit log: its refusal and the notes of its job. */
export const auditMessages: Record<string, Bilingual> = {
  'audit.export.unreadable': {
    zh: '第 {{line}} 行不是审计日志条目，文件可能已损坏。',
    en: 'Line {{line}} is not an entry of the audit log; the file may be damaged.',
  },
  'audit.verify.progress': {
    zh: '已校验 {{done}} 条，共 {{total}} 条',
    en: '{{done}} of {{total}} entries verified',
  },
}
