import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { verifyAudit } from '#kernel/audit'
import type { Config } from '#kernel/config'
import { type Database, folderHolder, openEmbedded, openPostgres, takeFolder } from '#kernel/db'
import { listPacks, loadPack } from '#kernel/packs'
import { migrationGroups } from '../server/database.ts'
import { packFolder } from '../server/packs.ts'
import { say } from './output.ts'

/** One thing that a healthy installation needs: how it is, and what to do when it is not well. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** Only when something is wrong. */
  readonly advice?: string
}

/** Least free disk that is not a worry. */
const DISK_FLOOR_BYTES = 2 * 1024 ** 3
const GIB = 1024 ** 3
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

const PACK_ADVICE = [
  '按 packs/README.md 改正，或用 ZHIQING_PACK 换一个包',
  'correct it as packs/README.md says, or choose another with ZHIQING_PACK',
] as const

/** All checks, in the order in which a person would mend things. Nothing is written: an absent database is not made. */
export async function runChecks(config: Config): Promise<Check[]> {
  return [
    nodeCheck(),
    await folderCheck(config.dataDir),
    lockCheck(config),
    await databaseCheck(config),
    await portCheck(config),
    ...(await packChecks(config.pack)),
    optional('PostgreSQL', globSync('/usr/lib/postgresql/*/bin').at(-1), 'apt-get install postgresql'),
    optional('Chromium', BROWSERS.find(existsSync), 'apt-get install chromium'),
  ]
}

function nodeCheck(): Check {
  const ok = Number(process.versions.node.split('.')[0]) >= 24
  return check('Node', ok, process.version, [
    '在项目目录运行 npm run setup（会装入 Node 24），或自行安装 Node 24',
    'run npm run setup in the project folder (it brings Node 24), or install Node 24',
  ])
}

/** The data folder, or the nearest folder above it that exists: where it would be made. */
async function folderCheck(dataDir: string): Promise<Check> {
  const name = say('数据目录', 'Data folder')
  let folder = resolve(dataDir)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  const absent = folder !== resolve(dataDir)
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    return check(name, false, say(`${folder} 不可写`, `${folder} is not writable`), [
      '改正该目录的权限，或用 ZHIQING_DATA_DIR 换一个目录',
      'correct its permissions, or choose another folder with ZHIQING_DATA_DIR',
    ])
  }
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const made = absent ? say('（尚未建立）', ' (not made yet)') : ''
  const room = say(`可用 ${(free / GIB).toFixed(1)} GB`, `${(free / GIB).toFixed(1)} GB free`)
  return check(name, free > DISK_FLOOR_BYTES, `${dataDir}${made}, ${room}`, [
    `至少留出 ${DISK_FLOOR_BYTES / GIB} GB，或用 ZHIQING_DATA_DIR 换一个磁盘`,
    `leave at least ${DISK_FLOOR_BYTES / GIB} GB free, or choose another disk with ZHIQING_DATA_DIR`,
  ])
}

function lockCheck(config: Config): Check {
  const name = say('数据目录的锁', 'Lock of the data folder')
  if (config.databaseUrl !== undefined)
    return check(name, true, say('不需要（PostgreSQL）', 'not needed (PostgreSQL)'))
  const holder = folderHolder(config.dataDir)
  if (!holder) return check(name, true, say('空闲', 'free'))
  return check(
    name,
    true,
    holder.url
      ? say(
          `服务运行中（进程 ${holder.pid}）${holder.url}`,
          `held by the server (process ${holder.pid}) ${holder.url}`,
        )
      : say(`进程 ${holder.pid} 占用`, `held by process ${holder.pid}`),
  )
}

async function databaseCheck(config: Config): Promise<Check> {
  const name = say('数据库', 'Database')
  const holder = config.databaseUrl === undefined ? folderHolder(config.dataDir) : undefined
  if (holder) return serverCheck(name, holder.url, holder.pid)
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'pglite')))
    return check(name, true, say('尚未建立，首次启动时建立', 'not made yet; the first start makes it'))
  const lock = config.databaseUrl === undefined ? takeFolder(config.dataDir) : undefined
  try {
    const database =
      config.databaseUrl === undefined
        ? await openEmbedded(config.dataDir, config.embeddedMemory)
        : await openPostgres(config.databaseUrl, 1)
    try {
      return await contentCheck(name, database)
    } finally {
      await database.close()
    }
  } catch (error) {
    return check(
      name,
      false,
      messageOf(error),
      config.databaseUrl === undefined
        ? ['用备份恢复到一个新的数据目录', 'restore a backup into a new data folder']
        : ['检查 DATABASE_URL，以及 PostgreSQL 是否在运行', 'check DATABASE_URL and whether PostgreSQL runs'],
    )
  } finally {
    lock?.release()
  }
}

/** A database that a server holds is asked for through the server. */
async function serverCheck(name: string, url: string | undefined, pid: number): Promise<Check> {
  const advice = [
    `查看进程 ${pid} 的输出，必要时重启服务`,
    `see what process ${pid} prints; restart the server`,
  ] as const
  if (!url)
    return check(name, true, say(`由进程 ${pid} 使用，未检查`, `in use by process ${pid}, not checked`))
  try {
    const reply = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(10_000) })
    return check(
      name,
      reply.ok,
      say(`服务答复 ${reply.status}`, `the server answers ${reply.status}`),
      advice,
    )
  } catch (error) {
    return check(
      name,
      false,
      say(`服务没有答复：${messageOf(error)}`, `no answer: ${messageOf(error)}`),
      advice,
    )
  }
}

