import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { authRoutes, compilePermissions, kernelGrants, kernelResources } from '../auth/index.ts'
import { type Config, testConfig } from '../config/index.ts'
import type { Database } from '../db/index.ts'
import type { Actor, AuditEntry, Ctx, Grant, Kernel, Resource, Route } from '../module/index.ts'
import { buildServer, type ServerOptions } from './server.ts'

/** A kernel for tests: real permissions, a clock that can be moved, and a log in memory. */
export interface TestKernel extends Kernel {
  readonly log: (AuditEntry & { readonly actor: Actor })[]
  /** Moves the clock forward. */
  pass(ms: number): void
}

export interface TestKernelOptions {
  readonly config?: Partial<Config>
  readonly resources?: readonly Resource[]
  readonly grants?: readonly Grant[]
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that goes when the test run is over. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-http-'))
  folders.push(folder)
  return folder
}

/** A kernel whose jobs and events are switched off. */
export function testKernel({ config, resources = [], grants = [] }: TestKernelOptions = {}): TestKernel {
  let offset = 0
  const log: TestKernel['log'] = []
  const off = () => {
    throw new Error('not part of this test')
  }
  return {
    config: testConfig({ dataDir: testFolder(), ...config }),
    modules: [],
    permissions: compilePermissions([...kernelResources, ...resources], [...kernelGrants, ...grants]),
    pack: { titles: { zh: '示例市', en: 'Sample city' } } as Kernel['pack'],
    now: () => new Date(Date.now() + offset),
    audit: {
      append: async (ctx: Ctx, entry: AuditEntry) => {
        log.push({ ...entry, actor: ctx.actor })
      },
    },
    events: { emit: async () => undefined },
    jobs: { enqueue: off, get: off, cancel: off, watch: off },
    log,
    pass: (ms) => {
      offset += ms
    },
  }
}

/** A server for tests with the routes of sign-in and the given ones; not listening. */
export async function testServer(
  kernel: Kernel,
  database: Database,
  routes: readonly Route[] = [],
  options: Partial<ServerOptions> = {},
): Promise<FastifyInstance> {
  const auth = authRoutes({ resources: kernelResources, grants: kernelGrants })
  const app = await buildServer({ kernel, database, routes: [...auth, ...routes], ...options })
  await app.ready()
  return app
}

/** A browser for tests: keeps cookies and sends the CSRF token that `me` gave it. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  csrf = ''
  readonly #app: FastifyInstance

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  async send(
    method: InjectOptions['method'],
    url: string,
    payload?: unknown,
    headers: Record<string, string> = {},
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#app.inject({
      method,
      url,
      payload: payload as never,
      headers: { ...(cookie ? { cookie } : {}), 'x-csrf-token': this.csrf, ...headers },
    })
    this.#keep(response)
    return response
  }

  get(url: string, headers?: Record<string, string>) {
    return this.send('GET', url, undefined, headers)
  }

  post(url: string, payload?: unknown, headers?: Record<string, string>) {
    return this.send('POST', url, payload, headers)
  }

  /** Asks who is signed in, and takes the CSRF token from the answer. */
  async me() {
    const response = await this.get('/api/auth/me')
    if (response.statusCode === 200) this.csrf = response.json().csrfToken
    return response
  }

  async signIn(login: string, password: string) {
    const response = await this.post('/api/auth/sign-in', { login, password })
    if (response.statusCode === 200) await this.me()
    return response
  }

  #keep(response: LightMyRequestResponse): void {
    for (const { name, value, maxAge, expires } of response.cookies) {
      const gone = value === '' || maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now())
      if (gone) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}
