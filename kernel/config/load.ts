import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import type { Bilingual } from '../contract/index.ts'
import { type Config, SETTINGS, type Setting } from './settings.ts'

/** Where a value came from. */
export type SettingSource = 'environment' | 'file' | 'default'

/** A wrong setting: which, its value, and what would be right. */
export interface SettingFault {
  readonly name: string
  readonly value: string
  readonly text: Bilingual
}

/** Thrown at start when settings are wrong; lists all of them. */
export class ConfigError extends Error {
  readonly faults: readonly SettingFault[]

  constructor(faults: readonly SettingFault[]) {
    super(faults.map((fault) => `${fault.text.zh} ${fault.text.en}`).join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

export interface LoadedConfig {
  readonly config: Config
  readonly sources: Readonly<Record<keyof Config, SettingSource>>
  /** The settings file that was read, when there is one. */
  readonly file: string | null
}

/** Name of the settings file looked for in the working folder. */
export const SETTINGS_FILE = 'zhiqing.yaml'

/**
 * Settings from the environment, then the file (`ZHIQING_CONFIG`, else `zhiqing.yaml` in the folder), then defaults.
 * `overrides` (command-line flags) win over all. Throws ConfigError naming every wrong or unknown setting.
 */
export function loadConfig(
  env: Record<string, string | undefined> = process.env,
  overrides: Partial<Record<keyof Config, unknown>> = {},
  folder: string = process.cwd(),
): LoadedConfig {
  const file = env.ZHIQING_CONFIG ?? resolve(folder, SETTINGS_FILE)
  const faults: SettingFault[] = []
  const written = existsSync(file) ? readSettingsFile(file, faults) : {}
  if (env.ZHIQING_CONFIG !== undefined && !existsSync(file)) faults.push(missingFile(file))

  const config: Record<string, unknown> = {}
  const sources: Record<string, SettingSource> = {}
  for (const [key, definition] of Object.entries(SETTINGS) as [keyof Config, Setting][]) {
    const fromEnv = overrides[key] ?? emptyAsAbsent(env[definition.env])
    const raw = fromEnv ?? written[key]
    sources[key] = fromEnv !== undefined ? 'environment' : raw !== undefined ? 'file' : 'default'
    const parsed = definition.schema.safeParse(raw)
    if (parsed.success) config[key] = parsed.data
    else faults.push(wrongValue(key, definition, raw, sources[key]))
  }
  if (faults.length > 0) throw new ConfigError(faults)
  const loaded = config as unknown as Config
  return {
    config: { ...loaded, dataDir: resolve(folder, loaded.dataDir) },
    sources: sources as Record<keyof Config, SettingSource>,
    file: existsSync(file) ? file : null,
  }
}

/** Settings with every default, for tests and benchmarks; `overrides` change some. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return { ...loadConfig({}, {}, '/nonexistent').config, logLevel: 'silent', ...overrides }
}

function emptyAsAbsent(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

function readSettingsFile(file: string, faults: SettingFault[]): Record<string, unknown> {
  let content: unknown
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    faults.push({
      name: file,
      value: '',
      text: {
        zh: `设置文件 ${file} 无法读取：${reason}`,
        en: `The settings file ${file} cannot be read: ${reason}`,
      },
    })
    return {}
  }
  const written = (typeof content === 'object' && content !== null ? content : {}) as Record<string, unknown>
  for (const key of Object.keys(written)) {
    if (key in SETTINGS) continue
    faults.push({
      name: key,
      value: String(written[key]),
      text: {
        zh: `设置文件中的 ${key} 不是已知的设置，请对照 docs/settings.md。`,
        en: `${key} in the settings file is not a known setting; see docs/settings.md.`,
      },
    })
  }
  return written
}

function wrongValue(key: string, definition: Setting, raw: unknown, source: SettingSource): SettingFault {
  const name = source === 'environment' ? definition.env : key
  const shown = definition.secret ? '***' : String(raw)
  return {
    name,
    value: shown,
    text: {
      zh: `设置 ${name} 的值“${shown}”不对：${definition.titles.zh}，应为${definition.expected.zh}。`,
      en: `Setting ${name} has the wrong value "${shown}" (${definition.titles.en}): it should be ${definition.expected.en}.`,
    },
  }
}

function missingFile(file: string): SettingFault {
  return {
    name: 'ZHIQING_CONFIG',
    value: file,
    text: {
      zh: `ZHIQING_CONFIG 指向的文件 ${file} 不存在。`,
      en: `The file ${file} that ZHIQING_CONFIG names does not exist.`,
    },
  }
}
