import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'

/** The `zhiqing` command as its users type it, on a data folder of its own. */

const folder = mkdtempSync(join(tmpdir(), 'zhiqing-cli-'))
const main = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.ts')
const env = { ...process.env, ZHIQING_DATA_DIR: join(folder, 'data'), LANG: 'zh_CN.UTF-8', LC_ALL: '' }
const at = (name: string) => join(folder, name)

function zhiqing(args: readonly string[], more: Record<string, string> = {}) {
  const run = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...env, ...more },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('the command line', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('a file that is not there, a folder, an empty file: one line, code 2, no stack', () => {
    writeFileSync(at('empty.txt'), '')
    for (const [args, text] of [
      [['plan', 'compile', 'none.txt'], /^没有文件 none\.txt\n$/],
      [['plan', 'compile', folder], /是目录，不是文件\n$/],
      [['plan', 'compile', 'empty.txt'], /^empty\.txt 是空文件\n$/],
      [['import', 'none.xlsx'], /^没有文件 none\.xlsx\n$/],
      [['restore', 'none.zqb', '--yes'], /^没有文件 none\.zqb\n$/],
    ] as const) {
      const { code, out, err } = zhiqing(args)
      assert.deepEqual([code, out], [2, ''], err)
      assert.match(err, text)
    }
    assert.match(
      zhiqing(['plan', 'compile', 'none.txt'], { LANG: 'en_US' }).err,
      /^There is no file none\.txt\n$/,
    )
  })

  test('with --json an error is one object in both languages', () => {
    const { code, out, err } = zhiqing(['plan', 'compile', 'none.txt', '--json'])
    assert.deepEqual([code, out], [2, ''])
    assert.deepEqual(JSON.parse(err), {
      code: 'cli.usage',
      zh: '没有文件 none.txt',
      en: 'There is no file none.txt',
    })
    const wrong = zhiqing(['plan', 'compile', '--bogus', 'x', '--json'])
    assert.deepEqual([wrong.code, wrong.out], [2, ''])
    assert.deepEqual(JSON.parse(wrong.err), {
      code: 'cli.usage',
      zh: '没有选项 --bogus',
      en: "unknown option '--bogus'",
      field: '--bogus',
    })
  })

  test('a file that is not what it seems is wrong input, and its stack is told to who asks', () => {
    writeFileSync(at('broken.docx'), Buffer.from('PK\u0003\u0004 not a package'))
    const { code, err } = zhiqing(['plan', 'compile', 'broken.docx'])
    assert.deepEqual([code, err.split('\n').length], [2, 2], err)
    assert.match(zhiqing(['plan', 'compile', 'broken.docx', '--verbose']).err, /\n\s+at /)
  })

  test('a file format is told by the ending, and a file that is there is not replaced unasked', () => {
    assert.match(zhiqing(['plan', 'report', '-o', 'x.pdf']).err, /不直接写 PDF/)
    assert.match(zhiqing(['plan', 'report', '-o', 'no/x.docx']).err, /^没有目录 no\n$/)
    assert.match(
      zhiqing(['export', 'enterprises', '-o', 'x.ods']).err,
      /不能写 \.ods 文件；可用 \.xlsx、\.csv/,
    )
    writeFileSync(at('there.xlsx'), 'mine')
    const refused = zhiqing(['export', 'enterprises', '-o', 'there.xlsx'])
    assert.deepEqual([refused.code, refused.err], [2, 'there.xlsx 已存在；要覆盖请加 --force\n'])
    assert.equal(readFileSync(at('there.xlsx'), 'utf8'), 'mine')
  })

  test('help is in the language of the terminal, down to the second level', () => {
    const zh = zhiqing(['help', 'plan', 'compile'])
    assert.match(zh.out, /用法：[\s\S]*参数：[\s\S]*选项：[\s\S]*例：/)
    assert.doesNotMatch(zh.out, /Usage|Options|Arguments|display help/)
    assert.match(zhiqing(['--help'], { LANG: 'en_US' }).out, /Usage:[\s\S]*Commands:/)
    const wrong = zhiqing(['imprt'])
    assert.deepEqual([wrong.code, wrong.err.split('\n')[0]], [2, '没有命令 imprt（是不是 import？）'])
    assert.match(zhiqing(['help', 'plan', 'compil']).err, /^没有命令 plan compil；可用：compile、/)
    assert.match(zhiqing(['--lang', 'en', 'help', 'import']).out, /^Usage:[\s\S]*--no-header/)
    assert.match(zhiqing(['help', 'import']).out, /\[选项\] <file>[\s\S]*（默认 enterprise）/)
  })

  test('accounts are made, given roles, disabled and enabled; what is wrong is named', () => {
    const made = zhiqing(['user', 'create', 'zhang.san', '--name', '张三', '--role', 'analyst', '--json'])
    assert.equal(made.code, 0, made.err)
    assert.match((JSON.parse(made.out) as { link: string }).link, /^\/link\//)
    assert.match(
      zhiqing(['user', 'create', 'x', '--name', 'X', '--role', 'king']).err,
      /^没有角色 king；可用：/,
    )
    const roles = zhiqing([
      'user',
      'role',
      'zhang.san',
      '--grant',
      'taskforce',
      '--revoke',
      'analyst',
      '--json',
    ])
    assert.deepEqual(JSON.parse(roles.out), { login: 'zhang.san', roles: ['taskforce'] })
    assert.equal(zhiqing(['user', 'disable', 'zhang.san']).out, '已停用 zhang.san\n')
    const { out } = zhiqing(['user', 'list', '--json'])
    const [account] = (JSON.parse(out) as { login: string; roles: string[]; disabled: boolean }[]).filter(
      ({ login }) => login === 'zhang.san',
    )
    assert.deepEqual([account?.roles, account?.disabled], [['taskforce'], true])
    assert.equal(zhiqing(['user', 'enable', 'nobody']).code, 4)
  })

  test('a trial import lists every fault for a script and leaves nothing in the library', () => {
    writeFileSync(
      at('firms.csv'),
      '企业名称,所在区县,成立时间\n重庆甲有限公司,渝北区,很久以前\n重庆乙有限公司,渝北区,2015-03-01\n',
    )
    const trial = zhiqing(['import', 'firms.csv', '--dry-run', '--json'])
    assert.equal(trial.code, 6, trial.err)
    const told = JSON.parse(trial.out) as {
      good: number
      faults: { row: number; value: string; zh: string }[]
    }
    assert.equal(told.good, 1)
    assert.deepEqual([told.faults[0]?.row, told.faults[0]?.value], [2, '很久以前'])
    assert.match(told.faults[0]!.zh, /日期/)
    assert.deepEqual(JSON.parse(zhiqing(['export', 'enterprises', '--json']).out), [])
  })

  test('sheet, header and columns are named on the command line', () => {
    writeFileSync(at('plain.csv'), '重庆丙有限公司,渝北区\n重庆丁有限公司,江北区\n')
    const plain = ['import', 'plain.csv', '--no-header', '--dry-run', '--json']
    const read = zhiqing([...plain, '--map', 'A=name', '--map', 'B=区县'])
    assert.equal(read.code, 0, read.err)
    assert.equal((JSON.parse(read.out) as { good: number }).good, 2)
    writeFileSync(at('own.csv'), '内部表\n甲方单位,属地\n重庆戊有限公司,渝北区\n')
    const own = ['import', 'own.csv', '--header-row', '2', '--dry-run', '--json']
    const named = zhiqing([...own, '--map', '甲方单位=name', '--map', '属地=district'])
    assert.equal(named.code, 0, named.err)
    assert.equal((JSON.parse(named.out) as { good: number }).good, 1)
    const wrong = zhiqing([...own, '--map', '甲方单位=nix'])
    assert.equal(wrong.code, 2)
    assert.match((JSON.parse(wrong.err) as { en: string }).en, /^There is no field nix; use uscc \(/)
  })

  test('the doctor says what is wrong and what to do, and makes no database', async () => {
    const fresh = { ZHIQING_DATA_DIR: at('fresh'), ZHIQING_PORT: '0' }
    const well = zhiqing(['doctor', '--json'], fresh)
    assert.equal(well.code, 0, well.out)
    assert.equal(existsSync(at('fresh')), false)
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const busy = zhiqing(['doctor'], { ...fresh, ZHIQING_PORT: String(port) })
    taken.close()
    assert.equal(busy.code, 1)
    assert.match(busy.out, new RegExp(`✖ 端口：127.0.0.1:${port} 已被占用\\n  → 用 --port`))
    const wrong = zhiqing(['doctor', '--json'], { ...fresh, ZHIQING_PORT: 'many' })
    assert.equal(wrong.code, 1)
    const { checks } = JSON.parse(wrong.out) as { checks: { ok: boolean; name: string }[] }
    assert.match(checks[0]!.name, /ZHIQING_PORT/)
    const pack = zhiqing(['doctor', '--lang', 'en'], { ...fresh, ZHIQING_PACK: 'atlantis' })
    assert.equal(pack.code, 1)
    assert.match(pack.out, /✖ City pack atlantis: [\s\S]*→ correct it as/)
  })

  test('a backup is written whole, and a reader who has had enough is no fault', async () => {
    assert.equal(zhiqing(['backup', 'all.zqb']).code, 0)
    assert.equal(existsSync(at('all.zqb.partial')), false)
    assert.equal(zhiqing(['backup', 'all.zqb']).code, 2)
    const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" doctor | head -1`], {
      cwd: folder,
      env,
    })
    let err = ''
    child.stderr.on('data', (part) => {
      err += String(part)
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.deepEqual([code, err], [0, ''])
  })
})
