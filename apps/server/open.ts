import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { firstAdministratorLink, newSecret } from '#kernel/auth'
import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import { buildServer } from '#kernel/http'
import type { Kernel } from '#kernel/module'
import { cityToday, librarySummary, loadCity, unfinishedCity } from '#modules/registry'
import { openDatabaseOf } from './database.ts'
import { systemContext, wireKernel } from './kernel.ts'
import { MESSAGES } from './messages.ts'
import { MODULES } from './modules.ts'
import { productRoutes } from './routes.ts'

const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string }

/** The product, opened: its database, its services, its server. */
export interface App {
  readonly kernel: Kernel
  readonly database: Database
  readonly server: FastifyInstance
  /** Lets the command line of the same user act through this process. */
  readonly localToken: string
  /** Listens and returns the address. */
  listen(): Promise<string>
  /** Loads the synthetic city into a library never written to, or again when an earlier load was cut off. */
  loadFirstCity(enterprises: number, onProgress: (done: number, total: number) => void): Promise<void>
  /** Whether the library holds synthetic data. */
  isSynthetic(): Promise<boolean>
  /** The first administrator's one-time link, while there is no administrator. */
  firstAdministratorLink(url: string): Promise<string | null>
  close(): Promise<void>
}

/** Opens the product on the database of the settings. `webDir` is where the built pages are; without it none are served. */
export async function openApp(
  config: Config,
  { webDir = null }: { webDir?: string | null } = {},
): Promise<App> {
  const { database, announce, close: closeDatabase } = await openDatabaseOf(config)
  try {
    const localToken = newSecret()
    const report = (error: unknown) => server?.log.error(error)
    let server: FastifyInstance | undefined
    const wired = await wireKernel(config, database, report)
    const { kernel, events, jobs } = wired
    const system = systemContext(kernel, database, 'start')
    for (const module of MODULES) await module.start?.(system)
    server = await buildServer({
      kernel,
      database,
      routes: productRoutes(wired, database),
      messages: [MESSAGES],
      localToken,
      webDir: webDir ?? undefined,
      version: VERSION,
    })
    await server.ready()
    await jobs.start(kernel)
    events.start(kernel)
    const opened = server
    return {
      kernel,
      database,
      server: opened,
      localToken,
      async listen() {
        await opened.listen({ host: config.host, port: config.port })
        const url = addressOf(opened, config)
        announce(url, localToken)
        return config.publicUrl ?? url
      },
      async loadFirstCity(enterprises, onProgress) {
        const begun = await unfinishedCity(system)
        const { untouched } = await librarySummary(system)
        if (begun) await loadCity(system, begun, onProgress)
        else if (untouched) await loadCity(system, cityToday(system, enterprises, '1'), onProgress)
      },
      isSynthetic: async () => (await librarySummary(system)).synthetic,
      async firstAdministratorLink(url) {
        const path = await firstAdministratorLink(system)
        return path === null ? null : new URL(path, url).href
      },
      async close() {
        await opened.close()
        await jobs.stop()
        await events.stop()
        await closeDatabase()
      },
    }
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

/** The address as people on this machine reach it. */
function addressOf(server: FastifyInstance, config: Config): string {
  const { port } = server.server.address() as AddressInfo
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
