import { benchmarks } from './benchmarks.ts'

/** One data set in a process of its own, so that time and memory are its own: `measure.ts febrl4`. */
const load = benchmarks[process.argv[2] ?? '']
if (!load) throw new Error(`no such data set; there are ${Object.keys(benchmarks).join(', ')}`)
const outcome = await (await load()).run()
console.log(JSON.stringify({ ...outcome, megabytes: process.resourceUsage().maxRSS / 1024 }))
