import { createLink, listAccounts } from '../../../kernel/auth/contract.ts'
import { connect } from '../client.ts'
import { EXIT, printJson, printLine, printNote, printTable, say } from '../output.ts'

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

/** `zhiqing user link [LOGIN]`: a one-time link to set a password; without a login, of the first account that administers. */
export async function userLink(login: string | undefined, options: { json?: boolean }): Promise<number> {
  const connection = await connect()
  try {
    const { rows } = await connection.call(listAccounts, {
      query: login === undefined ? { role: 'administrator', size: 500 } : { q: login, size: 500 },
    })
    const found = login === undefined ? rows[0] : rows.find((row) => row.login === login)
    if (!found) {
      printNote(
        say(
          `没有登录名为 ${login ?? '(administrator)'} 的账号`,
          `There is no account ${login ?? '(administrator)'}`,
        ),
      )
      return EXIT.refused
    }
    const made = await connection.call(createLink, { params: { id: found.id } })
    if (options.json) printJson({ login: found.login, ...made })
    else
      printLine(
        say(
          `${found.login} 的一次性链接（在服务地址后打开）：${made.link}`,
          `One-time link of ${found.login} (open it at the server's address): ${made.link}`,
        ),
      )
    return EXIT.ok
  } finally {
    await connection.close()
  }
}
