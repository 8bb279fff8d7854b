/** Full-width forms to half-width, ideographic and odd spaces to plain ones, trimmed (Unicode NFKC). */
export function halfWidth(text: string): string {
  // Pure ASCII is the common case and needs no normalisation.
  return (/^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replace(/[\u200b\ufeff]/g, '')).trim()
}

/** Trims ordinary, full-width and zero-width spaces; keeps everything between. */
export function trimText(text: string): string {
  return text.replace(/^[\s\u3000\u200b\ufeff]+|[\s\u3000\u200b\ufeff]+$/g, '')
}

const DANGEROUS = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Text that a spreadsheet program could take for a formula gets a leading apostrophe (CSV injection, OWASP).
 * Only for text: numbers, negative ones among them, stay numbers.
 */
export function neutralise(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text
}

/** Undoes `neutralise`, so that an exported table can be imported again unchanged. */
export function denature(text: string): string {
  return text.charCodeAt(0) === 39 && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text
}

/**
 * The same text in memory of its own. A text cut out of a file's chunk keeps the whole chunk alive in V8: what is held
 * on to until the file's end (the values of a unique column, for one) must be copied.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
