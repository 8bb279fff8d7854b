import { EXIT, say } from './output.ts'

/** What a command's action returns: its exit code, or nothing for success. */
export type Outcome = Promise<number | undefined> | Promise<void>

/** Wraps an action so that its module is loaded only when it runs, and its exit code is kept. */
export function lazily<A extends unknown[]>(
  load: () => Promise<(...args: A) => Outcome>,
  keep: (code: number) => void,
) {
  return async (...args: A) => {
    const action = await load()
    keep((await action(...args)) ?? EXIT.ok)
  }
}

/** Lines that show how a command is called. */
export function examples(...lines: string[]): string {
  return `\n${say('例：', 'Examples:')}\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`
}
