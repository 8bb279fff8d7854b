export {
  type ClassifiedCode,
  classifyCode,
  foldCode,
  holdsWhole,
  isValidOrganisationCode,
  organisationOf,
  proposeRepair,
  type Repair,
  repairsOf,
} from './classify.ts'
export { isValidUscc, orgCheckChar, USCC_ALPHABET, usccCheckChar, usccFault } from './uscc.ts'
