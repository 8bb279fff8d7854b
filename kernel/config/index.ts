export {
  ConfigError,
  type LoadedConfig,
  loadConfig,
  SETTINGS_FILE,
  type SettingFault,
  type SettingSource,
  testConfig,
} from './load.ts'
export { type Config, SETTINGS, type Setting } from './settings.ts'
