import type { FieldGroup, Grant, Resource, Role, Scope } from '#kernel/module'

/** One group for all: what a role may see of a target or a measure it sees whole. */
function whole(group: string, zh: string, en: string, fields: readonly string[]): FieldGroup[] {
  return [{ group, titles: { zh, en }, fields }]
}

/** What the plan protects. */
export const planResources: readonly Resource[] = [
  {
    name: 'plan.plan',
    titles: { zh: '行动计划编译', en: 'Compilation of plans' },
    actions: ['compile'],
    fields: whole('text', '文本与目标', 'Text and targets', ['text', 'targets']),
  },
  {
    name: 'plan.target',
    titles: { zh: '目标', en: 'Target' },
    actions: ['read', 'write'],
    fields: whole('target', '目标与数值', 'Target and values', ['target', 'values', 'forecast']),
  },
  {
    name: 'plan.observation',
    titles: { zh: '目标数值', en: 'Values of targets' },
    actions: ['write'],
    fields: whole('observation', '数值与依据', 'Value and document', ['value', 'document']),
  },
  {
    name: 'plan.measure',
    titles: { zh: '举措', en: 'Measure' },
    actions: ['read', 'write'],
    fields: whole('measure', '举措与进展', 'Measure and progress', ['measure', 'notes']),
  },
  {
    name: 'plan.report',
    titles: { zh: '调度报告', en: 'Dispatch report' },
    actions: ['read', 'write'],
    fields: whole('report', '报告', 'Report', ['report']),
  },
]

function grant(role: Role, resource: string, actions: readonly string[], scope: Scope = 'any'): Grant {
  return { role, resource: `plan.${resource}`, actions, scope, fields: '*' }
}

const EVERYTHING = planResources.map(({ name, actions }) => [name.slice('plan.'.length), actions] as const)
const LEADING: readonly Role[] = ['taskforce', 'administrator']

/** Who may do what with the plan. Everything not listed is denied. */
export const planGrants: readonly Grant[] = [
  ...LEADING.flatMap((role) => EVERYTHING.map(([resource, actions]) => grant(role, resource, actions))),
  grant('analyst', 'plan', ['compile']),
  grant('analyst', 'target', ['read']),
  grant('analyst', 'measure', ['read']),
  grant('analyst', 'report', ['read', 'write']),
  grant('district', 'target', ['read']),
  grant('district', 'measure', ['read']),
  grant('district', 'report', ['read']),
  // A district's officer enters what belongs to the district, and reports on measures of the own name or office.
  grant('district', 'observation', ['write'], 'district'),
  grant('district', 'measure', ['write'], 'own'),
  grant('district', 'measure', ['write'], 'org'),
  grant('auditor', 'target', ['read']),
  grant('auditor', 'measure', ['read']),
  grant('auditor', 'report', ['read']),
  grant('enterprise', 'target', ['read']),
  grant('operator', 'target', ['read']),
  grant('bank', 'target', ['read']),
]
