import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '../contract/index.ts'
import { ROLES } from '../module/permission.ts'

const TAG = '/api/auth'

export const roleName = z.enum(ROLES)
export const orgType = z.enum(['government', 'enterprise', 'operator', 'bank', 'other'])
export const langName = z.enum(['zh', 'en'])

const done = z.object({ ok: z.literal(true) })
const byId = z.object({ id: z.uuid() })
const bilingual = z.object({ zh: z.string(), en: z.string() })
const personName = z.string().trim().min(1).max(80)
/** Signs people in: no blanks or control characters, compared without regard to case. */
const loginName = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[^\s\p{C}]+$/u)
const anyPassword = z.string().min(1).max(1024)
const districtCodes = z.array(z.string().trim().min(1).max(20)).max(100)
const linkToken = z.object({ token: z.string().min(20).max(100) })

// —— signing in and out

export const signInOptions = endpoint({
  method: 'GET',
  path: `${TAG}/options`,
  summary: { zh: '登录方式', en: 'Ways to sign in' },
  access: 'public',
  reply: z.object({
    oidc: z.object({ path: z.string(), zh: z.string(), en: z.string() }).nullable(),
    passwordMin: z.number().int(),
  }),
})

export const signIn = endpoint({
  method: 'POST',
  path: `${TAG}/sign-in`,
  summary: { zh: '登录', en: 'Sign in' },
  access: 'public',
  body: z.object({ login: z.string().trim().min(1).max(120), password: anyPassword }),
  reply: done,
})

export const signOut = endpoint({
  method: 'POST',
  path: `${TAG}/sign-out`,
  summary: { zh: '退出登录', en: 'Sign out' },
  access: 'signedIn',
  reply: done,
})

export const getMe = endpoint({
  method: 'GET',
  path: `${TAG}/me`,
  summary: { zh: '当前登录者', en: 'Who is signed in' },
  access: 'signedIn',
  reply: z.object({
    id: z.uuid().nullable(),
    login: z.string(),
    name: z.string(),
    lang: langName,
    roles: z.array(roleName),
    orgId: z.uuid().nullable(),
    orgName: z.string().nullable(),
    enterpriseId: z.uuid().nullable(),
    districts: z.array(z.string()),
    permissions: z.array(z.string()),
    csrfToken: z.string(),
    /** The data is synthetic, which every page must say. */
    synthetic: z.boolean(),
    city: bilingual,
  }),
})

export const updateMe = endpoint({
  method: 'PATCH',
  path: `${TAG}/me`,
  summary: { zh: '修改自己的姓名与语言', en: 'Change one’s own name and language' },
  access: 'signedIn',
  body: z.object({ name: personName, lang: langName }).partial(),
  reply: done,
})

export const listMyPermissions = endpoint({
  method: 'GET',
  path: `${TAG}/me/permissions`,
  summary: { zh: '当前登录者的权限（文字）', en: 'What the caller may do, in words' },
  access: 'signedIn',
  reply: z.object({
    rows: z.array(z.object({ permission: z.string(), resourceTitles: bilingual, actionTitles: bilingual })),
  }),
})

export const changePassword = endpoint({
  method: 'POST',
  path: `${TAG}/password`,
  summary: { zh: '修改密码', en: 'Change the password' },
  access: 'signedIn',
  body: z.object({ current: anyPassword, password: anyPassword }),
  reply: done,
})

export const oidcStart = endpoint({
  method: 'GET',
  path: `${TAG}/oidc/start`,
  summary: { zh: '前往统一身份认证', en: 'Go to the OpenID Connect issuer' },
  access: 'public',
  query: z.object({ return: z.string().max(2000).optional() }),
  reply: z.unknown(),
})

export const oidcCallback = endpoint({
  method: 'GET',
  path: `${TAG}/oidc/callback`,
  summary: { zh: '统一身份认证回调', en: 'Come back from the OpenID Connect issuer' },
  access: 'public',
  query: z.looseObject({ state: z.string().max(500).optional() }),
  reply: z.unknown(),
})

// —— one-time links

export const getLink = endpoint({
  method: 'GET',
  path: `${TAG}/links/:token`,
  summary: { zh: '查看一次性链接', en: 'Look at a one-time link' },
  access: 'public',
  params: linkToken,
  reply: z.object({
    kind: z.enum(['firstAdministrator', 'invitation', 'passwordReset']),
    login: z.string(),
    name: z.string(),
    /** The person may still choose the name the account goes by. */
    first: z.boolean(),
    expiresAt: instantText,
  }),
})

export const redeemLink = endpoint({
  method: 'POST',
  path: `${TAG}/links/:token`,
  summary: { zh: '用一次性链接设置密码并登录', en: 'Set the password by a one-time link and sign in' },
  access: 'public',
  params: linkToken,
  body: z.object({ name: personName.optional(), password: anyPassword }),
  reply: done,
})

// —— accounts

export const account = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  email: z.string().nullable().optional(),
  lang: langName,
  roles: z.array(roleName),
  orgId: z.uuid().nullable(),
  orgName: z.string().nullable(),
  districts: z.array(z.string()),
  disabled: z.boolean(),
  /** Has neither a password nor a sign-in service yet. */
  invited: z.boolean(),
  createdAt: instantText,
  lastSignInAt: instantText.nullable().optional(),
  hidden: z.array(z.string()),
})
export type Account = z.output<typeof account>

