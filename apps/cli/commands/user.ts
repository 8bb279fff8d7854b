import {
  createAccount,
  createLink,
  listAccounts,
  listOrgs,
  roleName,
  updateAccount,
} from '../../../kernel/auth/contract.ts'
import { type Connection, connect } from '../client.ts'
import { CliError } from '../errors.ts'
import { EXIT, printJson, printLine, printTable, say } from '../output.ts'

/** `zhiqing user list`. */
export async function listUsers(options: { json?: boolean }): Promise<void> {
  const connection = await connect()
  try {
    const { rows } = await connection.call(listAccounts, { query: { size: 500 } })
    if (options.json) {
      printJson(rows)
      return
    }
    printTable(
      [say('登录名', 'Login'), say('姓名', 'Name'), say('角色', 'Roles'), say('状态', 'State')],
      rows.map((row) => [
        row.login,
        row.name,
        row.roles.join(', '),
        row.disabled
          ? say('停用', 'disabled')
          : row.invited
            ? say('未激活', 'invited')
            : say('正常', 'active'),
      ]),
    )
  } finally {
    await connection.close()
  }
}

/** The account with a login, as it is told by the list. */
async function accountOf(connection: Connection, login: string) {
  const { rows } = await connection.call(listAccounts, { query: { q: login, size: 500 } })
  const found = rows.find((row) => row.login === login)
  if (!found) throw noAccount(login)
  return found
}

const NO_ACCOUNT = { code: 'cli.noAccount', field: 'login' } as const

function noAccount(login: string): CliError {
  return new CliError(
    `没有登录名为 ${login} 的账号`,
    `There is no account ${login}`,
    EXIT.refused,
    NO_ACCOUNT,
  )
}

/** A one-time link as a person can open it. */
function linkText({ url }: Connection, link: string): string {
  return url === undefined
    ? say(
        `一次性链接（启动服务后在其地址下打开）：${link}`,
        `one-time link (start the server, open it at its address): ${link}`,
      )
    : say(`一次性链接：${new URL(link, url).href}`, `one-time link: ${new URL(link, url).href}`)
}

/** Runs with a connection that is closed afterwards. */
async function connected<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect()
  try {
    return await body(connection)
  } finally {
    await connection.close()
  }
}

function rolesOf(names: readonly string[] = []) {
  return names
    .flatMap((name) => name.split(','))
    .map((name) => {
      const role = roleName.safeParse(name)
      if (role.success) return role.data
      throw new CliError(
        `没有角色 ${name}；可用：${roleName.options.join('、')}`,
        `There is no role ${name}; use ${roleName.options.join(', ')}`,
        EXIT.usage,
        { code: 'cli.unknownRole', field: 'role' },
      )
    })
}

interface NewUser {
  name: string
  role?: string[]
  email?: string
  org?: string
  district?: string[]
  language: string
  json?: boolean
}

/** `zhiqing user create LOGIN`: an account and the one-time link by which its person sets a password. */
export async function createUser(login: string, options: NewUser): Promise<void> {
  const roles = rolesOf(options.role)
  const { language: lang } = options
  if (lang !== 'zh' && lang !== 'en')
    throw new CliError('--language 只能是 zh 或 en', '--language is zh or en', EXIT.usage, {
      field: '--language',
    })
  await connected(async (connection) => {
    const made = await connection.call(createAccount, {
      body: {
        login,
        name: options.name,
        email: options.email ?? null,
        lang,
        roles,
        orgId: await orgOf(connection, options.org),
        districts: (options.district ?? []).flatMap((codes) => codes.split(',')),
      },
    })
    if (options.json) printJson({ login, ...made })
    else
      printLine(
        say(
          `已新建账号 ${login}；${linkText(connection, made.link)}`,
          `Added the account ${login}; ${linkText(connection, made.link)}`,
        ),
      )
  })
}

async function orgOf(connection: Connection, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null
  const { rows } = await connection.call(listOrgs, { query: { q: name, size: 500 } })
  const found = rows.find((row) => row.name === name)
  if (!found)
    throw new CliError(`没有机构 ${name}`, `There is no organisation ${name}`, EXIT.refused, {
      field: '--org',
    })
  return found.id
}

/** `zhiqing user role LOGIN`: grants and takes back roles. */
export async function userRoles(
  login: string,
  options: { grant?: string[]; revoke?: string[]; json?: boolean },
): Promise<void> {
  const [grant, revoke] = [rolesOf(options.grant), rolesOf(options.revoke)]
  if (grant.length + revoke.length === 0)
    throw new CliError('请用 --grant 或 --revoke 指定角色', 'Name roles with --grant or --revoke', EXIT.usage)
  await connected(async (connection) => {
    const account = await accountOf(connection, login)
    const roles = [...new Set([...account.roles, ...grant])].filter((role) => !revoke.includes(role))
    await connection.call(updateAccount, { params: { id: account.id }, body: { roles } })
    if (options.json) printJson({ login, roles })
    else
      printLine(
        say(
          `${login} 的角色：${roles.join('、') || '无'}`,
          `Roles of ${login}: ${roles.join(', ') || 'none'}`,
        ),
      )
  })
}

/** `zhiqing user disable|enable LOGIN`. */
export async function setDisabled(
  login: string,
  disabled: boolean,
  options: { json?: boolean },
): Promise<void> {
  await connected(async (connection) => {
    const { id } = await accountOf(connection, login)
    await connection.call(updateAccount, { params: { id }, body: { disabled } })
    if (options.json) printJson({ login, disabled })
    else
      printLine(
        disabled ? say(`已停用 ${login}`, `Disabled ${login}`) : say(`已启用 ${login}`, `Enabled ${login}`),
      )
  })
}

/** `zhiqing user link [LOGIN]`: a one-time link to set a password; without a login, of the first account that administers. */
export async function userLink(login: string | undefined, options: { json?: boolean }): Promise<number> {
  const connection = await connect()
  try {
    const { rows } = await connection.call(listAccounts, {
      query: login === undefined ? { role: 'administrator', size: 500 } : { q: login, size: 500 },
    })
    const found = login === undefined ? rows[0] : rows.find((row) => row.login === login)
    if (!found) {
      throw login === undefined
        ? new CliError('还没有管理员账号', 'There is no administrator yet', EXIT.refused, NO_ACCOUNT)
        : noAccount(login)
    }
    const made = await connection.call(createLink, { params: { id: found.id } })
    if (options.json) printJson({ login: found.login, ...made })
    else
      printLine(
        say(
          `${found.login}：${linkText(connection, made.link)}`,
          `${found.login}: ${linkText(connection, made.link)}`,
        ),
      )
    return EXIT.ok
  } finally {
    await connection.close()
  }
}
