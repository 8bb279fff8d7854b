import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  process.env.ZHIQING_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Where an installed browser is. */
const browserPath = PLACES.find((path) => path !== undefined && existsSync(path))

/** Why there is no browser to test with, or undefined when there is one. */
export const missingBrowser = browserPath
  ? undefined
  : 'no Chromium found: apt-get install chromium fonts-wqy-microhei, or set ZHIQING_CHROMIUM'

/** Starts the browser without its own traffic to the network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
