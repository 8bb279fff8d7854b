import { parentPort, workerData } from 'node:worker_threads'
import { addBetweenness, type Csr } from '#engines/graph'

/** For each message of sources: what the shortest paths that begin at them give every node. */
const csr = workerData as Csr
parentPort?.on('message', (sources: Uint32Array) => {
  const into = new Float64Array(csr.nodes)
  addBetweenness(csr, sources, into)
  parentPort?.postMessage(into)
})
