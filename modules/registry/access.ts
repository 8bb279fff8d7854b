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
        titles: { zh: '基本信息、场地与能力', en: 'Profile, sites and capabilities' },
        fields: ['profile', 'sites', 'capabilities'],
      },
      {
        // What counts towards targets or tells one firm from another: a firm cannot award it to itself.
        group: 'official',
        titles: { zh: '身份、认定与里程碑', en: 'Identity, titles and milestones' },
        fields: ['official', 'qualifications'],
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
  {
    name: 'registry.fusion',
    titles: { zh: '数据融合', en: 'Data fusion' },
    actions: ['read', 'decide'],
    fields: [
      {
        // Rows of the tax office, of carmakers and of street offices, as they came.
        group: 'records',
        titles: { zh: '来源记录与金记录', en: 'Source records and golden records' },
        fields: ['records'],
        sensitive: true,
      },
    ],
  },
]

const resource = 'registry.enterprise'
const PROFILE = ['profile', 'official'] as const
/** What a firm says of itself. */
const SELF_DECLARED = ['profile', 'figures', 'contacts', 'documents'] as const

/** Fields of the record itself that only an office may write. */
export const OFFICIAL_FIELDS: ReadonlySet<string> = new Set([
  'uscc',
  'name',
  'formerNames',
  'district',
  'legalRep',
  'registeredCapital',
  'established',
  'countedSince',
  'closedOn',
  'industryCode',
  'recruitedOn',
  'recruitedFrom',
  'transformedOn',
  'listedOn',
  'listedBoard',
])

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
    fields: ['profile', 'official', 'figures', 'relations'],
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
  { role: 'enterprise', resource, actions: ['read'], scope: 'own', fields: '*' },
  { role: 'enterprise', resource, actions: ['write'], scope: 'own', fields: SELF_DECLARED },
  { role: 'operator', resource, actions: ['read'], scope: 'any', fields: PROFILE },
  { role: 'bank', resource, actions: ['read'], scope: 'any', fields: PROFILE },
  { role: 'taskforce', resource: 'registry.fusion', actions: ['read', 'decide'], scope: 'any', fields: '*' },
  {
    role: 'administrator',
    resource: 'registry.fusion',
    actions: ['read', 'decide'],
    scope: 'any',
    fields: '*',
  },
  { role: 'auditor', resource: 'registry.fusion', actions: ['read'], scope: 'any', fields: '*' },
  { role: 'analyst', resource: 'registry.fusion', actions: ['read'], scope: 'any', fields: '*' },
]
