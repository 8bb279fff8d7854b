import {
  type CompanyName,
  foldText,
  INDUSTRY_WORDS,
  isLatin,
  learnWords,
  parseName,
  regionInLatin,
  regionsNamed,
  soundKey,
  type Vocabulary,
  vocabularyOf,
} from '#engines/company-names'
import { type ClassifiedCode, classifyCode, proposeRepair } from '#engines/identifiers'
import { type Address, parseAddress } from './address.ts'
import type { EnterpriseRecord, LinkModel } from './types.ts'
import { dateOf, personOf, phoneOf } from './values.ts'

/** A record as it is compared. */
export interface PreparedRecord {
  readonly record: EnterpriseRecord
  readonly name: CompanyName | null
  readonly former: readonly CompanyName[]
  /** How the trade name sounds; Latin letters as they are. */
  readonly sound: string
  /** Region code of the firm: as its name says, else its city. */
  readonly region: string | null
  readonly code: ClassifiedCode | null
  /** The credit code that one edit makes of a broken one. */
  readonly repaired: string | null
  readonly phone: string | null
  readonly person: string | null
  readonly address: Address | null
  readonly established: string | null
}

/** The industry words that the names of a table share. */
export function wordsOf(records: readonly EnterpriseRecord[]): string[] {
  const cores: string[] = []
  for (const { name } of records) if (said(name) && !isLatin(name)) cores.push(parseName(name).core)
  return learnWords(cores)
}

const vocabularies = new WeakMap<readonly string[], Vocabulary>()

/** The common industry words and those that were learnt with the model. */
export function vocabularyOfModel({ words }: Pick<LinkModel, 'words'>): Vocabulary {
  let known = vocabularies.get(words)
  if (!known) {
    known = vocabularyOf([...INDUSTRY_WORDS, ...words])
    vocabularies.set(words, known)
  }
  return known
}

/** Folds and takes apart what a record says. */
export function prepareRecord(record: EnterpriseRecord, vocabulary: Vocabulary): PreparedRecord {
  const name = said(record.name) ? parseName(record.name, vocabulary) : null
  const code = said(record.uscc) ? classifyCode(record.uscc) : null
  return {
    record,
    name,
    former: (record.formerNames ?? []).filter(said).map((former) => parseName(former, vocabulary)),
    sound: name === null ? '' : name.script === 'latin' ? name.trade : soundKey(name.trade),
    region: name?.region ?? cityCode(record.city),
    code: code?.code === '' ? null : code,
    repaired: code?.kind === 'broken' ? (proposeRepair(code.code)?.code ?? null) : null,
    phone: phoneOf(record.phone),
    person: personOf(record.legalRep),
    address: parseAddress(record.address),
    established: dateOf(record.established),
  }
}

function said(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== ''
}

function cityCode(city: string | null): string | null {
  if (!said(city)) return null
  if (isLatin(city)) return regionInLatin(city.toUpperCase().replace(/[^A-Z]/g, ''))?.code ?? null
  return regionsNamed(foldText(city))[0]?.code ?? null
}
