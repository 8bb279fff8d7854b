import { EnterpriseIndex, linkEnterprises } from '#engines/enterprise-linkage'
import { DEVELOPMENT, type LabelledTable, labelledFolder, syntheticTable } from './table.ts'

/** One measurement in a process of its own, so that memory is its own: `measure.ts link development` and the like. */
const [what = 'link', table = 'development'] = process.argv.slice(2)

const read = performance.now()
const labelled = await tableOf(table)
console.log(JSON.stringify(what === 'link' ? link(labelled) : single(labelled)))

async function tableOf(name: string): Promise<LabelledTable> {
  if (name === 'development') return labelledFolder(DEVELOPMENT)
  if (/^\d+$/.test(name)) return syntheticTable(Number(name), 12)
  return labelledFolder(name)
}

/** A whole run: seconds from the records in memory to the clusters; clusters against truth, pair by pair. */
function link({ records, truth }: LabelledTable) {
  const readSeconds = seconds(read)
  const started = performance.now()
  const { entity, pairs, expected } = linkEnterprises(records, { anchors: new Set(['registry']) })
  const took = seconds(started)
  const right = pairsWithin(truth.map((name, row) => `${name} ${entity[row]}`))
  const precision = right / pairsWithin([...entity])
  const recall = right / pairsWithin(truth)
  return {
    records: records.length,
    compared: pairs.left.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    expected,
    readSeconds,
    seconds: took,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
}

/** The last 2,000 rows one by one against an index of the others, with the weights of a full run on them. */
function single({ records, truth }: LabelledTable) {
  const asked = Math.min(2000, records.length >> 2)
  const known = records.slice(0, -asked)
  const { model } = linkEnterprises(known)
  const index = new EnterpriseIndex(model)
  const building = performance.now()
  for (const record of known) index.add(record)
  const buildSeconds = seconds(building)
  const truthOf = new Map(records.map(({ id }, row) => [id, truth[row]!]))
  const there = new Set(truth.slice(0, -asked))
  const times: number[] = []
  const counts = { right: 0, wrong: 0, left: 0 }
  for (const record of records.slice(-asked)) {
    const started = performance.now()
    const [best] = index.match(record)
    times.push(performance.now() - started)
    const entity = truthOf.get(record.id)!
    if (best && best.probability >= 0.95) {
      if (truthOf.get(best.id) === entity) counts.right++
      else counts.wrong++
    } else if (there.has(entity)) counts.left++
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * times.length)]!
  return {
    records: known.length,
    buildSeconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    ...counts,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000
}

function pairsWithin(keys: readonly unknown[]): number {
  const counts = new Map<unknown, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
