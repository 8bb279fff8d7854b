import assert from 'node:assert/strict'
import { scryptSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { hashPassword, needsRehash, verifyPassword } from './hash.ts'
import { checkPassword } from './policy.ts'

const codeOf = (password: string, ...names: string[]) => {
  const result = checkPassword(password, names)
  return result.ok ? 'ok' : result.error.code
}

describe('password policy', () => {
  test('length counts, odd signs do not', () => {
    assert.equal(codeOf('short'), 'auth.password.short')
    assert.equal(codeOf('正确的马电池订书钉'), 'auth.password.short')
    assert.equal(codeOf('正确的马和电池订书钉'), 'ok')
    assert.equal(codeOf('correct horse battery'), 'ok')
    assert.equal(codeOf('x1'.repeat(129)), 'auth.password.long')
  })

  test('what is tried first is refused', () => {
    assert.equal(codeOf('1234567890'), 'auth.password.common')
    assert.equal(codeOf('Woaini5201314'), 'auth.password.common')
    assert.equal(codeOf('Password2026!'), 'auth.password.common')
    assert.equal(codeOf('abababababab'), 'auth.password.simple')
    assert.equal(codeOf('klmnopqrstuv'), 'auth.password.simple')
  })

  test('one’s own name is no password', () => {
    assert.equal(codeOf('chenxiaoming', 'ChenXiaoming', '陈晓明'), 'auth.password.name')
    assert.equal(codeOf('lily.wang2026', 'other', 'lily.wang@example.org'), 'auth.password.name')
    assert.equal(codeOf('lily.wang rides a green bus', 'lily.wang'), 'ok')
  })
})

describe('password hashes', () => {
  test('the same password verifies, another does not, and salts differ', async () => {
    const first = await hashPassword('correct horse battery')
    assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.notEqual(first, await hashPassword('correct horse battery'))
    assert.equal(await verifyPassword('correct horse battery', first), true)
    assert.equal(await verifyPassword('correct horse batterY', first), false)
    assert.equal(await verifyPassword('correct horse battery', first.replace('$argon2id', '$argon2x')), false)
    assert.equal(needsRehash(first), false)
  })

  test('full-width input of the same characters is the same password', async () => {
    assert.equal(await verifyPassword('ｃｏｒｒｅｃｔ horse', await hashPassword('correct horse')), true)
  })

  test('a hash of older parameters still verifies and asks to be made anew', async () => {
    const salt = Buffer.from('0123456789abcdef')
    const tag = scryptSync('correct horse', salt, 32, { N: 2 ** 12, r: 8, p: 1 })
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
    const old = `$scrypt$ln=12,r=8,p=1$${text(salt)}$${text(tag)}`
    assert.equal(await verifyPassword('correct horse', old), true)
    assert.equal(await verifyPassword('wrong horse', old), false)
    assert.equal(needsRehash(old), true)
  })
})
