import { ConfigError, loadConfig } from '#kernel/config'
import { EXIT, printLine, printNote, progressLine, say } from '../output.ts'

interface Options {
  empty?: boolean
  port?: string
  host?: string
}

/** Enterprises of the city that a first start loads. */
const CITY_SIZE = 1_000

/** `zhiqing start`: serves until it is told to stop. */
export async function start(options: Options): Promise<number> {
  const { config } = loadConfig(process.env, { port: options.port, host: options.host })
  const { ensurePages, WEB_DIR } = await import('../../server/pages.ts')
  const { openApp } = await import('../../server/open.ts')
  ensurePages(() => printLine(say('正在构建页面…', 'Building the pages …')))
  const line = progressLine()
  const app = await openApp(config, { webDir: WEB_DIR })
  try {
    const url = await app.listen()
    if (!options.empty)
      await app.loadFirstCity(CITY_SIZE, (done, total) =>
        line.show(say(`正在载入合成城市 ${done}/${total}`, `Loading the synthetic city ${done}/${total}`)),
      )
    line.end()
    printLine(say(`智擎已启动：${url}`, `Zhiqing is running: ${url}`))
    if (await app.isSynthetic())
      printLine(
        say('当前为合成数据，不对应任何真实企业。', 'The data are synthetic and stand for no real firm.'),
      )
    const link = await app.firstAdministratorLink(url)
    if (link)
      printLine(
        say(
          `首位管理员一次性链接（24 小时内有效）：${link}`,
          `One-time link of the first administrator (valid for 24 hours): ${link}`,
        ),
      )
    await untilAskedToStop()
    printLine(say('正在停止…', 'Stopping …'))
    return EXIT.ok
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      const text = {
        zh: `端口 ${config.port} 已被占用，请用 --port 或 ZHIQING_PORT 换一个。`,
        en: `Port ${config.port} is taken; choose another with --port or ZHIQING_PORT.`,
      }
      throw new ConfigError([{ name: 'ZHIQING_PORT', value: String(config.port), text }])
    }
    throw error
  } finally {
    await app.close().catch((error: unknown) => printNote(String(error)))
  }
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
