import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own that can be filled up and cleared. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves so many bytes free. */
  fill(leaveBytes: number): void
  clear(): void
  remove(): void
}

/** Mounts a file system in memory; needs the right to mount. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'zhiqing-small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder])
  const filler = join(folder, 'filler')
  return {
    folder,
    fill(leaveBytes) {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes)))
    },
    clear: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Why no file system can be mounted here, or undefined when one can. */
export function missingMount(): string | undefined {
  try {
    smallDisk(1).remove()
    return undefined
  } catch {
    return 'no right to mount a file system: run the tests as root, or in a container with CAP_SYS_ADMIN'
  }
}
