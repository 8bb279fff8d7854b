export { type MaskedRow, maskRow } from './mask-row.ts'
export { compilePermissions } from './permissions.ts'
export { actionTitle, ROLE_TITLES, SCOPE_TITLES } from './titles.ts'