/** Whether the schema is the one of this version, and the audit chain is whole. */
async function contentCheck(name: string, database: Database): Promise<Check> {
  const present = await database.query<{ there: boolean }>(
    `select to_regclass('kernel.migration') is not null as there`,
  )
  if (!present.rows[0]?.there)
    return check(name, true, say('空库，首次启动时建表', 'empty; the first start makes its tables'))
  const applied = await database.query<{ name: string }>('select name from kernel.migration')
  const wanted = migrationGroups().flatMap(({ schema, owner, migrations }) =>
    migrations.map((migration) => `${owner ?? schema}/${migration.name}`),
  )
  const known = new Set(applied.rows.map((row) => row.name))
  const unknown = [...known].filter((one) => !wanted.includes(one))
  if (unknown.length > 0)
    return check(
      name,
      false,
      say(`由更新的版本建立（${unknown[0]}）`, `made by a newer version (${unknown[0]})`),
      ['升级智擎后再启动', 'upgrade Zhiqing before you start it'],
    )
  const missing = wanted.filter((one) => !known.has(one))
  if (missing.length > 0)
    return check(
      name,
      false,
      say(`${missing.length} 项结构待升级`, `${missing.length} migrations are pending`),
      ['先备份，再运行 zhiqing start，启动时自动升级', 'back up, then run zhiqing start: it applies them'],
    )
  const { faults, checked } = await verifyAudit(database.db)
  if (faults.length > 0)
    return check(
      name,
      false,
      say(`审计链有 ${faults.length} 处问题`, `${faults.length} faults in the audit chain`),
      [
        '有人绕过程序改过审计记录：保留数据库副本，并在“审计”页查看是哪些行',
        'audit rows were changed behind the program: keep a copy of the database and see which on the Audit page',
      ],
    )
  return check(
    name,
    true,
    say(
      `${database.kind}，结构为最新，${checked} 条审计记录完好`,
      `${database.kind}, schema up to date, ${checked} audit rows intact`,
    ),
  )
}

/** Whether the server could listen, unless it does already. */
async function portCheck({ host, port, dataDir, databaseUrl }: Config): Promise<Check> {
  const name = say('端口', 'Port')
  const ours = databaseUrl === undefined ? folderHolder(dataDir)?.url : undefined
  if (ours && Number(new URL(ours).port) === port)
    return check(name, true, say(`${port}，服务正在使用`, `${port}, used by the server`))
  const code = await new Promise<string | undefined>((settle) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message))
    probe.listen({ host, port }, () => probe.close(() => settle(undefined)))
  })
  const detail =
    code === undefined
      ? say(`${host}:${port} 空闲`, `${host}:${port} is free`)
      : code === 'EADDRINUSE'
        ? say(`${host}:${port} 已被占用`, `${host}:${port} is taken`)
        : say(`${host}:${port} 不能监听（${code}）`, `cannot listen on ${host}:${port} (${code})`)
  return check(name, code === undefined, detail, [
    '用 --port 或 ZHIQING_PORT（地址用 ZHIQING_HOST）换一个',
    'choose another with --port or ZHIQING_PORT (the address with ZHIQING_HOST)',
  ])
}

/** The chosen pack, and every other there is. */
async function packChecks(chosen: string): Promise<Check[]> {
  const folder = packFolder(chosen)
  try {
    const others = await listPacks(dirname(folder))
    return await Promise.all([...new Set([folder, ...others.map(({ dir }) => dir)])].map(packCheck))
  } catch (error) {
    return [
      await packCheck(folder),
      check(say('其他城市包', 'Other city packs'), false, messageOf(error), PACK_ADVICE),
    ]
  }
}

async function packCheck(folder: string): Promise<Check> {
  const name = say(`城市包 ${basename(folder)}`, `City pack ${basename(folder)}`)
  try {
    const { titles, plan, taxonomy, regions } = await loadPack(folder)
    return check(
      name,
      true,
      say(
        `${titles.zh}：${plan.targets.length} 个目标、${taxonomy.length} 个产业链节点、${regions.length} 个区域`,
        `${titles.en}: ${plan.targets.length} targets, ${taxonomy.length} chain nodes, ${regions.length} regions`,
      ),
    )
  } catch (error) {
    return check(name, false, messageOf(error), PACK_ADVICE)
  }
}

function check(name: string, ok: boolean, detail: string, advice?: readonly [string, string]): Check {
  return { name, ok, detail, ...(ok || !advice ? {} : { advice: say(...advice) }) }
}

/** Something that only tests or large installations need: absent is no fault, but it is said how to get it. */
function optional(name: string, found: string | undefined, how: string): Check {
  return check(name, true, found ?? say(`未安装（可选：${how}）`, `not installed (optional: ${how})`))
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A refused connection to several addresses carries its text inside.
  const { errors } = error as AggregateError
  return error.message || (errors?.[0] as Error | undefined)?.message || error.name
}
