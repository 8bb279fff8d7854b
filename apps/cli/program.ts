import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addChainCommands } from './chain/program.ts'
import { examples, lazily } from './command-parts.ts'
import { CliError, explain } from './errors.ts'
import { helpOf, isEnd, localise, usageFault } from './help.ts'
import { chooseLang, EXIT, say } from './output.ts'

/** Builds the `zhiqing` command with all its help texts. */
function program(keep: (code: number) => void): Command {
  const version = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    .version as string
  const root = new Command('zhiqing')
    .description(say('智擎：让产业链行动计划运转起来', 'Zhiqing: makes an industry-chain action plan run'))
    .version(version, '-V, --version', say('显示版本', 'show the version'))
    .option('--verbose', say('出错时显示细节', 'tell the details of an error'))
    .option(
      '--lang <zh|en>',
      say('终端文字的语言（默认看 LANG）', 'language of the terminal (by LANG otherwise)'),
    )
    .addHelpText(
      'after',
      examples('zhiqing start', 'zhiqing help plan compile', 'zhiqing --lang en plan status'),
    )
    .exitOverride()

  root
    .command('start')
    .description(
      say(
        '启动服务（首次会建库并载入合成城市）',
        'start the server (the first start makes the database and loads a synthetic city)',
      ),
    )
    .option('--empty', say('不载入合成城市', 'do not load the synthetic city'))
    .option('--port <number>', say('监听端口', 'port to listen on'))
    .option('--host <name>', say('监听地址', 'address to listen on'))
    .addHelpText(
      'after',
      examples(
        'zhiqing start',
        'zhiqing start --empty --port 8080',
        'DATABASE_URL=postgres://… zhiqing start',
      ),
    )
    .action(lazily(async () => (await import('./commands/start.ts')).start, keep))

  root
    .command('import')
    .description(say('导入表格到企业库', 'import a table into the library'))
    .argument('<file>', say('XLSX 或 CSV 文件', 'XLSX or CSV file'))
    .option(
      '--table <name>',
      say('表：enterprise、capability、supply、yearly', 'table: enterprise, capability, supply, yearly'),
      'enterprise',
    )
    .option('--sheet <name>', say('工作表', 'sheet'))
    .option('--header-row <number>', say('表头所在的行', 'row of the header'))
    .option(
      '--no-header',
      say('文件没有表头，第一行就是数据', 'the file has no header, its first row is data'),
    )
    .option(
      '--map <column=field>',
      say(
        '列名（或列字母）=字段，改正列的对应关系；“列名=”则不读该列',
        'header (or letter) of a column = field, corrects how it is read; "column=" leaves it out',
      ),
      (text: string, before: string[] = []) => [...before, text],
    )
    .option('--dry-run', say('只校验，不写入', 'check only, write nothing'))
    .option(
      '--test-data',
      say(
        '所导入的是测试数据，标为“合成”（库中是合成城市时必须）',
        'what is imported is test data and marked synthetic (demanded beside a synthetic city)',
      ),
    )
    .option(
      '--errors <file>',
      say('把标出错误的工作簿写到此文件', 'write the workbook with the wrong cells marked to this file'),
    )
    .option('--force', say('覆盖 --errors 已有的文件', 'replace the file of --errors that is there'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing import 摸底表.xlsx',
        'zhiqing import 摸底表.xlsx --sheet 整车 --header-row 2 --map 单位=name --map 属地=district',
        'zhiqing import firms.csv --no-header --map A=name --map B=district',
        'zhiqing import 摸底表.xlsx --test-data',
        'zhiqing import caps.csv --table capability --dry-run --errors faults.xlsx',
      ),
    )
    .action(lazily(async () => (await import('./commands/import.ts')).importTableFile, keep))

  root
    .command('export')
    .description(say('导出企业、目标或举措', 'export enterprises, targets or measures'))
    .argument('<what>', 'enterprises | targets | measures')
    .option('-o, --output <file>', say('输出文件（.xlsx 或 .csv）', 'output file (.xlsx or .csv)'))
    .option('--force', say('覆盖已有文件', 'replace a file that is there'))
    .option('--q <text>', say('搜索词', 'search text'))
    .option('--district <codes>', say('区县代码，逗号分隔', 'district codes, comma separated'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples('zhiqing export enterprises -o firms.xlsx --district 500112', 'zhiqing export targets --json'),
    )
    .action(lazily(async () => (await import('./commands/export.ts')).exportRows, keep))

  root
    .command('link')
    .description(
      say(
        '找出表中哪些记录是同一企业（无需网络与数据库）',
        'find which records of a table are one enterprise (no network, no database)',
      ),
    )
    .requiredOption(
      '--input <file>',
      say('CSV 或 XLSX，须有 record_id 列', 'CSV or XLSX with a column record_id'),
    )
    .requiredOption(
      '--output <file>',
      say('写 record_id,entity_id 的 CSV', 'CSV to write record_id,entity_id to'),
    )
    .option('--force', say('覆盖已有文件', 'replace a file that is there'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing link --input records.csv --output clusters.csv'))
    .action(lazily(async () => (await import('./commands/link.ts')).linkFile, keep))

  root
    .command('fuse')
    .description(
      say(
        '载入来源记录并融合为一企一档',
        'load records of a source and fuse them into one golden record per enterprise',
      ),
    )
    .option('--input <file>', say('来源记录（CSV 或 XLSX）', 'records of a source (CSV or XLSX)'))
    .option(
      '--source <code>',
      say('来源代码（文件中没有来源列时）', 'code of the source (when the file has no such column)'),
    )
    .option('--observed-on <date>', say('数据日期，默认今天', 'day the records speak of, today by default'))
    .option(
      '--full',
      say('全部重新比对（默认只处理新记录）', 'compare everything anew (only new records by default)'),
    )
    .option('--test-data', say('所融合的是测试数据', 'what is fused is test data'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing fuse --input 登记.xlsx --source registry',
        'zhiqing fuse --full',
        'zhiqing fuse --json',
      ),
    )
    .action(lazily(async () => (await import('./commands/fuse.ts')).fuse, keep))

  const plan = root
    .command('plan')
    .description(say('行动计划：编译、状态、报告', 'the action plan: compile, status, report'))
    .addHelpText('after', examples('zhiqing plan compile plan.docx', 'zhiqing plan status'))
  plan
    .command('compile')
    .description(
      say(
        '把行动计划文本编译为结构化目标（无需网络与数据库）',
        'compile a plan text into targets (no network, no database)',
      ),
    )
    .argument('<file>', say('TXT、DOCX 或 PDF', 'TXT, DOCX or PDF'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples('zhiqing plan compile plan.docx', 'zhiqing plan compile plan.txt --json > targets.json'),
    )
    .action(lazily(async () => (await import('./commands/plan-compile.ts')).planCompile, keep))
  plan
    .command('status')
    .description(say('各目标的现值、预测与状态', 'value, forecast and state of each target'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing plan status', 'zhiqing plan status --json'))
    .action(lazily(async () => (await import('./commands/plan-status.ts')).planStatus, keep))
  plan
    .command('report')
    .description(say('生成月度调度报告', 'make the monthly dispatch report'))
    .option('--month <YYYY-MM>', say('月份', 'month'))
    .option('-o, --output <file>', say('输出文件（.docx 或 .html）', 'output file (.docx or .html)'))
    .option('--force', say('覆盖已有文件', 'replace a file that is there'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples('zhiqing plan report -o 调度报告.docx', 'zhiqing plan report --month 2026-10 -o report.html'),
    )
    .action(lazily(async () => (await import('./commands/plan-report.ts')).planReport, keep))

  root
    .command('demo')
    .description(say('载入（或重建）合成城市', 'load (or rebuild) the synthetic city'))
    .option(
      '--enterprises <number>',
      say('企业数，1000 到 1000000', 'number of enterprises, 1,000 to 1,000,000'),
      '1000',
    )
    .option('--seed <text>', say('随机种子', 'seed'), '1')
    .option(
      '--dirty <folder>',
      say(
        '另把同一批企业写成杂乱的表格，供试导入',
        'also write the same firms as messy tables, to try imports with',
      ),
    )
    .option(
      '--remove',
      say('清除全部合成数据，以便录入真实企业', 'remove everything synthetic, to enter real enterprises'),
    )
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing demo --enterprises 100000 --seed 7',
        'zhiqing demo --dirty ./messy',
        'zhiqing demo --remove',
      ),
    )
    .action(lazily(async () => (await import('./commands/demo.ts')).demo, keep))

  const user = root
    .command('user')
    .description(say('账号', 'accounts'))
    .addHelpText(
      'after',
      examples('zhiqing user list', 'zhiqing user create zhang.san --name 张三 --role taskforce'),
    )
  user
    .command('list')
    .description(say('列出账号', 'list the accounts'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing user list', 'zhiqing user list --json'))
    .action(lazily(async () => (await import('./commands/user.ts')).listUsers, keep))
  user
    .command('reset')
    .alias('link')
    .description(
      say(
        '给账号发一次性链接（设置密码）；不填账号则为首位管理员',
        'make a one-time link to set a password; for the first administrator without an account',
      ),
    )
    .argument('[login]', say('登录名', 'login name'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing user reset', 'zhiqing user reset zhang.san'))
    .action(lazily(async () => (await import('./commands/user.ts')).userLink, keep))

  user
    .command('create')
    .description(say('新建账号，打印一次性链接', 'add an account and print its one-time link'))
    .argument('<login>', say('登录名', 'login name'))
    .requiredOption('--name <text>', say('姓名', 'name'))
    .option('--role <roles...>', say('角色', 'roles'))
    .option('--email <address>', say('邮箱', 'e-mail'))
    .option('--org <name>', say('机构名称', 'name of the organisation'))
    .option('--district <codes...>', say('负责的区县代码', 'codes of the districts answered for'))
    .option('--language <zh|en>', say('其界面语言', 'language of their pages'), 'zh')
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing user create zhang.san --name 张三 --role taskforce',
        'zhiqing user create li.si --name 李四 --role district --district 500112',
      ),
    )
    .action(lazily(async () => (await import('./commands/user.ts')).createUser, keep))
  user
    .command('role')
    .description(say('授予或收回角色', 'grant or take back roles'))
    .argument('<login>', say('登录名', 'login name'))
    .option('--grant <roles...>', say('授予', 'to grant'))
    .option('--revoke <roles...>', say('收回', 'to take back'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing user role zhang.san --grant analyst --revoke taskforce'))
    .action(lazily(async () => (await import('./commands/user.ts')).userRoles, keep))
  for (const [name, zh, en] of [
    ['disable', '停用账号，并结束其登录', 'disable an account and end its sessions'],
    ['enable', '重新启用账号', 'enable an account again'],
  ] as const)
    user
      .command(name)
      .description(say(zh, en))
      .argument('<login>', say('登录名', 'login name'))
      .option('--json', say('输出 JSON', 'print JSON'))
      .addHelpText('after', examples(`zhiqing user ${name} zhang.san`))
      .action(
        lazily(async () => {
          const { setDisabled } = await import('./commands/user.ts')
          return (login: string, options: { json?: boolean }) =>
            setDisabled(login, name === 'disable', options)
        }, keep),
      )

  root
    .command('backup')
    .description(say('备份到一个文件', 'back up to one file'))
    .argument('<file>', say('备份文件', 'backup file'))
    .option('--force', say('覆盖已有文件', 'replace a file that is there'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing backup zhiqing-2026-11.zqb'))
    .action(lazily(async () => (await import('./commands/backup.ts')).backup, keep))
  root
    .command('restore')
    .description(
      say(
        '从备份文件恢复（替换现有内容，须先停止服务）',
        'restore from a backup (replaces what is there; stop the server first)',
      ),
    )
    .argument('<file>', say('备份文件', 'backup file'))
    .option('--yes', say('确认替换', 'confirm the replacement'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing restore zhiqing-2026-11.zqb --yes'))
    .action(lazily(async () => (await import('./commands/backup.ts')).restore, keep))
  addChainCommands(root, keep)
  root
    .command('doctor')
    .description(
      say('检查环境、设置、数据库与审计链', 'check the environment, settings, database and audit chain'),
    )
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing doctor', 'zhiqing doctor --json'))
    .action(lazily(async () => (await import('./commands/doctor.ts')).doctor, keep))
  return root
}

/** Takes `--verbose` and `--lang` out of the arguments: they are understood anywhere, by every command. */
function takeGlobal(args: readonly string[]): string[] {
  const rest = args.filter((arg) => arg !== '--verbose')
  const at = rest.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (at >= 0) {
    const joined = rest[at]!.startsWith('--lang=')
    const [, lang] = joined ? rest[at]!.split('=') : rest.slice(at, at + 2)
    if (lang !== 'zh' && lang !== 'en')
      throw new CliError('--lang 只能是 zh 或 en', '--lang is zh or en', EXIT.usage, { field: '--lang' })
    chooseLang(lang)
    rest.splice(at, joined ? 1 : 2)
  }
  return rest
}

/** Runs the command line and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ok
  const json = args.includes('--json')
  const verbose = args.includes('--verbose') || Boolean(process.env.DEBUG)
  try {
    const rest = takeGlobal(args)
    const root = program((outcome) => {
      code = outcome
    })
    localise(root, json)
    if (rest[0] === 'help' && rest.length > 1) {
      helpOf(root, rest.slice(1)).outputHelp()
      return EXIT.ok
    }
    await root.parseAsync(rest, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) {
      if (isEnd(error)) return EXIT.ok
      return json ? explain(usageFault(error), String, { json, verbose }) : EXIT.usage
    }
    // The texts of the whole product are loaded only for who needs them.
    const translate = error instanceof CliError ? String : (await import('./translate.ts')).translateCode()
    return explain(error, translate, { json, verbose })
  }
}
