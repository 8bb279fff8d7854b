import { prepare } from '../domain/tasks.ts'
import { takeBlocks } from './blocks.ts'

takeBlocks(prepare)
