import { enableCompileCache } from 'node:module'

// Compiled once, the second start is faster; must run before anything large is loaded.
enableCompileCache()

const { run } = await import('./program.ts')
process.exitCode = await run(process.argv.slice(2))
