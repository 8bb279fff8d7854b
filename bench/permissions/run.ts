import { availableParallelism, cpus, totalmem } from 'node:os'
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin'
import { compilePermissions } from '#kernel/auth'
import type { Actor, RecordFacts, Scope } from '#kernel/module'
// The obvious implementation that the product's own tests compare with.
import { lies, referenceDecides } from '../../kernel/auth/permissions/reference.ts'
import { GRANTS, people, type Question, questions, RESOURCES, randomOf } from './policy.ts'

/** Permission checks per second on one core: the compiled bit masks beside casbin, same policy, same questions. */

const USERS = 10_000
const QUESTIONS = 200_000
const CHECKED = 3_000
const ROUNDS = 5
const CASBIN_MS = 1_500

const random = randomOf(1)
const who = people(USERS, random)
const asked = questions(QUESTIONS, who, random)

const permissions = compilePermissions(RESOURCES, GRANTS)

const MODEL = `
[request_definition]
r = sub, obj, act, fld, rec
[policy_definition]
p = role, obj, act, scope, grp
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && r.act == p.act && g(r.sub, p.role) && inGroup(p.obj, p.grp, r.fld) && inScope(p.scope, r.sub, r.rec)
`

/** The same policy for casbin: one rule a role, action and field group; one role assignment a person and role. */
async function casbin(): Promise<(question: Question) => boolean> {
  const rules: string[] = []
  for (const { role, resource, actions, scope, fields } of GRANTS) {
    const groups = RESOURCES.find(({ name }) => name === resource)!.fields.map(({ group }) => group)
    for (const action of actions)
      for (const group of groups)
        if (fields === '*' || fields.includes(group))
          rules.push(`p, ${role}, ${resource}, ${action}, ${scope}, ${group}`)
  }
  const assignments = who.flatMap((actor) => actor.roles.map((role) => `g, ${actor.accountId}, ${role}`))
  const enforcer = await newEnforcer(
    newModelFromString(MODEL),
    new StringAdapter([...rules, ...assignments].join('\n')),
  )
  const actors = new Map(who.map((actor) => [actor.accountId!, actor]))
  const groupOf = new Map(
    RESOURCES.flatMap(({ name, fields }) =>
      fields.flatMap(({ group, fields: own }) => own.map((field) => [`${name} ${field}`, group] as const)),
    ),
  )
  await enforcer.addFunction(
    'inGroup',
    (obj: string, group: string, field: string) => groupOf.get(`${obj} ${field}`) === group,
  )
  await enforcer.addFunction('inScope', (scope: Scope, sub: string, record: RecordFacts) =>
    lies(scope, actors.get(sub) as Actor, record),
  )
  console.log(`casbin: ${rules.length} rules, ${assignments.length} role assignments`)
  return ({ actor, resource, action, field, record }) =>
    enforcer.enforceSync(actor.accountId, resource, action, field, record)
}

const ours = ({ actor, permission, record, field }: Question) =>
  permissions.decide(actor, permission, record).field(field)

function seconds(work: () => void): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1000
}

/** Checks a second in each round. */
function rates(rounds: number, checks: number, work: () => void): number[] {
  work()
  return Array.from({ length: rounds }, () => checks / seconds(work))
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const peer = await casbin()

// Nothing is measured before all three give the same answers.
let allowed = 0
for (const question of asked.slice(0, CHECKED)) {
  const truth = referenceDecides(RESOURCES, GRANTS, question)
  if (ours(question) !== truth || peer(question) !== truth)
    throw new Error(`answers differ: ${JSON.stringify(question)} should be ${truth}`)
  if (truth) allowed += 1
}
console.log(`${CHECKED} questions answered alike by all, ${Math.round((100 * allowed) / CHECKED)} % allowed`)

let sink = 0
const single = rates(ROUNDS, QUESTIONS, () => {
  for (const question of asked) if (ours(question)) sink += 1
})

/** As in a list: one decision a row, then every field of the row. */
const FIELDS = RESOURCES.find(({ name }) => name === 'bench.firm')!.fields.flatMap(({ fields }) => fields)
const rows = asked.filter(({ resource }) => resource === 'bench.firm')
const byRow = rates(ROUNDS, rows.length * FIELDS.length, () => {
  for (const { actor, permission, record } of rows) {
    const decision = permissions.decide(actor, permission, record)
    for (const field of FIELDS) if (decision.field(field)) sink += 1
  }
})

const peerRates: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  let done = 0
  const begun = performance.now()
  while (performance.now() - begun < CASBIN_MS) {
    if (peer(asked[(round * 1000 + done) % asked.length]!)) sink += 1
    done += 1
  }
  peerRates.push((done * 1000) / (performance.now() - begun))
}

const base = median(peerRates)
const line = (name: string, all: number[]) => ({
  what: name,
  'checks/s (median)': Math.round(median(all)).toLocaleString('en'),
  lowest: Math.round(Math.min(...all)).toLocaleString('en'),
  'µs a check': (1e6 / median(all)).toFixed(3),
  'times casbin': Math.round(median(all) / base).toLocaleString('en'),
})

console.log(
  `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
    `${USERS.toLocaleString('en')} users, ${ROUNDS} rounds, one core`,
)
console.table([
  line('bit masks, decide + one field', single),
  line('bit masks, one decision, all fields of a row', byRow),
  line('casbin enforceSync', peerRates),
])
if (sink === 0) throw new Error('nothing was allowed: the measurement is void')
