import { z } from 'zod'
import { endpoint, instantText, pageOf, pageQuery } from '#kernel/contract'

/** What the shell's pages call of sign-in, accounts and tokens. */

const role = z.enum([
  'taskforce',
  'district',
  'analyst',
  'enterprise',
  'operator',
  'bank',
  'auditor',
  'administrator',
])
const done = z.object({ ok: z.literal(true) })
const id = z.object({ id: z.string() })

export const signInOptions = endpoint({
  method: 'GET',
  path: '/api/auth/options',
  summary: { zh: '登录方式', en: 'Ways to sign in' },
  access: 'public',
  reply: z.object({ oidc: z.object({ path: z.string(), zh: z.string(), en: z.string() }).nullable() }),
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/auth/sign-in',
  summary: { zh: '登录', en: 'Sign in' },
  access: 'public',
  body: z.object({ login: z.string(), password: z.string() }),
  reply: done,
})

export const signOut = endpoint({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: { zh: '退出登录', en: 'Sign out' },
  access: 'signedIn',
  reply: done,
})

export const getLink = endpoint({
  method: 'GET',
  path: '/api/auth/links/:token',
  summary: { zh: '查看一次性链接', en: 'Look at a one-time link' },
  access: 'public',
  params: z.object({ token: z.string() }),
  reply: z.object({ login: z.string(), name: z.string(), first: z.boolean() }),
})

export const useLink = endpoint({
  method: 'POST',
  path: '/api/auth/links/:token',
  summary: { zh: '使用一次性链接', en: 'Use a one-time link' },
  access: 'public',
  params: z.object({ token: z.string() }),
  body: z.object({ name: z.string().optional(), password: z.string() }),
  reply: done,
})

export const account = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  districts: z.array(z.string()),
  disabled: z.boolean(),
  lastSignInAt: instantText.nullable(),
})

export type Account = z.output<typeof account>

export const listAccounts = endpoint({
  method: 'GET',
  path: '/api/auth/accounts',
  summary: { zh: '账号列表', en: 'Accounts' },
  access: 'auth.account.read',
  query: pageQuery.extend({ role: role.optional(), orgId: z.string().optional() }),
  reply: pageOf(account),
})

const accountBody = z.object({
  login: z.string(),
  name: z.string(),
  roles: z.array(role),
  orgId: z.string().nullable(),
  districts: z.array(z.string()),
})

/** Answers with the path of the one-time link by which the person sets a password. */
export const createAccount = endpoint({
  method: 'POST',
  path: '/api/auth/accounts',
  summary: { zh: '新建账号', en: 'Add an account' },
  access: 'auth.account.write',
  body: accountBody,
  reply: z.object({ id: z.string(), link: z.string() }),
})

export const updateAccount = endpoint({
  method: 'PATCH',
  path: '/api/auth/accounts/:id',
  summary: { zh: '修改账号', en: 'Change an account' },
  access: 'auth.account.write',
  params: id,
  body: accountBody.omit({ login: true }).extend({ disabled: z.boolean() }).partial(),
  reply: done,
})

export const createLink = endpoint({
  method: 'POST',
  path: '/api/auth/accounts/:id/link',
  summary: { zh: '生成一次性链接', en: 'Make a one-time link' },
  access: 'auth.account.write',
  params: id,
  reply: z.object({ link: z.string() }),
})

export const org = z.object({
  id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  accounts: z.number(),
})

export const listOrgs = endpoint({
  method: 'GET',
  path: '/api/auth/orgs',
  summary: { zh: '机构列表', en: 'Organisations' },
  access: 'auth.org.read',
  query: pageQuery,
  reply: pageOf(org),
})

export const createOrg = endpoint({
  method: 'POST',
  path: '/api/auth/orgs',
  summary: { zh: '新建机构', en: 'Add an organisation' },
  access: 'auth.org.write',
  body: z.object({ name: z.string(), uscc: z.string().nullable() }),
  reply: z.object({ id: z.string() }),
})

export const listTokens = endpoint({
  method: 'GET',
  path: '/api/auth/tokens',
  summary: { zh: '我的访问令牌', en: 'My access tokens' },
  access: 'signedIn',
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        scopes: z.array(z.string()),
        createdAt: instantText,
        expiresAt: instantText.nullable(),
        lastUsedAt: instantText.nullable(),
      }),
    ),
  }),
})

export const createToken = endpoint({
  method: 'POST',
  path: '/api/auth/tokens',
  summary: { zh: '新建访问令牌', en: 'Make an access token' },
  access: 'signedIn',
  body: z.object({ name: z.string(), scopes: z.array(z.string()), days: z.number().int() }),
  reply: z.object({ id: z.string(), token: z.string() }),
})

export const deleteToken = endpoint({
  method: 'DELETE',
  path: '/api/auth/tokens/:id',
  summary: { zh: '撤销访问令牌', en: 'Revoke an access token' },
  access: 'signedIn',
  params: id,
  reply: done,
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/auth/password',
  summary: { zh: '修改密码', en: 'Change the password' },
  access: 'signedIn',
  body: z.object({ current: z.string(), password: z.string() }),
  reply: done,
})
