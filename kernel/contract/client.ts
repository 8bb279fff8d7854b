import type { Endpoint, EndpointCall, EndpointReply } from './endpoint.ts'
import { type Problem, problem } from './problem.ts'

/** A refusal of the server, as problem details. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(details: Problem) {
    super(`${details.zh} ${details.en}`)
    this.name = 'ProblemError'
    this.problem = details
  }
}

/** How a client reaches the server: `fetch` in a browser, the same over a socket or in process on the command line. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>

/** The URL of a call: path parameters filled in, the query appended. */
export function urlOf(
  endpoint: Endpoint,
  call: { readonly params?: unknown; readonly query?: unknown } = {},
): string {
  const params = (call.params ?? {}) as Record<string, unknown>
  const path = endpoint.path.replace(/:([A-Za-z0-9]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries((call.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue
    search.set(key, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Calls an endpoint and returns its typed reply; a refusal is thrown as ProblemError. */
export async function callEndpoint<E extends Endpoint>(
  transport: Transport,
  endpoint: E,
  call: EndpointCall<E>,
  init: RequestInit = {},
): Promise<EndpointReply<E>> {
  const body = (call as { body?: unknown }).body
  const headers = new Headers(init.headers)
  if (body !== undefined && !(body instanceof FormData)) headers.set('content-type', 'application/json')
  const response = await transport(urlOf(endpoint, call), {
    ...init,
    method: endpoint.method,
    headers,
    body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
  })
  if (!response.ok) throw await problemOf(response)
  if (endpoint.kind === 'file') return (await response.blob()) as EndpointReply<E>
  if (response.status === 204) return undefined as EndpointReply<E>
  return (await response.json()) as EndpointReply<E>
}

async function problemOf(response: Response): Promise<ProblemError> {
  const parsed = problem.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return new ProblemError(parsed.data)
  return new ProblemError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: response.statusText,
    code: 'http.unreadable',
    zh: `服务器返回了无法识别的内容（${response.status}）。`,
    en: `The server answered with something unreadable (${response.status}).`,
    requestId: response.headers.get('x-request-id') ?? '',
  })
}
