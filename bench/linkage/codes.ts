import { classifyCode, orgCheckChar, proposeRepair, USCC_ALPHABET, usccCheckChar } from '#engines/identifiers'
import { Choice } from '#engines/synthetic-records'

/** Credit codes whose right answer is known by how they were made: 128 of each table, and repairs per second. */
const ROUNDS = 40
const CODES = 128

export function runCodes(): void {
  const choice = new Choice(1)
  const counts = { valid: 0, invalid: 0, repaired: 0, ambiguous: 0, wrong: 0 }
  const started = performance.now()
  for (let i = 0; i < ROUNDS * CODES; i++) {
    const code = wholeCode(choice)
    if (i % 3 === 0) counts[classifyCode(code).kind === 'uscc' && !proposeRepair(code) ? 'valid' : 'wrong']++
    else if (i % 3 === 1) {
      const broken = withSlip(choice, code)
      const proposal = proposeRepair(broken)?.code
      counts[proposal === code ? 'repaired' : proposal === undefined ? 'ambiguous' : 'wrong']++
    } else {
      const broken = `${code.slice(0, 17)}${code.charAt(17) === 'A' ? 'B' : 'A'}`
      counts[classifyCode(broken).kind === 'broken' ? 'invalid' : 'wrong']++
    }
  }
  const took = (performance.now() - started) / 1000
  console.log(
    `\n${ROUNDS * CODES} credit codes made by rule: valid, with a wrong check character, with one slip`,
  )
  console.log(
    '| held | refused | slip repaired | slip with several repairs, none proposed | wrong | codes/s |',
  )
  console.log('| --- | --- | --- | --- | --- | --- |')
  const rate = Math.round((ROUNDS * CODES) / took)
  console.log(
    `| ${[...Object.values(counts), rate].map((value) => value.toLocaleString('en')).join(' | ')} |`,
  )
}

function wholeCode(choice: Choice): string {
  let inner = ''
  for (let i = 0; i < 8; i++) inner += choice.of(USCC_ALPHABET)
  const first17 = `91${choice.of(['500112', '310114', '420114'])}${inner}${orgCheckChar(inner)}`
  return first17 + usccCheckChar(first17)
}

/** A letter that looks like a digit, or two neighbours swapped. */
function withSlip(choice: Choice, code: string): string {
  if (choice.next() < 0.5 && code.includes('0')) return code.replace('0', 'O')
  for (;;) {
    const at = Math.floor(choice.next() * 17)
    if (code.charAt(at) !== code.charAt(at + 1))
      return code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
  }
}

if (import.meta.main) runCodes()
