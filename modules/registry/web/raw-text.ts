/** A raw cell as text. */
export function rawText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a raw row is called: the cell that names a firm, else the first that is not a number. */
export function rawTitle(raw: Readonly<Record<string, unknown>>): string {
  const texts = Object.values(raw)
    .map(rawText)
    .filter((text) => text !== '' && !/^[\d.\-/ ]+$/.test(text))
  return texts.find((text) => /公司|厂|集团|院|ltd|inc|co\b/i.test(text)) ?? texts[0] ?? ''
}
