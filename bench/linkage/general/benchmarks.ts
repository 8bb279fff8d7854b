import type { Benchmark } from './benchmark.ts'

/** The data sets by name; each is loaded alone, so that a measurement starts nothing that it does not need. */
export const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  febrl4: async () => (await import('./febrl4.ts')).febrl4,
  fake_1000: async () => (await import('./fake-1000.ts')).fake1000,
  historical_50k: async () => (await import('./historical-50k.ts')).historical50k,
  'DBLP-ACM': async () => (await import('./dblp-acm.ts')).dblpAcm,
  'Abt-Buy': async () => (await import('./abt-buy.ts')).abtBuy,
  'Amazon-Google': async () => (await import('./amazon-google.ts')).amazonGoogle,
}
