import { type Database, openEmbedded } from '#kernel/db'
import { codeOf } from '../import/testing.ts'
import { type RunningLibrary, startJobsOn } from '../testing-server.ts'
import { fusionJobs } from './jobs.ts'
import { requestRun } from './service/run.ts'
import { runOf, summaryOf } from './service/views.ts'

/** Migrates a database and starts the jobs of the fusion on it. */
export function startFusionServer(database: Database): Promise<RunningLibrary> {
  return startJobsOn(database, fusionJobs())
}

/** Waits for the job of a run. */
export async function runEnd(fusion: RunningLibrary, id: string, limitMs = 120_000): Promise<void> {
  const { jobId } = await runOf(fusion.ctx, id)
  for await (const _ of fusion.jobs.watch(fusion.ctx, jobId!, AbortSignal.timeout(limitMs)));
}

const FIRST = '安博川达恩丰冠恒嘉凯'
const SECOND = '力美宁鹏瑞盛泰威祥益'
const TRADES = ['电驱', '电池', '座椅', '照明', '橡胶', '模具', '压铸', '线束', '制动', '转向']

/** Records of firms that no other round has: each in the register and in the tax list. */
export function roundRecords(round: number, firms: number): string {
  const lines = ['record_id,source,name,uscc,legal_rep']
  for (let i = 0; i < firms; i++) {
    const name = `重庆${FIRST[i % 10]}${SECOND[Math.floor(i / 10) % 10]}${round}号${TRADES[Math.floor(i / 100) % 10]}有限公司`
    const code = codeOf(round * 10_000 + i)
    lines.push(`${round}-${i},registry,${name},${code},王${i}`, `${round}-${i},tax,${name},${code},王${i}`)
  }
  return lines.join('\n')
}

/** The process that is killed: starts a full run, or watches the one left behind, and says what it was told. */
async function main(dataDir: string): Promise<void> {
  const database = await openEmbedded(dataDir)
  const fusion = await startFusionServer(database)
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say('ready')
  // What the last kill left behind goes on by itself; else a new run.
  const { running } = await summaryOf(fusion.ctx)
  const { id } = running ?? (await requestRun(fusion.ctx, { kind: 'full', testData: false }))
  say(`running ${id}`)
  await runEnd(fusion, id)
  say(`done ${id}`)
  await new Promise(() => setInterval(() => undefined, 1000))
}

if (process.argv[2] === 'crash') await main(process.argv[3]!)
