/**
 * A Content-Disposition header that downloads under a name in any script: `filename*` in UTF-8 for today's browsers,
 * and an ASCII `filename` for the rest (RFC 6266, RFC 8187 which replaces RFC 5987).
 * @example contentDisposition('企业.xlsx') // attachment; filename="__.xlsx"; filename*=UTF-8''%E4%BC%81%E4%B8%9A.xlsx
 */
export function contentDisposition(fileName: string): string {
  // Path separators and control characters have no place in a name that some client may write to its disk.
  const name = fileName.replace(/[\p{C}/\\:*?"<>|]/gu, '_').slice(0, 200) || 'file'
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/%/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
