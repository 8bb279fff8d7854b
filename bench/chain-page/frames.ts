import type { Page } from 'playwright-core'

// Runs in the page, where it is; the server's types do not know it.
declare function requestAnimationFrame(step: () => void): number

/** The browser of these benches: no window and no graphics card, as on a server. */
export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
}

/** Pointer moves of one drag. */
const MOVES = 90

/** Drags from a point of the page with the mouse; returns milliseconds between the animation frames of that time. */
export async function draggedFrames(page: Page, x: number, y: number): Promise<number[]> {
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.evaluate(() => {
    const found: number[] = []
    let last = performance.now()
    const tick = () => {
      const now = performance.now()
      found.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    Object.assign(globalThis, { draggedFrames: found })
  })
  for (let move = 0; move < MOVES; move++) await page.mouse.move(x + 3 * move, y + (move % 40))
  const frames = await page.evaluate(() => (globalThis as never as { draggedFrames: number[] }).draggedFrames)
  await page.mouse.up()
  return frames
}
