const FIRST = 0x81
const LAST = 0xfe

let table: Map<string, number> | undefined

/** Every two-byte character of the encoding, by what the decoder of Node says it is. */
function characters(): Map<string, number> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, number>()
  for (let high = FIRST; high <= LAST; high++) {
    for (let low = 0x40; low <= LAST; low++) {
      const text = decoder.decode(Uint8Array.of(high, low))
      if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, high * 256 + low)
    }
  }
  return found
}

/** A text as Chinese spreadsheets save it to CSV. Node reads this encoding but does not write it. Throws on rare characters. */
export function gb18030(text: string): Buffer {
  table ??= characters()
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign.charCodeAt(0) < 0x80 ? sign.charCodeAt(0) : table.get(sign)
    if (code === undefined) throw new Error(`no two bytes for ${sign}`)
    if (code > 0xff) bytes.push(code >> 8, code & 0xff)
    else bytes.push(code)
  }
  return Buffer.from(bytes)
}
