import { orgCheckChar, USCC_ALPHABET, usccCheckChar } from '#engines/identifiers'
import { dirtyName, dirtyPhone, latinName } from './dirt.ts'
import { Choice } from './random.ts'
import { CITIES, GIVEN, INDUSTRIES, ROADS, SURNAMES, TRADE } from './words.ts'

/** A row of the synthetic table, with the columns of the file. */
export interface Row {
  record_id: string
  source: string
  name: string
  uscc: string
  legal_rep: string
  phone: string
  address: string
  city: string
  established: string
}

/** A synthetic enterprise. */
export interface Firm {
  city: string
  cityWord: string
  trade: string
  industry: string
  form: string
  bracketed: boolean
  branch: string
  code: string
  person: string
  phone: string
  district: { name: string; code: string }
  place: { city: string; road: string; number: string; building: string }
  established: string
}

/**
 * A synthetic table of enterprises as six sources write them, with truth: branches, firms of one owner and homonyms,
 * agents' telephones, renamed firms, mistaken characters, cut names, missing values. None of the names is a real firm's.
 */
export function generate(enterprises: number, seed: number): { rows: Row[]; truth: string[] } {
  const choice = new Choice(seed)
  const agents = Array.from({ length: Math.max(4, enterprises >> 7) }, () => phone(choice))
  const firms: Firm[] = []
  while (firms.length < enterprises) {
    const firm = newFirm(choice, agents)
    firms.push(firm)
    if (choice.chance(0.1)) firms.push(sibling(choice, firm))
    if (choice.chance(0.035)) firms.push(branch(choice, firm))
    if (choice.chance(0.05)) firms.push(homonym(choice, firm, agents))
  }
  const rows: Row[] = []
  const truth: string[] = []
  firms.slice(0, enterprises).forEach((firm, number) => {
    for (const row of rowsOf(choice, firm)) {
      rows.push(row)
      truth.push(`E${number}`)
    }
  })
  // Rows stand in no order, and their numbers say nothing.
  for (let i = rows.length - 1; i > 0; i--) {
    const j = choice.whole(i + 1)
    ;[rows[i], rows[j]] = [rows[j]!, rows[i]!]
    ;[truth[i], truth[j]] = [truth[j]!, truth[i]!]
  }
  rows.forEach((row, i) => {
    row.record_id = `S${String(i).padStart(7, '0')}`
  })
  return { rows, truth }
}

function newFirm(choice: Choice, agents: readonly string[]): Firm {
  const local = choice.chance(0.57)
  const city = local ? CITIES[0]! : choice.of(CITIES)
  const seat = choice.chance(0.07) ? choice.of(CITIES) : city
  const district = choice.of(seat.districts)
  return {
    city: city.name,
    cityWord: choice.chance(0.3) ? '市' : '',
    trade: Array.from({ length: choice.chance(0.17) ? 3 : 2 }, () => choice.of<string>(TRADE)).join(''),
    industry: choice.of(INDUSTRIES)[0],
    form: choice.of(['有限公司', '有限公司', '有限责任公司', '股份有限公司', '（集团）有限公司']),
    bracketed: choice.chance(0.08),
    branch: '',
    code: code(choice, district.code),
    person: person(choice),
    phone: choice.chance(0.05) ? choice.of(agents) : phone(choice),
    district,
    place: {
      city: seat.name,
      road: choice.of(ROADS),
      number: `${1 + choice.whole(400)}号`,
      building: choice.chance(0.3) ? `${1 + choice.whole(9)}幢` : '',
    },
    established: date(choice),
  }
}

/** A firm of the same owner: the trade name, mostly the seat, often the telephone and the person. */
function sibling(choice: Choice, firm: Firm): Firm {
  return {
    ...firm,
    industry: choice.chance(0.9) ? choice.of(INDUSTRIES)[0] : firm.industry,
    form: choice.of(['有限公司', '有限责任公司', '股份有限公司', '（集团）有限公司']),
    cityWord: choice.chance(0.3) ? '市' : '',
    code: code(choice, firm.district.code),
    person: choice.chance(0.6) ? firm.person : person(choice),
    phone: choice.chance(0.5) ? firm.phone : phone(choice),
    established: date(choice),
  }
}

function branch(choice: Choice, firm: Firm): Firm {
  const seat = choice.chance(0.7) ? CITIES[0]! : choice.of(CITIES)
  const district = choice.of(seat.districts)
  return {
    ...firm,
    branch: district.name.replace(/[区县市]$/, ''),
    code: code(choice, district.code),
    person: person(choice),
    phone: choice.chance(0.5) ? firm.phone : phone(choice),
    district,
    place: { city: seat.name, road: choice.of(ROADS), number: `${1 + choice.whole(400)}号`, building: '' },
  }
}

/** Another firm of nearly the same name: elsewhere, or written with or without 市. */
function homonym(choice: Choice, firm: Firm, agents: readonly string[]): Firm {
  const other = newFirm(choice, agents)
  const city = choice.chance(0.5) ? firm.city : other.city
  return {
    ...other,
    city,
    cityWord: firm.cityWord === '' ? '市' : '',
    trade: firm.trade,
    industry: firm.industry,
  }
}

