import { enableCompileCache } from 'node:module'

// Compiled once, the second start is faster; must run before anything large is loaded.
enableCompileCache()

// `zhiqing … | head`: who reads has had enough, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const { run } = await import('./program.ts')
process.exitCode = await run(process.argv.slice(2))
