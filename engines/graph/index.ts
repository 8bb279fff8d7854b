export { type Column, type Csr, compress, inArcOrder, type Memory, ownMemory, sharedMemory } from './csr.ts'
