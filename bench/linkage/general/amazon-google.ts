import type { Benchmark } from './benchmark.ts'
import { linkTwoLists, type TwoLists } from './two-lists.ts'

const lists: TwoLists = {
  left: 'amazon-google/amazon.csv',
  right: 'amazon-google/gp.csv',
  truth: 'amazon-google/gt.csv',
  delimiter: '#',
  fields: { title: 'name', manufacturer: 'text', description: 'text', price: 'number' },
}

/** Software in two shops. */
export const amazonGoogle: Benchmark = {
  files: [lists.left, lists.right, lists.truth],
  peers: [
    { name: 'GoldenMatch without embeddings', origin: 'published', f1: 0.405 },
    { name: 'GoldenMatch with', origin: 'published', f1: 0.586 },
    { name: 'pyJedAI, best setting for the set', origin: 'published', f1: 0.625 },
  ],
  run: () => linkTwoLists(lists),
}
