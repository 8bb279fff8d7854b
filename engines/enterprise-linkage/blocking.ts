import type { BlockingRule } from '#engines/linkage'
import type { PreparedRecord } from './prepare.ts'

/** Which records are compared: those that share a code, a phone, a sound of the trade name, a place or a person with it. */
export function enterpriseBlocking(records: readonly PreparedRecord[]): BlockingRule[] {
  const none: readonly string[] = []
  const one = (value: string | null) => (value === null || value === '' ? none : [value])
  const rule = (
    name: string,
    limit: number,
    keys: (record: PreparedRecord) => readonly string[],
  ): BlockingRule => ({
    name,
    limit,
    keys: (row) => keys(records[row]!),
  })
  return [
    rule('code', 60, ({ code, repaired }) =>
      code === null || code.kind === 'other' ? none : [code.code, ...one(repaired)],
    ),
    rule('organisation', 60, ({ code }) => one(code?.organisation ?? null)),
    rule('phone', 60, ({ phone }) => one(phone)),
    rule('sound', 200, ({ sound, former }) =>
      former.length === 0 ? one(sound) : [sound, ...former.map((n) => n.trade)],
    ),
    rule('soundOfPlace', 400, ({ sound, region }) =>
      sound === '' || region === null ? none : [`${sound}|${region.slice(0, 4)}`],
    ),
    rule('core', 200, ({ name }) => one(name === null || name.core === name.trade ? null : name.core)),
    rule('place', 60, ({ address }) =>
      address === null || address.number === ''
        ? none
        : [`${address.district}|${address.road}|${address.number}`],
    ),
    rule('personOnRoad', 60, ({ person, address }) =>
      person === null || address === null ? none : [`${person}|${address.road}`],
    ),
    rule('personAndTrade', 60, ({ person, name }) =>
      person === null || name === null ? none : [`${person}|${name.industry}|${name.region ?? ''}`],
    ),
  ]
}
