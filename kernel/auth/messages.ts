import type { Bilingual } from '../contract/index.ts'

/** Texts of the refusals of sign-in and permissions. */
export const authMessages: Record<string, Bilingual> = {
  'auth.forbidden': { zh: '{{zh}}', en: '{{en}}' },
  'auth.unauthenticated': { zh: '请先登录。', en: 'Sign in first.' },
  'auth.token.unauthenticated': {
    zh: '访问令牌无效：它可能已过期、已撤销，或所属账号已停用。',
    en: 'This access token does not work: it may have expired, been revoked, or its account is disabled.',
  },
  'auth.signIn.wrong': { zh: '账号或密码不正确。', en: 'The account or the password is wrong.' },
  'auth.signIn.tooMany': {
    zh: '登录失败次数过多，请在 {{seconds}} 秒后再试。',
    en: 'Too many failed sign-ins; try again in {{seconds}} seconds.',
  },
  'auth.session.forbidden': {
    zh: '此操作须由本人登录后在页面上进行，不能用访问令牌。',
    en: 'This takes a signed-in person; an access token is not enough.',
  },
  'auth.local.forbidden': {
    zh: '此操作只能由运行本服务的用户在本机用命令行进行。',
    en: 'Only the command line of the user who runs this server may do this.',
  },
  'auth.password.wrong': { zh: '当前密码不正确。', en: 'The current password is wrong.' },
  'auth.password.short': {
    zh: '密码至少需要 {{min}} 个字符，现在是 {{length}} 个。',
    en: 'A password takes at least {{min}} characters; this one has {{length}}.',
  },
  'auth.password.long': {
    zh: '密码最多 {{max}} 个字符，现在是 {{length}} 个。',
    en: 'A password has at most {{max}} characters; this one has {{length}}.',
  },
  'auth.password.name': {
    zh: '密码不能就是您的账号、姓名或邮箱。',
    en: 'A password must not be your own account, name or e-mail.',
  },
  'auth.password.simple': {
    zh: '密码过于简单（字符重复或连续），请换一个。',
    en: 'This password is too simple (repeated or running characters); choose another.',
  },
  'auth.password.common': {
    zh: '这是最常被猜到的密码之一，请换一个。',
    en: 'This is one of the passwords that are guessed first; choose another.',
  },
  'auth.link.gone': {
    zh: '此链接已使用或已过期，请联系管理员重新生成。',
    en: 'This link was used or has expired; ask the administrator for a new one.',
  },
  'auth.account.notFound': { zh: '没有编号为 {{id}} 的账号。', en: 'There is no account {{id}}.' },
  'auth.account.duplicate': {
    zh: '账号“{{login}}”已存在。',
    en: 'The account "{{login}}" exists already.',
  },
  'auth.account.email.duplicate': {
    zh: '邮箱“{{email}}”已属于另一个账号。',
    en: 'The e-mail "{{email}}" belongs to another account.',
  },
  'auth.account.lastAdministrator.conflict': {
    zh: '这是最后一位能登录的系统管理员，不能停用，也不能取消其管理员角色。',
    en: 'This is the last administrator who can sign in: the account can neither be disabled nor lose the role.',
  },
  'auth.org.notFound': { zh: '没有编号为 {{id}} 的机构。', en: 'There is no organisation {{id}}.' },
  'auth.org.duplicate': {
    zh: '机构“{{name}}”已存在。',
    en: 'The organisation "{{name}}" exists already.',
  },
  'auth.token.notFound': { zh: '没有编号为 {{id}} 的访问令牌。', en: 'There is no access token {{id}}.' },
  'auth.token.scope': {
    zh: '不能授予您没有的权限：{{scopes}}。',
    en: 'You cannot give what you do not have: {{scopes}}.',
  },
  'auth.oidc.notFound': {
    zh: '没有配置统一身份认证。',
    en: 'OpenID Connect is not configured.',
  },
  'auth.oidc.state': {
    zh: '统一身份认证的登录已超时或不是从本浏览器发起的，请重新登录。',
    en: 'This sign-in took too long or was not started in this browser; start again.',
  },
  'auth.oidc.refused': {
    zh: '统一身份认证没有通过，请重试或联系管理员。',
    en: 'The sign-in service did not confirm who you are; try again or ask the administrator.',
  },
  'auth.oidc.unavailable': {
    zh: '统一身份认证暂时无法访问，请稍后再试或用密码登录。',
    en: 'The sign-in service cannot be reached; try again later or use your password.',
  },
  'auth.oidc.noAccount': {
    zh: '统一身份认证通过，但本系统没有对应的账号，请联系管理员开户。',
    en: 'The sign-in service knows you, but there is no account here; ask the administrator.',
  },
}
