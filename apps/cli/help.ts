import type { Command, CommanderError } from 'commander'
import { say, terminalLang } from './output.ts'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Arguments:': '参数：',
  'Commands:': '命令：',
  'Global Options:': '全局选项：',
}

/** What commander says of a wrong command line, in Chinese; `$1` and so on are what it names. */
const FAULTS: readonly [RegExp, string][] = [
  [/^unknown option '(.+?)'/, '没有选项 $1'],
  [/^unknown command '(.+?)'/, '没有命令 $1'],
  [/^missing required argument '(.+?)'/, '缺少参数 $1'],
  [/^too many arguments(?: for '(.+?)')?.*/, '参数过多：$1'],
  [/^option '(.+?)' argument missing/, '选项 $1 缺少值'],
]
const NEAREST = /\(Did you mean (?:one of )?(.+?)\?\)/

/** A wrong command line, said in the terminal's language. */
export function faultText(text: string): string {
  const plain = text.replace(/^error: /, '').trim()
  if (terminalLang() === 'en') return plain
  const [first = ''] = plain.split('\n')
  const found = FAULTS.find(([form]) => form.test(first))
  if (!found) return plain
  const nearest = NEAREST.exec(plain)?.[1]
  return `${first.replace(found[0], found[1]).replace(/\.$/, '')}${nearest ? `（是不是 ${nearest}？）` : ''}`
}

/** Help in the terminal's language, for a command and all below it. */
export function localise(command: Command): void {
  const chinese = terminalLang() === 'zh'
  command
    .configureHelp({
      sortSubcommands: false,
      styleTitle: (title) => (chinese ? (TITLES[title] ?? title) : title),
    })
    .configureOutput({ outputError: (text, write) => write(`${faultText(text)}\n`) })
    .helpOption('-h, --help', say('显示帮助', 'show help'))
    .showHelpAfterError(say('（加 --help 看用法）', '(--help shows how)'))
  if (command.commands.length > 0)
    command.helpCommand('help [command]', say('显示某条命令的帮助', 'show the help of a command'))
  for (const below of command.commands) localise(below)
}

/** `zhiqing help plan compile`: commander knows one level only. */
export function helpOf(root: Command, names: readonly string[]): Command | undefined {
  let at: Command | undefined = root
  for (const name of names) at = at?.commands.find((command) => command.name() === name)
  return at
}

/** Whether an error is only commander's way to end after help or version. */
export function isEnd({ exitCode }: CommanderError): boolean {
  return exitCode === 0
}
