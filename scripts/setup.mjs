// Installs the locked dependencies when package-lock.json changed since the last install.
// Plain JavaScript on Node's own modules: it runs under any Node >= 20, before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.zhiqing-lock-hash')
const STDIO = ['inherit', 2, 'inherit']
const hash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  // On the error stream: what a command prints is for whoever reads it.
  console.error('正在安装依赖（首次约一分钟）… Installing dependencies (about a minute the first time) …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-fund', '--no-audit']
  const run = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: STDIO })
    : spawnSync('npm', args, { cwd: root, stdio: STDIO, shell: process.platform === 'win32' })
  if (run.status !== 0) {
    console.error(
      '依赖安装失败，请检查网络后重试。Installing dependencies failed: check the network and run the command again.',
    )
    process.exit(run.status ?? 1)
  }
  writeFileSync(stamp, hash)
}
