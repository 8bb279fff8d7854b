import type { Bilingual } from '../../contract/index.ts'
import type { Actor, RecordFacts, Role, Scope } from '../../module/index.ts'
import { ROLES } from '../../module/index.ts'
import { type CompiledPermission, SCOPE_ORDER } from './compile.ts'
import { actionTitle, ROLE_TITLES, SCOPE_TITLES } from './titles.ts'

/** Why a permission is granted: the first role and scope that allow it. */
export function explainGrant(permission: CompiledPermission, roles: number, scopes: number): Bilingual {
  const what = describe(permission)
  for (let scope = 0; scope < SCOPE_ORDER.length; scope++) {
    if ((scopes & (1 << scope)) === 0) continue
    const role = ROLES.find((_, at) => permission.rolesByScope[scope]! & roles & (1 << at))
    if (!role) continue
    const within = SCOPE_TITLES[SCOPE_ORDER[scope]!]
    return {
      zh: `“${ROLE_TITLES[role].zh}”可以${what.zh}（范围：${within.zh}）。`,
      en: `${ROLE_TITLES[role].en} may ${what.en} (${within.en}).`,
    }
  }
  return { zh: `可以${what.zh}。`, en: `May ${what.en}.` }
}

/** Why a permission is denied: the scope that the caller's roles lack, or the roles that would have it. */
export function explainDenial(
  permission: CompiledPermission,
  actor: Actor,
  roles: number,
  record: RecordFacts | undefined,
): Bilingual {
  const what = describe(permission)
  const own = scopesOf(permission, roles)
  if (own.length > 0) return outOfScope(what, own, actor, record)
  const mine = actor.roles.map((role) => ROLE_TITLES[role]).filter((titles) => titles !== undefined)
  const allowed = allowedRoles(permission)
  const haveZh = mine.length === 0 ? '没有角色' : `的角色为${mine.map((titles) => titles.zh).join('、')}`
  const haveEn = mine.length === 0 ? 'no role' : `the role ${mine.map((titles) => titles.en).join(', ')}`
  return {
    zh: `不能${what.zh}：您${haveZh}，需要${allowed.zh}。`,
    en: `You may not ${what.en}: you have ${haveEn}; it takes ${allowed.en}.`,
  }
}

/** The token was limited to permissions that do not hold this one. */
export function explainTokenLimit(permission: CompiledPermission): Bilingual {
  const what = describe(permission)
  return {
    zh: `不能${what.zh}：所用访问令牌的权限范围不含 ${permission.name}。`,
    en: `You may not ${what.en}: the token in use was not given ${permission.name}.`,
  }
}

/** A permission that no resource declares is held by nobody. */
export function explainUnknown(name: string): Bilingual {
  return { zh: `没有名为 ${name} 的权限。`, en: `There is no permission ${name}.` }
}

function describe(permission: CompiledPermission): Bilingual {
  const action = actionTitle(permission.action)
  const { titles } = permission.resource
  return { zh: `${action.zh}“${titles.zh}”`, en: `${action.en} "${titles.en}"` }
}

function scopesOf(permission: CompiledPermission, roles: number): Scope[] {
  return SCOPE_ORDER.filter((_, at) => (permission.rolesByScope[at]! & roles) !== 0)
}

function outOfScope(
  what: Bilingual,
  scopes: readonly Scope[],
  actor: Actor,
  record: RecordFacts | undefined,
): Bilingual {
  const here = factsOf(scopes, actor, record)
  return {
    zh: `不能${what.zh}：您的角色只限${scopes.map((scope) => SCOPE_TITLES[scope].zh).join('、')}的记录${here.zh}。`,
    en: `You may not ${what.en}: your role reaches ${scopes.map((scope) => SCOPE_TITLES[scope].en).join(' and ')} only${here.en}.`,
  }
}

/** Names the districts on both sides, which are no secret; other identifiers stay unsaid. */
function factsOf(scopes: readonly Scope[], actor: Actor, record: RecordFacts | undefined): Bilingual {
  if (!scopes.includes('district') || !record?.district) return { zh: '', en: '' }
  const mine = actor.districts
  return {
    zh: `（您负责${mine.join('、') || '的区县未设置'}，该记录属于${record.district}）`,
    en: ` (yours: ${mine.join(', ') || 'none set'}; this record is of ${record.district})`,
  }
}

function allowedRoles(permission: CompiledPermission): Bilingual {
  const holders: { role: Role; scope: Scope }[] = []
  for (const [at, role] of ROLES.entries()) {
    const scope = SCOPE_ORDER.find((_, order) => permission.rolesByScope[order]! & (1 << at))
    if (scope) holders.push({ role, scope })
  }
  if (holders.length === 0) return { zh: '的权限未授予任何角色', en: 'a permission that no role has' }
  const narrow = ({ role, scope }: { role: Role; scope: Scope }, lang: 'zh' | 'en') => {
    const title = ROLE_TITLES[role][lang]
    if (scope === 'any') return title
    return lang === 'zh' ? `${title}（${SCOPE_TITLES[scope].zh}）` : `${title} (${SCOPE_TITLES[scope].en})`
  }
  return {
    zh: holders.map((holder) => narrow(holder, 'zh')).join('或'),
    en: holders.map((holder) => narrow(holder, 'en')).join(' or '),
  }
}
