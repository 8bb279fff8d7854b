import { runChinese } from './chinese/run.ts'
import { runCodes } from './codes.ts'
import { runGeneral } from './general/run.ts'

/** Everything that is measured of record linkage; what has no data here is left out and said. */
await runGeneral()
runChinese()
runCodes()
