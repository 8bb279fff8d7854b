import { type Command, type CommanderError, Help, type Option } from 'commander'
import { CliError } from './errors.ts'
import { EXIT, say, terminalLang } from './output.ts'

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
  [/^required option '(.+?)' not specified/, '缺少选项 $1'],
]
const NEAREST = /\(Did you mean (?:one of )?(.+?)\?\)/

/** A wrong command line, said in a language. */
export function faultText(text: string, lang: 'zh' | 'en' = terminalLang()): string {
  const plain = text.replace(/^error: /, '').trim()
  if (lang === 'en') return plain.replace('\n', ' ')
  const [first = ''] = plain.split('\n')
  const found = FAULTS.find(([form]) => form.test(first))
  if (!found) return plain
  const nearest = NEAREST.exec(plain)?.[1]
  return `${first.replace(found[0], found[1]).replace(/\.$/, '')}${nearest ? `（是不是 ${nearest}？）` : ''}`
}

/** A wrong command line for a script, in both languages. */
export function usageFault({ code, message }: CommanderError): CliError {
  if (code === 'commander.help') return new CliError('缺少子命令', 'a subcommand is missing', EXIT.usage)
  const field = /'(.+?)'/.exec(message)?.[1]
  return new CliError(faultText(message, 'zh'), faultText(message, 'en'), EXIT.usage, field ? { field } : {})
}

/** The parts of commander's help that it says in English only, in Chinese. */
const CHINESE = {
  commandUsage: (command: Command) => chinese(Help.prototype.commandUsage.call(new Help(), command)),
  subcommandTerm: (command: Command) => chinese(Help.prototype.subcommandTerm.call(new Help(), command)),
  optionDescription: (option: Option) =>
    Help.prototype.optionDescription
      .call(new Help(), option)
      .replace(/\(default: "?(.+?)"?\)$/, '（默认 $1）'),
}

function chinese(text: string): string {
  return text.replace('[options]', '[选项]').replace('[command]', '[命令]')
}

/** Help in the terminal's language, for a command and all below it. With `quiet` nothing but JSON is to be printed. */
export function localise(command: Command, quiet: boolean): void {
  const zh = terminalLang() === 'zh'
  command
    .configureHelp({
      sortSubcommands: false,
      styleTitle: (title) => (zh ? (TITLES[title] ?? title) : title),
      ...(zh ? CHINESE : {}),
    })
    .configureOutput({
      outputError: (text, write) => write(`${faultText(text)}\n`),
      ...(quiet ? { writeErr: () => undefined } : {}),
    })
    .helpOption('-h, --help', say('显示帮助', 'show help'))
    .showHelpAfterError(say('（加 --help 看用法）', '(--help shows how)'))
  if (command.commands.length > 0)
    command.helpCommand(
      say('help [命令]', 'help [command]'),
      say('显示某条命令的帮助', 'show the help of a command'),
    )
  for (const below of command.commands) localise(below, quiet)
}

/**
 * The command that `zhiqing help plan compile` asks about; commander knows one level only.
 * @throws CliError when there is none
 */
export function helpOf(root: Command, names: readonly string[]): Command {
  let at = root
  for (const name of names) {
    const below = at.commands.find((command) => command.name() === name || command.aliases().includes(name))
    if (!below)
      throw new CliError(
        `没有命令 ${names.join(' ')}；可用：${at.commands.map((command) => command.name()).join('、')}`,
        `There is no command ${names.join(' ')}; use ${at.commands.map((command) => command.name()).join(', ')}`,
        EXIT.usage,
      )
    at = below
  }
  return at
}

/** Whether an error is only commander's way to end after help or version. */
export function isEnd({ exitCode }: CommanderError): boolean {
  return exitCode === 0
}
