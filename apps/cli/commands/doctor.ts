import { type Config, ConfigError, type LoadedConfig, loadConfig, SETTINGS } from '#kernel/config'
import { type Check, runChecks } from '../checks.ts'
import { EXIT, printJson, printLine, printTable, say } from '../output.ts'

/** `zhiqing doctor`: settings with their sources, and what a healthy installation needs. Exit code 1 when something is wrong. */
export async function doctor(options: { json?: boolean }): Promise<number> {
  const loaded = load()
  if (Array.isArray(loaded)) {
    // Nothing else can be checked with settings that are wrong.
    if (options.json) printJson({ file: null, settings: [], checks: loaded })
    else printChecks(loaded)
    return EXIT.failure
  }
  const { config, sources, file } = loaded
  const settings = Object.entries(SETTINGS).map(([key, setting]) => {
    const value = config[key as keyof Config]
    return {
      setting: key,
      environment: setting.env,
      value: value === undefined ? null : 'secret' in setting && setting.secret ? '***' : value,
      source: sources[key as keyof Config],
      meaning: say(setting.titles.zh, setting.titles.en),
    }
  })
  const checks = await runChecks(config)
  if (options.json) printJson({ file, settings, checks })
  else {
    printTable(
      [
        say('设置', 'Setting'),
        say('环境变量', 'Environment'),
        say('值', 'Value'),
        say('来源', 'Source'),
        say('含义', 'Meaning'),
      ],
      settings.map((row) => [
        row.setting,
        row.environment,
        String(row.value ?? '—'),
        row.source,
        row.meaning,
      ]),
    )
    printLine()
    printChecks(checks)
  }
  return checks.every(({ ok }) => ok) ? EXIT.ok : EXIT.failure
}

/** The settings, or what is wrong with them. */
function load(): LoadedConfig | Check[] {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults.map(({ name, text }) => ({
      name: say(`设置 ${name}`, `Setting ${name}`),
      ok: false,
      detail: say(text.zh, text.en),
      advice: say(
        '改正环境变量或设置文件；各项见 docs/settings.md',
        'correct the environment or the settings file; see docs/settings.md',
      ),
    }))
  }
}

function printChecks(checks: readonly Check[]): void {
  for (const { name, ok, detail, advice } of checks) {
    printLine(`${ok ? '✔' : '✖'} ${say(`${name}：`, `${name}: `)}${detail}`)
    if (advice) printLine(`  → ${advice}`)
  }
}
