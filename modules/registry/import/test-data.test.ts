import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#kernel/core'
import { eachDatabase } from '../../../kernel/db/testing.ts'
import { addEnterprise } from '../service/write.ts'
import { requestCommit } from './service/commit.ts'
import { importOf } from './service/list.ts'
import { bring, codeOf, openLibrary, stage } from './testing.ts'

const table = (i: number, name: string) => `统一社会信用代码,企业名称,所在区县\n${codeOf(i)},${name},渝北`
const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

eachDatabase('one kind of enterprise per library, in imports', (open) => {
  test('beside a synthetic city rows go in as confirmed test data, marked so', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    await library.database.query(
      "insert into registry.demo (enterprises, seed, as_of, complete) values (1000, '1', '2026-11-23', true)",
    )
    const batch = await stage(library, ctx, 'enterprise', table(1, '重庆甲电驱有限公司'))
    await assert.rejects(requestCommit(ctx, batch.id), refusal('registry.kind.testDataOnly'))
    assert.equal((await importOf(ctx, batch.id)).state, 'staged')
    await requestCommit(ctx, batch.id, { testData: true })
    await library.settle()
    const done = await importOf(ctx, batch.id)
    assert.deepEqual([done.state, done.created, done.testData], ['committed', 1, true])
    const { rows } = await library.database.query('select name, synthetic from registry.enterprise')
    assert.deepEqual(rows, [{ name: '重庆甲电驱有限公司', synthetic: true }])
  })

  test('a library of real firms takes no test data, also when it became one while the job waited', async () => {
    const library = await openLibrary(open)
    const ctx = library.as('taskforce')
    const batch = await stage(library, ctx, 'enterprise', table(1, '重庆甲电驱有限公司'))
    await requestCommit(ctx, batch.id, { testData: true })
    await addEnterprise(ctx, { name: '重庆乙电池有限公司' } as never)
    await library.settle()
    assert.equal((await importOf(ctx, batch.id)).state, 'staged')
    const { rows } = await library.database.query('select synthetic from registry.enterprise')
    assert.deepEqual(rows, [{ synthetic: false }])
    const real = await bring(library, ctx, 'enterprise', table(2, '重庆丙座椅有限公司'))
    assert.deepEqual([real.created, real.testData], [1, false])
  })
})
