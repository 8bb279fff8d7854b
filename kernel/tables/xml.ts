import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { AppError } from '#kernel/core'

/** Names come without their namespace prefix: some programs write `x:row` for `row`. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

const MAX_DEPTH = 256

/** A SAX parser that a hostile document cannot make grow: depth and the length of one token are limited. */
export interface XmlFeed {
  write(chunk: string): void
}

/** @throws AppError tables.damaged, tables.cellTooLong while writing */
export function xmlFeed(handler: XmlHandler, maxToken: number): XmlFeed {
  // Without position tracking saxes is about a quarter faster. It resolves no external entity and expands none.
  const parser = new SaxesParser({ position: false })
  let depth = 0
  let quiet = 0
  parser.on('error', (error) => {
    throw new AppError('tables.damaged', { detail: error.message })
  })
  parser.on('opentag', (tag) => {
    quiet = 0
    if (++depth > MAX_DEPTH) throw new AppError('tables.damaged', { detail: 'nesting' })
    handler.open(local(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('text', (text) => {
    quiet = 0
    handler.text?.(text)
  })
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', (tag) => {
    quiet = 0
    depth--
    handler.close?.(local(tag.name))
  })
  return {
    write(chunk) {
      quiet += chunk.length
      parser.write(chunk)
      if (quiet > maxToken + chunk.length) throw new AppError('tables.cellTooLong', { max: maxToken })
    },
  }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Parses a whole stream; for the small parts of a workbook. */
export async function parseXml(stream: Readable, handler: XmlHandler, maxToken = 1_000_000): Promise<void> {
  const feed = xmlFeed(handler, maxToken)
  const decoder = new TextDecoder()
  for await (const chunk of stream) feed.write(decoder.decode(chunk as Buffer, { stream: true }))
}

/** Undoes `_xHHHH_`, the escape of ST_Xstring for characters that XML cannot hold. */
export function unescapeXstring(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}
