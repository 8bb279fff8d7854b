import type { Transport } from '../contract/index.ts'

/** A transport over XMLHttpRequest, the one browser interface that reports how much of an upload has been sent. */
export function xhrTransport(onProgress?: (ratio: number) => void): Transport {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open(init.method ?? 'POST', url)
      request.responseType = 'blob'
      new Headers(init.headers).forEach((value, name) => {
        request.setRequestHeader(name, value)
      })
      request.upload.onprogress = (event) => {
        if (event.lengthComputable && event.total > 0) onProgress?.(event.loaded / event.total)
      }
      request.onload = () => resolve(responseOf(request))
      request.onerror = () => reject(new TypeError('network error'))
      request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
      init.signal?.addEventListener('abort', () => request.abort(), { once: true })
      if (init.signal?.aborted) reject(new DOMException('aborted', 'AbortError'))
      else request.send(init.body as XMLHttpRequestBodyInit)
    })
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const at = line.indexOf(':')
    if (at > 0) headers.append(line.slice(0, at).trim(), line.slice(at + 1).trim())
  }
  const empty = request.status === 204 || request.status === 304
  return new Response(empty ? null : (request.response as Blob), {
    status: request.status,
    statusText: request.statusText,
    headers,
  })
}
