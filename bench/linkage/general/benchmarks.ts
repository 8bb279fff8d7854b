import { abtBuy } from './abt-buy.ts'
import { amazonGoogle } from './amazon-google.ts'
import type { Benchmark } from './benchmark.ts'
import { dblpAcm } from './dblp-acm.ts'
import { fake1000 } from './fake-1000.ts'
import { febrl4 } from './febrl4.ts'
import { historical50k } from './historical-50k.ts'

export const benchmarks: readonly Benchmark[] = [
  febrl4,
  fake1000,
  historical50k,
  dblpAcm,
  abtBuy,
  amazonGoogle,
]
