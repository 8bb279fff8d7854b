import { benchmarks } from './benchmarks.ts'

/** One data set in a process of its own, so that time and memory are its own: `measure.ts febrl4`. */
const benchmark = benchmarks.find(({ name }) => name === process.argv[2])
if (!benchmark)
  throw new Error(`no such data set; there are ${benchmarks.map(({ name }) => name).join(', ')}`)
const outcome = await benchmark.run()
console.log(JSON.stringify({ ...outcome, megabytes: process.resourceUsage().maxRSS / 1024 }))
