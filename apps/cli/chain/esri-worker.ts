import { parentPort, workerData } from 'node:worker_threads'
import { esriRanges } from '#engines/systemic-risk'
import type { EsriWord, EsriWork } from './esri-ranges.ts'

/** Computes the ranges it is sent, and says every now and then how far it is. */
const { network, options } = workerData as EsriWork
const compute = esriRanges(network, options)
const tell = (word: EsriWord) => parentPort?.postMessage(word)
const EVERY_MS = 200

parentPort?.on('message', ({ from, to }: { from: number; to: number }) => {
  let done = 0
  let last = performance.now()
  const table = compute(from, to, () => {
    done++
    const now = performance.now()
    if (now - last < EVERY_MS) return
    tell({ done })
    done = 0
    last = now
  })
  tell({ done })
  tell({ table })
})