function rowsOf(choice: Choice, firm: Firm): Row[] {
  const rows = [registryRow(firm)]
  const empty = {
    ...registryRow(firm),
    legal_rep: '',
    phone: '',
    address: '',
    city: '',
    established: '',
    uscc: '',
  }
  const add = (row: Partial<Row> & { source: string }) => rows.push({ ...empty, ...row })
  if (choice.chance(0.76))
    add({
      source: 'tax',
      name: choice.chance(0.5)
        ? officialName(firm)
        : officialName(firm).replace('（', '(').replace('）', ')'),
      uscc: choice.chance(0.025) ? firm.code.slice(8, 17) : firm.code,
      phone: firm.phone,
      address: addressOf(choice, firm),
      city: firm.city,
    })
  for (const source of ['oem_a', 'oem_b']) {
    if (!choice.chance(0.38)) continue
    for (let copies = choice.chance(0.15) ? 2 : 1; copies > 0; copies--)
      add({
        source,
        name: choice.chance(0.5) ? shortName(choice, firm) : dirtyName(choice, officialName(firm), 0.1),
        phone: choice.chance(0.72) ? dirtyPhone(choice, firm.phone) : '',
        address: choice.chance(0.3) ? addressOf(choice, firm) : '',
        city: choice.chance(0.8) ? firm.city : '',
      })
  }
  if (choice.chance(0.62)) {
    const renamed = choice.chance(0.03) && firm.branch === ''
    const named = renamed
      ? {
          ...firm,
          trade: `${choice.of<string>(TRADE)}${choice.of<string>(TRADE)}`,
          form: '有限公司',
          bracketed: false,
        }
      : firm
    add({
      source: 'survey_xlsx',
      name: dirtyName(choice, officialName(named), 0.25),
      uscc: choice.chance(0.68) ? dirtyCode(choice, firm.code) : '',
      legal_rep: choice.chance(0.86) ? firm.person : '',
      phone: choice.chance(0.78) ? dirtyPhone(choice, firm.phone) : '',
      address: addressOf(choice, firm),
      established: choice.chance(0.5) ? firm.established.replaceAll('-', '/') : '',
    })
  }
  if (choice.chance(0.18))
    add({
      source: 'export_en',
      name: latinName(choice, firm),
      phone: choice.chance(0.63) ? `+86 ${firm.phone}` : '',
      city: CITIES.find(({ name }) => name === firm.city)!.latin,
    })
  return rows
}

function registryRow(firm: Firm): Row {
  const { city, road, number, building } = firm.place
  return {
    record_id: '',
    source: 'registry',
    name: officialName(firm),
    uscc: firm.code,
    legal_rep: firm.person,
    phone: '',
    address: `${city}市${firm.district.name}${road}${number}${building}`,
    city: firm.city,
    established: firm.established,
  }
}

function officialName({ city, cityWord, trade, industry, form, bracketed, branch }: Firm): string {
  const head = bracketed
    ? `${trade}${industry}（${city}）${form}`
    : `${city}${cityWord}${trade}${industry}${form}`
  return branch === '' ? head : `${head}${branch}分公司`
}

function shortName(choice: Choice, { city, trade, industry }: Firm): string {
  const region = choice.chance(0.6) ? city : ''
  const kept = choice.of(['', industry, industry, industry.slice(0, 2)])
  // Two characters alone name nobody.
  return region === '' && kept === '' ? `${city}${trade}` : `${region}${trade}${kept}`
}

function addressOf(choice: Choice, { district, place }: Firm): string {
  const whole = choice.chance(0.8) ? `${place.number}${place.building}` : ''
  return `${choice.chance(0.6) ? `${place.city}市` : ''}${district.name}${place.road}${whole}`
}

function code(choice: Choice, region: string): string {
  let inner = ''
  for (let i = 0; i < 8; i++) inner += choice.chance(0.8) ? choice.whole(10) : choice.of<string>('AM')
  const first17 = `91${region}${inner}${orgCheckChar(inner)}`
  return first17 + usccCheckChar(first17)
}

function dirtyCode(choice: Choice, right: string): string {
  if (!choice.chance(0.14)) return right
  const at = 6 + choice.whole(11)
  return choice.of([
    right.toLowerCase(),
    right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2),
    right.slice(0, at) + choice.of<string>(USCC_ALPHABET) + right.slice(at + 1),
    right.slice(0, at) + right.slice(at + 1),
  ])
}

function person(choice: Choice): string {
  const given = Array.from({ length: choice.chance(0.5) ? 2 : 1 }, () => choice.of<string>(GIVEN)).join('')
  return choice.of<string>(SURNAMES) + given
}

function phone(choice: Choice): string {
  return `1${choice.of(['38', '39', '52', '58', '77', '86'])}${String(choice.whole(1e8)).padStart(8, '0')}`
}

function date(choice: Choice): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${1995 + choice.whole(29)}-${two(1 + choice.whole(12))}-${two(1 + choice.whole(28))}`
}
