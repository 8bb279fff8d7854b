import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'

const SIZES = [1_000, 5_000, 20_000]
const DRAWINGS = ['own', 'sigma', 'g6']
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
/** Pointer moves of one drag. */
const MOVES = 90

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-chain-page-'))
try {
  for (const name of DRAWINGS) {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: join(folder, name),
        lib: {
          entry: join(import.meta.dirname, 'web', `${name}.ts`),
          formats: ['es'],
          fileName: () => 'main.js',
        },
      },
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    writeFileSync(
      join(folder, name, 'index.html'),
      '<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="box" style="width:1200px;height:800px;position:relative"></div><script type="module" src="main.js"></script>',
    )
  }
  const server = createServer(({ url = '/' }, answer) => {
    const path = new URL(url, 'http://localhost').pathname
    try {
      const body = readFileSync(join(folder, path))
      answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body)
    } catch {
      answer.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  console.log('elements  drawing   first picture   frames   slowest   median  (ms)')
  for (const elements of SIZES)
    for (const name of DRAWINGS) {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
      await page.goto(`http://127.0.0.1:${port}/${name}/index.html?elements=${elements}`)
      const isDrawn = () => (globalThis as { measured?: { first?: number } }).measured?.first
      const first = await page
        .waitForFunction(isDrawn, undefined, { timeout: 60_000 })
        .then((handle) => handle.jsonValue())
        .catch(() => undefined)
      if (first === undefined) {
        console.log(`${String(elements).padStart(8)}  ${name.padEnd(8)}  no picture within a minute`)
        await page.close()
        continue
      }
      await page.mouse.move(600, 400)
      await page.mouse.down()
      await page.evaluate(() =>
        Object.assign((globalThis as never as { measured: object }).measured, { record: true }),
      )
      for (let move = 0; move < MOVES; move++) await page.mouse.move(600 + 3 * move, 400 + (move % 40))
      const frames = await page.evaluate(
        () => (globalThis as never as { measured: { frames: number[] } }).measured.frames,
      )
      await page.mouse.up()
      frames.sort((a, b) => a - b)
      const tell = (ms: number | undefined) => (ms ?? 0).toFixed(0).padStart(9)
      console.log(
        `${String(elements).padStart(8)}  ${name.padEnd(8)} ${tell(first)} ${tell(frames.length)} ${tell(frames.at(-1))} ${tell(frames[frames.length >> 1])}`,
      )
      await page.close()
    }
  await browser.close()
  server.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
