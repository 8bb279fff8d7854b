import { type Config, loadConfig } from '#kernel/config'
import {
  callEndpoint,
  type Endpoint,
  type EndpointCall,
  type EndpointReply,
  type Transport,
} from '#kernel/contract'
import { folderHolder } from '#kernel/db'
import { terminalLang } from './output.ts'

/** How a command talks to the product: through the server that runs on the data folder, or in this process. */
export interface Connection {
  /** `server` when a running server answers, `process` when the product was opened here. */
  readonly via: 'server' | 'process'
  /** The server's address as people reach it; undefined without a server. */
  readonly url: string | undefined
  call<E extends Endpoint>(endpoint: E, call: EndpointCall<E>): Promise<EndpointReply<E>>
  /** Downloads what a file endpoint sends. */
  bytes<E extends Endpoint>(endpoint: E, call: EndpointCall<E>): Promise<Uint8Array>
  /** Sends a file as multipart. */
  upload<E extends Endpoint>(
    endpoint: E,
    call: EndpointCall<E>,
    file: { name: string; blob: Blob },
  ): Promise<EndpointReply<E>>
  close(): Promise<void>
}

/**
 * Connects to the product. The embedded database belongs to one process: when a server holds the data folder, the
 * command goes through its API with the token that the lock file gives to the same user.
 */
export async function connect(config: Config = loadConfig().config): Promise<Connection> {
  const holder = config.databaseUrl === undefined ? folderHolder(config.dataDir) : undefined
  if (holder?.url && holder.token) {
    const { url, token } = holder
    return connection(
      config.publicUrl ?? url,
      token,
      (path, init) => fetch(new URL(path, url), init),
      async () => undefined,
    )
  }
  const { openApp } = await import('../server/open.ts')
  const app = await openApp(config)
  return connection(undefined, app.localToken, inProcess(app.server), () => app.close())
}

function connection(
  url: string | undefined,
  token: string,
  transport: Transport,
  close: () => Promise<void>,
): Connection {
  const headers = {
    authorization: `Bearer ${token}`,
    'accept-language': terminalLang(),
  }
  return {
    via: url === undefined ? 'process' : 'server',
    url,
    call: (endpoint, call) => callEndpoint(transport, endpoint, call, { headers }),
    bytes: async (endpoint, call) => {
      const blob = (await callEndpoint(transport, endpoint, call, { headers })) as unknown as Blob
      return new Uint8Array(await blob.arrayBuffer())
    },
    upload: (endpoint, call, file) => {
      const form = new FormData()
      form.append('file', file.blob, file.name)
      return callEndpoint(transport, endpoint, { ...call, body: form } as never, { headers })
    },
    close,
  }
}

interface Injectable {
  inject(request: {
    method: string
    url: string
    headers: Record<string, string>
    payload?: Buffer
  }): Promise<{ statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer }>
}

/** `fetch` over a Fastify server that does not listen. */
function inProcess(server: Injectable): Transport {
  return async (path, init) => {
    // Request turns FormData into multipart text with its boundary, as a browser does.
    const request = new Request(`http://localhost${path}`, init)
    const payload = Buffer.from(await request.arrayBuffer())
    const reply = await server.inject({
      method: request.method,
      url: path,
      headers: Object.fromEntries(request.headers),
      ...(payload.length > 0 ? { payload } : {}),
    })
    const headers = new Headers()
    for (const [name, value] of Object.entries(reply.headers)) headers.set(name, String(value))
    const empty = reply.statusCode === 204 || reply.statusCode === 304
    return new Response(empty ? null : new Uint8Array(reply.rawPayload), {
      status: reply.statusCode,
      headers,
    })
  }
}

/** Waits for a job and reports its progress; returns its last state. */
export async function followJob(
  connection: Connection,
  getJob: Endpoint,
  id: string,
  onProgress: (job: JobView) => void,
): Promise<JobView> {
  for (;;) {
    const job = (await connection.call(getJob, { params: { id } } as never)) as JobView
    onProgress(job)
    if (['done', 'failed', 'cancelled'].includes(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** What the command line shows of a job. */
export interface JobView {
  readonly id: string
  readonly state: string
  readonly done: number
  readonly total: number | null
  readonly result: unknown
  readonly error: { code: string; params: Record<string, unknown> } | null
}
