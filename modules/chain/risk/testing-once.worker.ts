import { takeBlocks } from './service/blocks.ts'

/** Only for tests: a thread dies in block 2 the first time; every block writes its number. */
takeBlocks(({ seen, out }: { seen: Int32Array; out: Int32Array }) => (block) => {
  if (block === 2 && Atomics.add(seen, 0, 1) === 0) process.exit(3)
  out[block] = block + 1
  return block % 2 === 0 ? { block } : undefined
})
