import type { Bilingual } from '../../contract/index.ts'
import type { Role, Scope } from '../../module/index.ts'

/** What the roles are called. */
export const ROLE_TITLES: Readonly<Record<Role, Bilingual>> = {
  taskforce: { zh: '专班', en: 'Task force' },
  district: { zh: '区县干部', en: 'District officer' },
  analyst: { zh: '产业分析员', en: 'Analyst' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  operator: { zh: '平台运营方', en: 'Operator' },
  bank: { zh: '金融机构', en: 'Bank' },
  auditor: { zh: '审计员', en: 'Auditor' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
}

/** What the scopes are called in a sentence. */
export const SCOPE_TITLES: Readonly<Record<Scope, Bilingual>> = {
  any: { zh: '全部', en: 'any record' },
  district: { zh: '本人负责的区县', en: 'records of their districts' },
  org: { zh: '本机构', en: 'records of their organisation' },
  own: { zh: '本人或本企业', en: 'their own records' },
}

const ACTION_TITLES: Readonly<Record<string, Bilingual>> = {
  read: { zh: '查看', en: 'read' },
  write: { zh: '修改', en: 'change' },
  create: { zh: '新建', en: 'create' },
  delete: { zh: '删除', en: 'delete' },
  export: { zh: '导出', en: 'export' },
  import: { zh: '导入', en: 'import' },
  verify: { zh: '核验', en: 'verify' },
  cancel: { zh: '取消', en: 'cancel' },
  start: { zh: '启动', en: 'start' },
  invite: { zh: '邀请', en: 'invite' },
  revoke: { zh: '撤销', en: 'revoke' },
  report: { zh: '出具报告', en: 'report on' },
  publish: { zh: '发布', en: 'publish' },
  compile: { zh: '编译', en: 'compile' },
  demo: { zh: '载入或清除合成城市', en: 'load or remove a synthetic city' },
  decide: { zh: '判定', en: 'decide' },
  redeliver: { zh: '重新送达', en: 'deliver again' },
}

/** What an action is called; its own name where nobody gave it another. */
export function actionTitle(action: string): Bilingual {
  return ACTION_TITLES[action] ?? { zh: action, en: action }
}
