import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The product as a process of its own, as a person starts it. */
export interface ServerProcess {
  readonly child: ChildProcess
  readonly url: string
  /** The first administrator's one-time link, when it was printed. */
  readonly link: string | undefined
  /** Ends it with a signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>
}

const ROOT = join(import.meta.dirname, '..', '..')

/** Starts `zhiqing start --empty` and waits until it says that it runs. Throws with its output when it ends before. */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['apps/cli/main.ts', 'start', '--empty'], {
    cwd: ROOT,
    env: { ...process.env, ZHIQING_PORT: '0', ZHIQING_LANGUAGE: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      said += String(chunk)
    })
  const gone = once(child, 'exit')
  let url: string | undefined
  for (let waited = 0; url === undefined; waited += 50) {
    if (child.exitCode !== null || child.signalCode !== null || waited > 120_000)
      throw new Error(`the server did not start: ${said}`)
    await sleep(50)
    url = /is running: (\S+)/.exec(said)?.[1]
  }
  // What it prints after the address (the link) comes with it or not at all.
  await sleep(500)
  if (child.exitCode !== null) throw new Error(`the server ended at once: ${said}`)
  return {
    child,
    url,
    link: /(http\S+\/link\/\S+)/.exec(said)?.[1],
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await gone
    },
  }
}

/** A signed-in person who may talk to several servers of one installation. */
export class Caller {
  #cookie = ''
  #csrf = ''

  /** Sets the password by a one-time link, which signs in. */
  async redeem(link: string, password: string): Promise<void> {
    const { origin, pathname } = new URL(link)
    const reply = await this.send(`${origin}/api/auth${pathname.replace('/link/', '/links/')}`, { password })
    if (!reply.ok) throw new Error(await reply.text())
    const me = (await (await this.get(`${origin}/api/auth/me`)).json()) as { csrfToken: string }
    this.#csrf = me.csrfToken
  }

  get(url: string): Promise<Response> {
    return fetch(url, { headers: { cookie: this.#cookie } })
  }

  /** Posts JSON, or a form with a file; another method when given. */
  async send(url: string, body: unknown, method = 'POST'): Promise<Response> {
    const form = body instanceof FormData
    const reply = await fetch(url, {
      method,
      headers: {
        ...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        'x-csrf-token': this.#csrf,
      },
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    })
    const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
    if (cookies.length > 0) this.#cookie = cookies.join('; ')
    return reply
  }
}

/** Asks until the answer is right; throws after the limit with the last one. */
export async function until<T>(
  ask: () => Promise<T>,
  right: (answer: T) => boolean,
  limitMs: number,
): Promise<T> {
  const begun = performance.now()
  for (;;) {
    const answer = await ask()
    if (right(answer)) return answer
    if (performance.now() - begun > limitMs) throw new Error(`still ${JSON.stringify(answer)}`)
    await sleep(200)
  }
}
