/** Exit codes that mean something to a script. */
export const EXIT = {
  ok: 0,
  /** Something unexpected, or a check that found something wrong (doctor). */
  failure: 1,
  /** The command line, or what it was given to read, is wrong. */
  usage: 2,
  /** A setting is wrong. */
  config: 3,
  /** The server or a rule refused. */
  refused: 4,
  /** The data folder is in use. */
  inUse: 5,
  /** An import with rows that are faulty or doubtful. */
  faults: 6,
} as const

let chosen: 'zh' | 'en' | undefined

/** Fixes the language of the terminal's texts: `--lang`. */
export function chooseLang(lang: 'zh' | 'en'): void {
  chosen = lang
}

/** Language of the terminal's texts: `--lang`, else the setting, else what LANG says, else Chinese. */
export function terminalLang(): 'zh' | 'en' {
  if (chosen) return chosen
  const wanted = process.env.ZHIQING_LANGUAGE || process.env.LC_ALL || process.env.LANG || ''
  return wanted.startsWith('en') ? 'en' : 'zh'
}

/** The text in the terminal's language. */
export function say(zh: string, en: string): string {
  return terminalLang() === 'en' ? en : zh
}

/** Prints data for a script. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
}

/** Prints a line for a person. */
export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`)
}

/** Prints a line for a person on the error stream, so that data on the other stays clean. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Width of a text in a terminal: a Chinese character takes two columns. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1
  return width
}

/** Prints rows under headers, columns aligned. */
export function printTable(headers: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headers.map((header, at) =>
    Math.max(widthOf(header), ...rows.map((row) => widthOf(row[at] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd()
  printLine(line(headers))
  printLine(widths.map((width) => '─'.repeat(width)).join('  '))
  for (const row of rows) printLine(line(row))
}

/** One line of progress that rewrites itself in a terminal and stays silent in a pipe. */
export function progressLine(): { show(text: string): void; end(): void } {
  const live = process.stderr.isTTY
  return {
    show: (text) => {
      if (live) process.stderr.write(`\r\x1b[2K${text}`)
    },
    end: () => {
      if (live) process.stderr.write('\r\x1b[2K')
    },
  }
}
