import { ConfigError } from '#kernel/config'
import { ProblemError } from '#kernel/contract'
import { AppError } from '#kernel/core'
import { EXIT, printNote, terminalLang } from './output.ts'

interface Names {
  readonly code?: string
  readonly field?: string
}

/** Something a command refuses, said in both languages, with its exit code. */
export class CliError extends Error {
  readonly zh: string
  readonly en: string
  readonly exit: number
  readonly code: string
  readonly field: string | undefined

  /** `code` and `field` are for scripts: what kind of refusal, and the option or argument it is about. */
  constructor(zh: string, en: string, exit: number, { code = 'cli.usage', field }: Names = {}) {
    super(en)
    this.code = code
    this.field = field
    this.name = 'CliError'
    this.zh = zh
    this.en = en
    this.exit = exit
  }
}

/** What went wrong as it is told: to a person in one language, to a script in both. */
interface Told {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** The option, argument or setting that it is about. */
  readonly field?: string
  readonly faults?: readonly { readonly field: string; readonly zh: string; readonly en: string }[]
  readonly exit: number
}

/** How a code and its parameters read in a language. */
export type TranslateCode = (lang: 'zh' | 'en', code: string, params: Record<string, unknown>) => string

/** Causes of the operating system that a person can do something about. */
const SYSTEM: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['没有文件或目录', 'there is no file or folder'],
  EACCES: ['没有权限', 'not permitted'],
  EPERM: ['没有权限', 'not permitted'],
  EISDIR: ['是目录，不是文件', 'is a folder, not a file'],
  ENOTDIR: ['不是目录', 'is not a folder'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
  EROFS: ['只读文件系统', 'the file system is read-only'],
  EADDRINUSE: ['端口已被占用', 'the port is in use'],
  ECONNREFUSED: ['无法连接', 'nobody answers at that address'],
}

function toldOf(error: unknown, translate: TranslateCode): Told {
  if (error instanceof CliError) {
    const { code, zh, en, field, exit } = error
    return { code, zh, en, ...(field ? { field } : {}), exit }
  }
  if (error instanceof ConfigError) {
    const join = (lang: 'zh' | 'en') => error.faults.map(({ text }) => text[lang]).join('\n')
    const field = error.faults[0]?.name
    return {
      code: 'config.invalid',
      zh: join('zh'),
      en: join('en'),
      ...(field ? { field } : {}),
      exit: EXIT.config,
    }
  }
  if (error instanceof ProblemError) {
    const { code, zh, en, faults, status } = error.problem
    return { code, zh, en, ...(faults ? { faults } : {}), exit: exitOf(status) }
  }
  if (error instanceof AppError) {
    const { code, params, status, field } = error
    const exit = code === 'db.folderInUse' ? EXIT.inUse : exitOf(status)
    return {
      code,
      zh: translate('zh', code, params),
      en: translate('en', code, params),
      ...(field ? { field } : {}),
      exit,
    }
  }
  const { code, path, message } = error as NodeJS.ErrnoException
  const cause = SYSTEM[code ?? '']
  if (cause) {
    const [zh, en] = cause
    return {
      code: code!,
      zh: `${path ?? ''} ${zh}`.trim(),
      en: `${path ?? ''} ${en}`.trim(),
      exit: EXIT.failure,
    }
  }
  const text = message ?? String(error)
  return {
    code: 'cli.unexpected',
    zh: `意外错误：${text}（加 --verbose 看细节）`,
    en: `Unexpected: ${text} (--verbose tells more)`,
    exit: EXIT.failure,
  }
}

/** What the caller gave is wrong, or the product refuses it for another reason. */
function exitOf(status: number): number {
  return [400, 413, 415, 422].includes(status) ? EXIT.usage : EXIT.refused
}

/**
 * Tells what went wrong on the error stream and returns the exit code: a line for a person, with `json` one object
 * `{ code, zh, en, field, faults }`, the last two when there are any. The stack is for who asks with --verbose.
 */
export function explain(
  error: unknown,
  translate: TranslateCode,
  { json, verbose }: { readonly json: boolean; readonly verbose: boolean },
): number {
  const { exit, ...told } = toldOf(error, translate)
  const lang = terminalLang()
  if (json) printNote(JSON.stringify(told))
  else {
    printNote(told[lang])
    for (const fault of told.faults ?? []) printNote(`  ${fault.field}: ${fault[lang]}`)
  }
  if (verbose && error instanceof Error) printNote(error.stack ?? error.message)
  return exit
}
