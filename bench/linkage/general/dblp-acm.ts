import type { Benchmark } from './benchmark.ts'
import { linkTwoLists, type TwoLists } from './two-lists.ts'

const lists: TwoLists = {
  left: 'dblp-acm/dblp.csv',
  right: 'dblp-acm/acm.csv',
  truth: 'dblp-acm/gt.csv',
  delimiter: '%',
  fields: { title: 'name', authors: 'name', venue: 'text', year: 'number' },
}

/** Scientific papers in two libraries. */
export const dblpAcm: Benchmark = {
  files: [lists.left, lists.right, lists.truth],
  peers: [
    { name: 'GoldenMatch with embeddings', origin: 'published', f1: 0.974 },
    { name: 'GoldenMatch without', origin: 'published', f1: 0.972 },
    { name: 'Ditto, with labels', origin: 'published', f1: 0.99 },
    { name: 'Splink, by a third party', origin: 'published', f1: 0.95 },
  ],
  run: () => linkTwoLists(lists),
}
