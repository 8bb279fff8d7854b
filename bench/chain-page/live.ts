import { chromium } from 'playwright-core'
import { CHROMIUM, draggedFrames } from './frames.ts'

const [base, state, ...paths] = process.argv.slice(2)
if (!base || !state || paths.length === 0) {
  console.error('node bench/chain-page/live.ts http://127.0.0.1:4711 signed-in.json /chain/graph …')
  process.exit(2)
}
const ROUNDS = 5

/**
 * Keeps the time since the page was asked for at which the canvas had shown its picture, and what is on it. Nodes come
 * first where some are opened: the time is that of the last picture.
 */
const WATCH = `
  const shown = (globalThis.shown = { first: 0, elements: 0 })
  const look = () => {
    const elements = Number(document.querySelector('.zq-graph-box canvas')?.dataset.elements ?? 0)
    if (elements !== shown.elements) Object.assign(shown, { first: performance.now(), elements })
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`

const browser = await chromium.launch(CHROMIUM)
console.log(`${ROUNDS} rounds: median first picture, slowest frame of all, ms`)
for (const path of paths) {
  const firsts: number[] = []
  const frames: number[] = []
  let elements = 0
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({ storageState: state, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.addInitScript(WATCH)
    await page.goto(base + path)
    await page.waitForFunction(
      () => ((globalThis as { shown?: { elements?: number } }).shown?.elements ?? 0) > 0,
    )
    await page.waitForLoadState('networkidle')
    const shown = await page.evaluate(
      () => (globalThis as never as { shown: { first: number; elements: number } }).shown,
    )
    firsts.push(shown.first)
    elements = shown.elements
    frames.push(...(await draggedFrames(page, 500, 500)))
    await context.close()
  }
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  console.log(
    `${path}: ${elements} elements, first picture ${middle(firsts).toFixed(0)}, slowest frame ${Math.max(...frames).toFixed(0)}, median frame ${middle(frames).toFixed(0)}`,
  )
}
await browser.close()
