import type { Grant, Resource } from '#kernel/module'

/**
 * What the chain protects. Who supplies whom, at what amounts, and what a firm's failing would do are nobody's business
 * but the offices' and the firms' concerned; figures of a node with fewer than five firms are hidden from rivals.
 */
export const chainResources: readonly Resource[] = [
  {
    name: 'chain.fact',
    titles: { zh: '供应关系与物料清单', en: 'Supply relations and bills of material' },
    actions: ['read', 'write', 'import', 'export', 'decide'],
    fields: [
      {
        group: 'relations',
        titles: { zh: '供应关系', en: 'Supply relations' },
        fields: ['relations'],
        sensitive: true,
      },
      {
        group: 'bills',
        titles: { zh: '车型与物料清单', en: 'Vehicle models and bills of material' },
        fields: ['bills'],
        sensitive: true,
      },
    ],
  },
  {
    name: 'chain.analysis',
    titles: { zh: '产业链分析', en: 'Analysis of the chain' },
    actions: ['read', 'start', 'export', 'write'],
    fields: [
      { group: 'nodes', titles: { zh: '环节与全市指标', en: 'Nodes and the city' }, fields: ['nodes'] },
      {
        group: 'firms',
        titles: { zh: '企业风险与预测', en: 'Risk and predictions of firms' },
        fields: ['firms'],
        sensitive: true,
      },
    ],
  },
]

const fact = 'chain.fact'
const analysis = 'chain.analysis'
const FACT_ALL = ['read', 'write', 'import', 'export', 'decide'] as const

/** Who may do what with the chain. Everything not listed is denied. */
export const chainGrants: readonly Grant[] = [
  { role: 'taskforce', resource: fact, actions: FACT_ALL, scope: 'any', fields: '*' },
  { role: 'administrator', resource: fact, actions: FACT_ALL, scope: 'any', fields: '*' },
  {
    role: 'analyst',
    resource: fact,
    actions: ['read', 'write', 'import', 'export', 'decide'],
    scope: 'any',
    fields: '*',
  },
  { role: 'auditor', resource: fact, actions: ['read', 'export'], scope: 'any', fields: '*' },
  { role: 'district', resource: fact, actions: ['read', 'export'], scope: 'district', fields: '*' },
  { role: 'enterprise', resource: fact, actions: ['read'], scope: 'own', fields: '*' },
  {
    role: 'taskforce',
    resource: analysis,
    actions: ['read', 'start', 'export', 'write'],
    scope: 'any',
    fields: '*',
  },
  {
    role: 'administrator',
    resource: analysis,
    actions: ['read', 'start', 'export', 'write'],
    scope: 'any',
    fields: '*',
  },
  { role: 'analyst', resource: analysis, actions: ['read', 'start', 'export'], scope: 'any', fields: '*' },
  { role: 'auditor', resource: analysis, actions: ['read', 'export'], scope: 'any', fields: '*' },
  { role: 'district', resource: analysis, actions: ['read'], scope: 'any', fields: ['nodes'] },
  { role: 'district', resource: analysis, actions: ['read', 'export'], scope: 'district', fields: '*' },
  { role: 'enterprise', resource: analysis, actions: ['read'], scope: 'any', fields: ['nodes'] },
  { role: 'enterprise', resource: analysis, actions: ['read'], scope: 'own', fields: '*' },
]
