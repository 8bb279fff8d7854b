import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { FOLDER, missing, type Outcome } from './benchmark.ts'
import { benchmarks } from './benchmarks.ts'

/** All general data sets, or those named: `run.ts febrl4 Abt-Buy`. The best time of three runs, each its own process. */
export async function runGeneral(names: readonly string[] = []): Promise<void> {
  const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`
  console.log(
    `\nGeneral data sets, without labels. ${machine}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  )
  console.log('| data set | by | records | pairs scored | P | R | F1 | s | peak MB |')
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const [name, load] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue
    const benchmark = await load()
    const absent = missing(benchmark)
    if (absent.length > 0) {
      console.log(`${name}: left out, ${absent.join(', ')} not found in ${FOLDER}`)
      continue
    }
    const runs = [1, 2, 3].map(() => measure(name))
    const best = runs.reduce((least, run) => (run.seconds < least.seconds ? run : least))
    const shares = [best.precision, best.recall, best.f1].map((share) => share.toFixed(4))
    const cost = [best.seconds.toFixed(2), whole(best.megabytes)]
    line([name, 'this', whole(best.records), whole(best.compared), ...shares, ...cost])
    for (const { name: peer, origin, f1, seconds } of benchmark.peers)
      line(['', `${peer} (${origin})`, '', '', '', '', String(f1), seconds?.toFixed(1) ?? '', ''])
  }
}

/** Seconds are those of the whole process, from start to end, reading included. */
function measure(name: string): Outcome & { seconds: number; megabytes: number } {
  const begun = performance.now()
  const said = execFileSync(process.execPath, [path.join(import.meta.dirname, 'measure.ts'), name], {
    encoding: 'utf8',
  })
  return { ...JSON.parse(said), seconds: (performance.now() - begun) / 1000 }
}

function line(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

if (import.meta.main) await runGeneral(process.argv.slice(2))
