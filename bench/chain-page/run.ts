import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { CHROMIUM, draggedFrames } from './frames.ts'

const [rounds = 1, ...sizes] = process.argv.slice(2).map(Number)
const SIZES = sizes.length > 0 ? sizes : [1_000, 5_000, 20_000]
const DRAWINGS: readonly (readonly [title: string, file: string, query: string])[] = [
  ['own', 'own', ''],
  ['sigma', 'sigma', ''],
  ['sigma, lines hidden', 'sigma', '&hide'],
  ['g6', 'g6', ''],
]
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
const PAGE =
  '<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="box" style="width:1200px;height:800px;position:relative"></div><script type="module" src="main.js"></script>'

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-chain-page-'))
try {
  for (const file of new Set(DRAWINGS.map(([, of]) => of))) await bundle(file)
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
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const browser = await chromium.launch(CHROMIUM)
  console.log(`median of ${rounds} rounds, slowest frame of all, ms`)
  console.log('elements  drawing                first picture   slowest frame   median frame')
  for (const elements of SIZES)
    for (const [title, file, query] of DRAWINGS) {
      const runs: (Run | undefined)[] = []
      for (let round = 0; round < rounds; round++)
        runs.push(await run(browser, `${base}/${file}/index.html?elements=${elements}${query}`))
      const done = runs.filter((of) => of !== undefined)
      const tell = (ms: number | undefined) => (ms ?? Number.NaN).toFixed(0).padStart(16)
      const row = `${String(elements).padStart(8)}  ${title.padEnd(20)}`
      if (done.length < rounds)
        console.log(`${row} no picture within a minute in ${rounds - done.length} rounds`)
      else
        console.log(
          `${row}${tell(median(done.map(({ first }) => first)))}${tell(Math.max(...done.flatMap(({ frames }) => frames)))}${tell(median(done.flatMap(({ frames }) => frames)))}`,
        )
    }
  await browser.close()
  server.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

interface Run {
  readonly first: number
  readonly frames: readonly number[]
}

/** One fresh page: the time of its first picture, and its frames while it is dragged. */
async function run(browser: Browser, address: string): Promise<Run | undefined> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
  try {
    await page.goto(address)
    const first = await page
      .waitForFunction(() => (globalThis as { measured?: { first?: number } }).measured?.first, undefined, {
        timeout: 60_000,
      })
      .then((handle) => handle.jsonValue())
      .catch(() => undefined)
    if (first === undefined) return undefined
    return { first, frames: await draggedFrames(page, 600, 400) }
  } finally {
    await page.close()
  }
}

async function bundle(file: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, file),
      lib: {
        entry: join(import.meta.dirname, 'web', `${file}.ts`),
        formats: ['es'],
        fileName: () => 'main.js',
      },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  writeFileSync(join(folder, file, 'index.html'), PAGE)
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
