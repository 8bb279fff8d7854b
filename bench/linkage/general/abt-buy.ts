import type { Benchmark } from './benchmark.ts'
import { linkTwoLists, type TwoLists } from './two-lists.ts'

const lists: TwoLists = {
  left: 'abt-buy/abt.csv',
  right: 'abt-buy/buy.csv',
  truth: 'abt-buy/gt.csv',
  delimiter: '|',
  fields: { name: 'name', description: 'text', price: 'number' },
}

/** Products of two shops. */
export const abtBuy: Benchmark = {
  files: [lists.left, lists.right, lists.truth],
  peers: [
    { name: 'GoldenMatch without embeddings', origin: 'published', f1: 0.595 },
    { name: 'GoldenMatch with', origin: 'published', f1: 0.847 },
    { name: 'Ditto, with labels', origin: 'published', f1: 0.893 },
    { name: 'pyJedAI, best setting for the set', origin: 'published', f1: 0.947 },
    { name: 'Splink, by a third party', origin: 'published', f1: 0.7 },
  ],
  run: () => linkTwoLists(lists),
}
