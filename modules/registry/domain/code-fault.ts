import { foldCode, proposeRepair, usccFault } from '#engines/identifiers'

/** Why a credit code is refused, as a code with parameters, with the code that was probably meant where one edit gives it. */
export interface CodeFault {
  readonly code: 'registry.uscc.form' | 'registry.uscc.check' | 'registry.uscc.proposal'
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * What is wrong with a credit code as it was written.
 * @example codeFault('9135O100M000100Y43')?.params.proposal // '91350100M000100Y43'
 */
export function codeFault(value: unknown): CodeFault | undefined {
  const written = String(value).toUpperCase()
  const fault = usccFault(written)
  if (fault === undefined) return undefined
  const proposal = proposeRepair(foldCode(written))
  if (proposal) return { code: 'registry.uscc.proposal', params: { value: written, proposal: proposal.code } }
  return fault === 'form'
    ? { code: 'registry.uscc.form', params: { value: written, length: written.length } }
    : { code: 'registry.uscc.check', params: { value: written } }
}
