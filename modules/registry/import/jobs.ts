import type { Job } from '#kernel/module'
import { runCommit } from './service/commit.ts'
import { runStaging } from './service/stage.ts'
import { runUndo } from './service/undo.ts'

const access = 'registry.enterprise.import'

/** Jobs of the import. Each finds in the batch's state whether there is still something to do. */
export const importJobs: readonly Job[] = [
  {
    name: 'registry.import.stage',
    titles: { zh: '读取并校验导入文件', en: 'Read and check an import' },
    access,
    run: runStaging,
  },
  {
    name: 'registry.import.commit',
    titles: { zh: '将批次写入企业库', en: 'Write an import into the library' },
    access,
    run: runCommit,
  },
  {
    name: 'registry.import.undo',
    titles: { zh: '撤销导入批次', en: 'Undo an import' },
    access,
    run: runUndo,
  },
]
