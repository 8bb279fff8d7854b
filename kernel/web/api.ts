import {
  callEndpoint,
  type Endpoint,
  type EndpointCall,
  type EndpointReply,
  ProblemError,
  type Transport,
} from '../contract/index.ts'
import { fileNameOf, formOf } from './files.ts'
import { currentLang } from './i18n.ts'
import { languageTag } from './language.ts'
import { csrfToken, tellSignedOut } from './session.ts'
import { xhrTransport } from './xhr.ts'

export interface ApiOptions {
  readonly signal?: AbortSignal
  /** A refusal for want of a session does not send the user to the sign-in page. */
  readonly anonymous?: boolean
}

function headersOf(endpoint: Endpoint): Headers {
  const headers = new Headers({ 'accept-language': languageTag(currentLang()) })
  if (endpoint.method !== 'GET') headers.set('x-csrf-token', csrfToken())
  return headers
}

async function call<E extends Endpoint>(
  transport: Transport,
  endpoint: E,
  of: EndpointCall<E>,
  options: ApiOptions,
): Promise<EndpointReply<E>> {
  try {
    return await callEndpoint(transport, endpoint, of, {
      headers: headersOf(endpoint),
      credentials: 'same-origin',
      signal: options.signal,
    })
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401 && !options.anonymous) tellSignedOut()
    throw error
  }
}

/** Calls an endpoint of the server with the session, the CSRF token and the user's language. Throws ProblemError. */
export function api<E extends Endpoint>(
  endpoint: E,
  of: EndpointCall<E>,
  options: ApiOptions = {},
): Promise<EndpointReply<E>> {
  return call((url, init) => fetch(url, init), endpoint, of, options)
}

/** Fetches a file and hands it to the browser's downloads, under the server's name for it or `fallbackName`. */
export async function download<E extends Endpoint>(
  endpoint: E,
  of: EndpointCall<E>,
  fallbackName: string,
  options: ApiOptions = {},
): Promise<string> {
  let name = fallbackName
  const transport: Transport = async (url, init) => {
    const response = await fetch(url, init)
    name = fileNameOf(response.headers.get('content-disposition')) ?? fallbackName
    return response
  }
  const blob = (await call(transport, { ...endpoint, kind: 'file' }, of as never, options)) as Blob
  saveBlob(blob, name)
  return name
}

/** Hands a blob to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the blob over by the next task; revoking at once cancels large downloads in some of them.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Sends files with the call's body as the form's fields, reporting the share sent (0 to 1). */
export function upload<E extends Endpoint>(
  endpoint: E,
  of: EndpointCall<E>,
  files: readonly File[],
  options: ApiOptions & { readonly onProgress?: (ratio: number) => void } = {},
): Promise<EndpointReply<E>> {
  const form = formOf((of as { body?: Record<string, unknown> }).body ?? {}, files)
  return call(xhrTransport(options.onProgress), endpoint, { ...of, body: form } as EndpointCall<E>, options)
}
