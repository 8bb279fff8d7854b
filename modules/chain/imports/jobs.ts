import type { Job } from '#kernel/module'
import { runCommit } from './service/commit.ts'
import { runStaging } from './service/stage.ts'
import { runUndo } from './service/undo.ts'

const access = 'chain.fact.import'

/** Jobs of the chain's import. Each finds in the batch's state whether there is still something to do. */
export const importsJobs: readonly Job[] = [
  {
    name: 'chain.imports.stage',
    titles: { zh: '读取并校验产业链导入文件', en: 'Read and check an import of the chain' },
    access,
    run: runStaging,
  },
  {
    name: 'chain.imports.commit',
    titles: { zh: '写入产业链批次', en: 'Write an import of the chain' },
    access,
    run: runCommit,
  },
  {
    name: 'chain.imports.undo',
    titles: { zh: '撤销产业链批次', en: 'Undo an import of the chain' },
    access,
    run: runUndo,
  },
]
