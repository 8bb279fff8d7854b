import type { Grant, Resource } from '#kernel/module'

/** What the registry protects: the profile is for all, figures, relations, contacts and documents are not. */
export const registryResources: readonly Resource[] = [
  {
    name: 'registry.enterprise',
    titles: { zh: '企业', en: 'Enterprise' },
    actions: ['read', 'write', 'export', 'import', 'demo'],
    fields: [
      {
        group: 'profile',
        titles: { zh: '基本信息、能力与资质', en: 'Profile, capabilities and qualifications' },
        fields: ['profile', 'sites', 'capabilities', 'qualifications'],
      },
      {
        group: 'figures',
        titles: { zh: '经营数据', en: 'Business figures' },
        fields: ['yearly', 'monthly', 'revenue', 'staff'],
        sensitive: true,
      },
      {
        group: 'relations',
        titles: { zh: '供应与股权关系', en: 'Supply and ownership relations' },
        fields: ['relations'],
        sensitive: true,
      },
      { group: 'contacts', titles: { zh: '联系人', en: 'Contacts' }, fields: ['contacts'], sensitive: true },
      {
        group: 'documents',
        titles: { zh: '附件与原始行', en: 'Documents and raw rows' },
        fields: ['documents', 'sources'],
        sensitive: true,
      },
    ],
  },
]

const resource = 'registry.enterprise'
const PROFILE = ['profile'] as const

/** Who may do what with enterprises. Everything not listed is denied. */
export const registryGrants: readonly Grant[] = [
  { role: 'taskforce', resource, actions: ['read', 'write', 'export', 'import'], scope: 'any', fields: '*' },
  {
    role: 'administrator',
    resource,
    actions: ['read', 'write', 'export', 'import', 'demo'],
    scope: 'any',
    fields: '*',
  },
  { role: 'auditor', resource, actions: ['read', 'export'], scope: 'any', fields: '*' },
  {
    role: 'analyst',
    resource,
    actions: ['read', 'export'],
    scope: 'any',
    fields: ['profile', 'figures', 'relations'],
  },
  { role: 'district', resource, actions: ['read'], scope: 'any', fields: PROFILE },
  {
    role: 'district',
    resource,
    actions: ['read', 'write', 'export', 'import'],
    scope: 'district',
    fields: '*',
  },
  { role: 'enterprise', resource, actions: ['read'], scope: 'any', fields: PROFILE },
  { role: 'enterprise', resource, actions: ['read', 'write'], scope: 'own', fields: '*' },
  { role: 'operator', resource, actions: ['read'], scope: 'any', fields: PROFILE },
  { role: 'bank', resource, actions: ['read'], scope: 'any', fields: PROFILE },
]