const accountBody = z.object({
  login: loginName,
  name: personName,
  email: z.email().max(200).nullable().default(null),
  lang: langName.default('zh'),
  roles: z.array(roleName).max(ROLES.length),
  orgId: z.uuid().nullable(),
  districts: districtCodes,
})

export const listAccounts = endpoint({
  method: 'GET',
  path: `${TAG}/accounts`,
  summary: { zh: '账号列表', en: 'Accounts' },
  access: 'auth.account.read',
  query: pageQuery.extend({ role: roleName.optional(), orgId: z.uuid().optional() }),
  reply: pageOf(account),
})

/** Answers with the path of the one-time link by which the person sets a password. */
export const createAccount = endpoint({
  method: 'POST',
  path: `${TAG}/accounts`,
  summary: { zh: '新建账号并邀请', en: 'Add an account and invite the person' },
  access: 'auth.account.write',
  body: accountBody,
  reply: z.object({ id: z.uuid(), link: z.string() }),
})

export const updateAccount = endpoint({
  method: 'PATCH',
  path: `${TAG}/accounts/:id`,
  summary: { zh: '修改、停用或启用账号', en: 'Change, disable or enable an account' },
  access: 'auth.account.write',
  params: byId,
  body: z
    .object({
      name: personName,
      email: z.email().max(200).nullable(),
      lang: langName,
      roles: z.array(roleName).max(ROLES.length),
      orgId: z.uuid().nullable(),
      districts: districtCodes,
      disabled: z.boolean(),
    })
    .partial(),
  reply: done,
})

export const createLink = endpoint({
  method: 'POST',
  path: `${TAG}/accounts/:id/link`,
  summary: { zh: '生成一次性链接', en: 'Make a one-time link' },
  access: 'auth.account.write',
  params: byId,
  reply: z.object({ link: z.string(), expiresAt: instantText }),
})

export const listRoles = endpoint({
  method: 'GET',
  path: `${TAG}/roles`,
  summary: { zh: '角色及其权限', en: 'Roles and what they may do' },
  access: 'auth.account.read',
  reply: z.object({
    roles: z.array(
      z.object({
        role: roleName,
        titles: bilingual,
        grants: z.array(
          z.object({
            resource: z.string(),
            resourceTitles: bilingual,
            actions: z.array(z.object({ action: z.string(), titles: bilingual })),
            scope: z.enum(['any', 'district', 'org', 'own']),
            scopeTitles: bilingual,
            /** The groups of fields that are open; all of the resource's when `allFields`. */
            fields: z.array(bilingual),
            allFields: z.boolean(),
          }),
        ),
      }),
    ),
  }),
})

// —— organisations

export const org = z.object({
  id: z.uuid(),
  name: z.string(),
  type: orgType,
  uscc: z.string().nullable(),
  enterpriseId: z.uuid().nullable(),
  region: z.string().nullable(),
  accounts: z.number().int(),
})
export type Org = z.output<typeof org>

const orgBody = z.object({
  name: z.string().trim().min(1).max(200),
  type: orgType.default('other'),
  uscc: z.string().trim().max(18).nullable().default(null),
  enterpriseId: z.uuid().nullable().default(null),
  region: z.string().trim().max(20).nullable().default(null),
})

export const listOrgs = endpoint({
  method: 'GET',
  path: `${TAG}/orgs`,
  summary: { zh: '机构列表', en: 'Organisations' },
  access: 'auth.org.read',
  query: pageQuery.extend({ type: orgType.optional() }),
  reply: pageOf(org),
})

export const createOrg = endpoint({
  method: 'POST',
  path: `${TAG}/orgs`,
  summary: { zh: '新建机构', en: 'Add an organisation' },
  access: 'auth.org.write',
  body: orgBody,
  reply: z.object({ id: z.uuid() }),
})

export const updateOrg = endpoint({
  method: 'PATCH',
  path: `${TAG}/orgs/:id`,
  summary: { zh: '修改机构', en: 'Change an organisation' },
  access: 'auth.org.write',
  params: byId,
  body: z
    .object({
      name: z.string().trim().min(1).max(200),
      type: orgType,
      uscc: z.string().trim().max(18).nullable(),
      enterpriseId: z.uuid().nullable(),
      region: z.string().trim().max(20).nullable(),
    })
    .partial(),
  reply: done,
})

// —— personal API tokens

export const listTokens = endpoint({
  method: 'GET',
  path: `${TAG}/tokens`,
  summary: { zh: '我的访问令牌', en: 'My access tokens' },
  access: 'signedIn',
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** Permissions it is limited to; empty for all of the account's. */
        scopes: z.array(z.string()),
        createdAt: instantText,
        expiresAt: instantText,
        lastUsedAt: instantText.nullable(),
      }),
    ),
  }),
})

/** The token itself is in this reply and nowhere else. */
export const createToken = endpoint({
  method: 'POST',
  path: `${TAG}/tokens`,
  summary: { zh: '新建访问令牌（只显示一次）', en: 'Make an access token (shown once)' },
  access: 'signedIn',
  body: z.object({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.string().max(120)).max(200).default([]),
    days: z.number().int().min(1).max(366).default(90),
  }),
  reply: z.object({ id: z.uuid(), token: z.string(), expiresAt: instantText }),
})

export const deleteToken = endpoint({
  method: 'DELETE',
  path: `${TAG}/tokens/:id`,
  summary: { zh: '撤销访问令牌', en: 'Revoke an access token' },
  access: 'signedIn',
  params: byId,
  reply: done,
})
