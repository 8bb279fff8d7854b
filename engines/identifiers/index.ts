export { isValidUscc, orgCheckChar, USCC_ALPHABET, usccCheckChar, usccFault } from './uscc.ts'
