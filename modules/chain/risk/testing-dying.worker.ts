import { prepare, type RiskTask } from './domain/tasks.ts'
import { takeBlocks } from './service/blocks.ts'

/** Only for tests: dies in its third block of the computation of all firms, as often as it gets there. */
takeBlocks((task: RiskTask) => {
  const work = prepare(task)
  return (block) => {
    if (task.kind === 'esri' && block === 3) process.exit(7)
    return work(block)
  }
})
