import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { verifyAudit } from '#kernel/audit'
import { type Config, loadConfig, SETTINGS } from '#kernel/config'
import { folderHolder } from '#kernel/db'
import { loadPack } from '#kernel/packs'
import { openDatabaseOf } from '../../server/database.ts'
import { packFolder } from '../../server/packs.ts'
import { EXIT, printJson, printLine, printTable, say } from '../output.ts'

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

/** Least free disk that is not a worry. */
const DISK_FLOOR_BYTES = 2 * 1024 ** 3

/** `zhiqing doctor`: settings with their sources, and what a healthy installation needs. Exit code 6 when something is wrong. */
export async function doctor(options: { json?: boolean }): Promise<number> {
  const { config, sources, file } = loadConfig()
  const settings = Object.entries(SETTINGS).map(([key, setting]) => {
    const value = config[key as keyof Config]
    return {
      setting: key,
      environment: setting.env,
      value: value === undefined ? null : 'secret' in setting && setting.secret ? '***' : value,
      source: sources[key as keyof Config],
      meaning: say(setting.titles.zh, setting.titles.en),
    }
  })
  const checks = await runChecks(config)
  if (options.json) printJson({ file, settings, checks })
  else {
    printTable(
      [
        say('设置', 'Setting'),
        say('环境变量', 'Environment'),
        say('值', 'Value'),
        say('来源', 'Source'),
        say('含义', 'Meaning'),
      ],
      settings.map((row) => [
        row.setting,
        row.environment,
        String(row.value ?? '—'),
        row.source,
        row.meaning,
      ]),
    )
    printLine()
    for (const check of checks) printLine(`${check.ok ? '✔' : '✖'} ${check.name}: ${check.detail}`)
  }
  return checks.every((check) => check.ok) ? EXIT.ok : EXIT.faults
}

async function runChecks(config: Config): Promise<Check[]> {
  const checks: Check[] = [
    check('Node', Number(process.versions.node.split('.')[0]) >= 24, process.version),
    optional('PostgreSQL', globSync('/usr/lib/postgresql/*/bin').at(-1), 'apt-get install postgresql'),
    optional(
      'Chromium',
      ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync),
      'apt-get install chromium',
    ),
    await folderCheck(config),
    await attempt(say('城市包', 'City pack'), async () => {
      const pack = await loadPack(packFolder(config.pack))
      return `${pack.titles.zh}: ${pack.plan.targets.length} / ${pack.taxonomy.length} / ${pack.regions.length}`
    }),
  ]
  const holder = config.databaseUrl === undefined ? folderHolder(config.dataDir) : undefined
  if (holder) {
    checks.push(
      check(
        say('服务', 'Server'),
        true,
        say(
          `运行中（进程 ${holder.pid}）${holder.url ?? ''}`,
          `running (process ${holder.pid}) ${holder.url ?? ''}`,
        ),
      ),
    )
    return checks
  }
  checks.push(
    await attempt(say('数据库与审计链', 'Database and audit chain'), async () => {
      const { database, close } = await openDatabaseOf(config)
      try {
        const report = await verifyAudit(database.db)
        if (report.faults.length > 0)
          throw new Error(
            say(
              `审计链有 ${report.faults.length} 处问题`,
              `${report.faults.length} faults in the audit chain`,
            ),
          )
        return `${database.kind}, ${report.checked} ${say('条审计记录完好', 'audit rows intact')}`
      } finally {
        await close()
      }
    }),
  )
  return checks
}

function check(name: string, ok: boolean, detail: string): Check {
  return { name, ok, detail }
}

/** Something that only tests or large installations need: absent is no fault, but it is said how to get it. */
function optional(name: string, found: string | undefined, how: string): Check {
  return check(name, true, found ?? say(`未安装（可选：${how}）`, `not installed (optional: ${how})`))
}

async function attempt(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return check(name, true, await run())
  } catch (error) {
    return check(name, false, error instanceof Error ? error.message : String(error))
  }
}

async function folderCheck(config: Config): Promise<Check> {
  const name = say('数据目录', 'Data folder')
  if (!existsSync(config.dataDir))
    return check(name, true, say(`${config.dataDir}（尚未建立）`, `${config.dataDir} (not made yet)`))
  try {
    accessSync(config.dataDir, constants.W_OK)
    const { bavail, bsize } = await statfs(config.dataDir)
    const free = bavail * bsize
    return check(
      name,
      free > DISK_FLOOR_BYTES,
      `${config.dataDir}, ${say('可用', 'free')} ${(free / 1024 ** 3).toFixed(1)} GB`,
    )
  } catch {
    return check(name, false, say(`${config.dataDir} 不可写`, `${config.dataDir} is not writable`))
  }
}
