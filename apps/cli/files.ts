import { constants } from 'node:fs'
import { access, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CliError } from './errors.ts'
import { EXIT } from './output.ts'

/** Refuses, in a sentence, a file that cannot be read: absent, a folder, empty, or not ours to read. */
export async function requireInput(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (!found) throw usage(`没有文件 ${file}`, `There is no file ${file}`)
  if (!found.isFile()) throw usage(`${file} 是目录，不是文件`, `${file} is a folder, not a file`)
  if (found.size === 0) throw usage(`${file} 是空文件`, `${file} is empty`)
  await access(file, constants.R_OK).catch(() => {
    throw usage(`无权读取 ${file}`, `${file} may not be read by you`)
  })
}

/** Refuses to write over a file that is there, unless `force`. */
export async function requireFree(file: string, force: boolean | undefined): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) throw usage(`${file} 是目录`, `${file} is a folder`)
  if (!(await stat(dirname(resolve(file))).catch(() => undefined))?.isDirectory())
    throw usage(`没有目录 ${dirname(file)}`, `There is no folder ${dirname(file)}`)
  if (found && !force)
    throw usage(`${file} 已存在；要覆盖请加 --force`, `${file} exists; add --force to replace it`)
}

/** Writes a file whole or not at all: an interrupted write leaves no half file under its name. */
export async function writeWhole(
  file: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const partial = `${file}.partial`
  try {
    await writeFile(partial, bytes, { mode })
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/**
 * The format that a file's ending asks for.
 * @throws CliError naming the endings there are
 */
export function formatOf<F extends string>(file: string, formats: readonly F[], otherwise: F): F {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase()
  if (ending === undefined) return otherwise
  const found = formats.find((format) => format === ending)
  if (found) return found
  const known = formats.map((format) => `.${format}`)
  if (ending === 'pdf')
    throw usage(
      '不直接写 PDF：请写成 .html，在浏览器中打开后打印为 PDF',
      'PDF is not written directly: write .html, open it in a browser and print it to PDF',
    )
  throw usage(
    `不能写 .${ending} 文件；可用 ${known.join('、')}`,
    `A .${ending} file cannot be written; use ${known.join(', ')}`,
  )
}

function usage(zh: string, en: string): CliError {
  return new CliError(zh, en, EXIT.usage)
}
