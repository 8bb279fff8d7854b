export { type Components, components, membersOf } from './components.ts'
export { type Column, type Csr, compress, inArcOrder, type Memory, ownMemory, sharedMemory } from './csr.ts'
