/** How a table names a firm. */
export interface NamedFirm {
  readonly code: string | null
  readonly name: string | null
}

/** Who is meant: an enterprise of the library by its id, or a firm outside it by its name. */
export type FirmRef = { readonly id: string } | { readonly party: string }

/** Something that a person should know of a row, or why it is refused. */
export interface Notice {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

export interface KnownFirm {
  readonly id: string
  readonly uscc: string | null
  readonly name: string
  readonly nameKey: string
  readonly formerNames: readonly string[]
}

/** Finds enterprises of the library by code, name or former name. */
export interface FirmFinder {
  /** The firm with what there is to say of it; or a refusal and which of the two cells it is about. */
  find(
    firm: NamedFirm,
  ):
    | { readonly firm: FirmRef; readonly notes: readonly Notice[] }
    | { readonly fault: Notice; readonly cell: 'code' | 'name' }
  readonly keyOf: (name: string) => string
}

/**
 * A finder over the library's firms. The code decides; without one the exact name, then a former name. Several firms of one
 * name are a refusal, never a guess; a name that the library does not have is a firm outside it, and the note says so.
 */
export function firmFinder(firms: Iterable<KnownFirm>, keyOf: (name: string) => string): FirmFinder {
  const byCode = new Map<string, KnownFirm>()
  const byName = new Map<string, KnownFirm[]>()
  const byFormer = new Map<string, KnownFirm[]>()
  const put = (map: Map<string, KnownFirm[]>, key: string, firm: KnownFirm) => {
    const known = map.get(key)
    if (!known) map.set(key, [firm])
    else if (!known.includes(firm)) known.push(firm)
  }
  for (const firm of firms) {
    if (firm.uscc) byCode.set(firm.uscc, firm)
    put(byName, firm.nameKey, firm)
    for (const former of firm.formerNames) put(byFormer, keyOf(former), firm)
  }
  const fault = (code: string, params: Notice['params'], cell: 'code' | 'name') => ({
    fault: { code: `chain.imports.${code}`, params },
    cell,
  })
  const note = (code: string, params: Notice['params']) => ({ code: `chain.imports.note.${code}`, params })

  const byNameOnly = (name: string, code: string | null) => {
    const key = keyOf(name)
    const current = byName.get(key) ?? []
    const found = current.length > 0 ? current : (byFormer.get(key) ?? [])
    if (found.length > 1) {
      const codes = found.map((firm) => firm.uscc ?? firm.id).join('、')
      return fault('nameAmbiguous', { name, count: found.length, codes }, 'name')
    }
    const [one] = found
    if (!one)
      return {
        firm: { party: name.trim() },
        notes: [note(code ? 'outsideCode' : 'outside', { name: name.trim(), uscc: code })],
      }
    if (code && one.uscc && one.uscc !== code)
      return fault('codeDiffers', { name, uscc: code, known: one.uscc }, 'code')
    return {
      firm: { id: one.id },
      notes: current.length > 0 ? [] : [note('formerName', { name, now: one.name })],
    }
  }

  return {
    keyOf,
    find({ code, name }) {
      const known = code === null ? undefined : byCode.get(code)
      if (known) {
        const called = name === null ? known.nameKey : keyOf(name)
        const isCalledSo = called === known.nameKey || known.formerNames.some((of) => keyOf(of) === called)
        return isCalledSo
          ? { firm: { id: known.id }, notes: [] }
          : fault('nameDiffers', { uscc: code, known: known.name, name }, 'name')
      }
      if (name !== null && keyOf(name) !== '') return byNameOnly(name, code)
      return code === null ? fault('firmMissing', {}, 'name') : fault('codeUnknown', { uscc: code }, 'code')
    },
  }
}

/** A text that is the same for the same firm. */
export const refKey = (ref: FirmRef | null, keyOf: (name: string) => string): string =>
  ref === null ? '' : 'id' in ref ? ref.id : `"${keyOf(ref.party)}`
