import type { Grant, Resource, Role } from '../module/index.ts'
import { ROLES } from '../module/index.ts'

/** What the kernel itself protects. */
export const kernelResources: readonly Resource[] = [
  {
    name: 'auth.account',
    titles: { zh: '账号', en: 'Account' },
    actions: ['read', 'write'],
    fields: [
      {
        group: 'profile',
        titles: { zh: '登录名、角色与机构', en: 'Login, roles and organisation' },
        fields: [
          'login',
          'name',
          'lang',
          'roles',
          'orgId',
          'orgName',
          'districts',
          'disabled',
          'invited',
          'createdAt',
        ],
      },
      { group: 'contact', titles: { zh: '邮箱', en: 'E-mail' }, fields: ['email'], sensitive: true },
      { group: 'security', titles: { zh: '登录情况', en: 'Sign-ins' }, fields: ['lastSignInAt'] },
    ],
  },
  {
    name: 'auth.org',
    titles: { zh: '机构', en: 'Organisation' },
    actions: ['read', 'write'],
    fields: [
      {
        group: 'profile',
        titles: { zh: '机构信息', en: 'Profile' },
        fields: ['name', 'type', 'uscc', 'enterpriseId', 'region', 'accounts'],
      },
    ],
  },
  {
    name: 'auth.token',
    titles: { zh: '访问令牌', en: 'Access token' },
    actions: ['read', 'write', 'revoke'],
    fields: [
      {
        group: 'profile',
        titles: { zh: '名称、范围与有效期', en: 'Name, scopes and expiry' },
        fields: ['name', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'],
      },
    ],
  },
  {
    name: 'audit.entry',
    titles: { zh: '审计日志', en: 'Audit log' },
    actions: ['read', 'export', 'verify'],
    fields: [
      {
        group: 'entry',
        titles: { zh: '操作记录', en: 'Entries' },
        fields: [
          'seq',
          'at',
          'actorKind',
          'actorId',
          'actorName',
          'orgId',
          'action',
          'resource',
          'recordId',
          'detail',
          'requestId',
          'prevHash',
          'hash',
        ],
      },
    ],
  },
  {
    name: 'jobs.job',
    titles: { zh: '后台任务', en: 'Job' },
    actions: ['read', 'cancel'],
    fields: [
      {
        group: 'state',
        titles: { zh: '状态与结果', en: 'State and result' },
        fields: [
          'name',
          'state',
          'done',
          'total',
          'note',
          'params',
          'result',
          'error',
          'createdAt',
          'startedAt',
          'endedAt',
          'createdBy',
        ],
      },
    ],
  },
  {
    name: 'events.delivery',
    titles: { zh: '搁置的事件', en: 'Event set aside' },
    actions: ['read', 'redeliver'],
    fields: [
      {
        group: 'state',
        titles: { zh: '事件、订阅者与原因', en: 'Event, subscriber and reason' },
        fields: ['eventId', 'type', 'stream', 'at', 'subscriber', 'attempts', 'error'],
      },
    ],
  },
]

const PROFILE = ['profile'] as const

/** What everybody with a role may do with what is their own. */
function ownGrants(role: Role): Grant[] {
  return [
    { role, resource: 'auth.token', actions: ['read', 'write', 'revoke'], scope: 'own', fields: '*' },
    { role, resource: 'jobs.job', actions: ['read', 'cancel'], scope: 'own', fields: '*' },
  ]
}

/**
 * Who may do what with the kernel's own records. The administrator runs the system but cannot write the log; the
 * auditor sees everything and changes nothing; government officers see who works where; firms see their own people.
 */
export const kernelGrants: readonly Grant[] = [
  ...ROLES.flatMap(ownGrants),
  { role: 'administrator', resource: 'auth.account', actions: ['read', 'write'], scope: 'any', fields: '*' },
  { role: 'administrator', resource: 'auth.org', actions: ['read', 'write'], scope: 'any', fields: '*' },
  { role: 'administrator', resource: 'auth.token', actions: ['read', 'revoke'], scope: 'any', fields: '*' },
  {
    role: 'administrator',
    resource: 'audit.entry',
    actions: ['read', 'export', 'verify'],
    scope: 'any',
    fields: '*',
  },
  { role: 'administrator', resource: 'jobs.job', actions: ['read', 'cancel'], scope: 'any', fields: '*' },

  {
    role: 'administrator',
    resource: 'events.delivery',
    actions: ['read', 'redeliver'],
    scope: 'any',
    fields: '*',
  },

  { role: 'auditor', resource: 'events.delivery', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'auditor', resource: 'auth.account', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'auditor', resource: 'auth.org', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'auditor', resource: 'auth.token', actions: ['read'], scope: 'any', fields: '*' },
  {
    role: 'auditor',
    resource: 'audit.entry',
    actions: ['read', 'export', 'verify'],
    scope: 'any',
    fields: '*',
  },
  { role: 'auditor', resource: 'jobs.job', actions: ['read'], scope: 'any', fields: '*' },

  { role: 'taskforce', resource: 'auth.account', actions: ['read'], scope: 'any', fields: PROFILE },
  { role: 'taskforce', resource: 'auth.org', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'taskforce', resource: 'jobs.job', actions: ['read', 'cancel'], scope: 'any', fields: '*' },

  { role: 'district', resource: 'auth.account', actions: ['read'], scope: 'org', fields: PROFILE },
  { role: 'district', resource: 'auth.org', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'analyst', resource: 'auth.org', actions: ['read'], scope: 'any', fields: '*' },

  { role: 'enterprise', resource: 'auth.account', actions: ['read'], scope: 'org', fields: PROFILE },
  { role: 'enterprise', resource: 'auth.org', actions: ['read'], scope: 'org', fields: '*' },
  { role: 'operator', resource: 'auth.account', actions: ['read'], scope: 'org', fields: PROFILE },
  { role: 'operator', resource: 'auth.org', actions: ['read'], scope: 'org', fields: '*' },
  { role: 'bank', resource: 'auth.account', actions: ['read'], scope: 'org', fields: PROFILE },
  { role: 'bank', resource: 'auth.org', actions: ['read'], scope: 'org', fields: '*' },
]
