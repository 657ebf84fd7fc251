import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Directories for one spec file, removed with `removeAll`. */
export class SpecDirectories {
  readonly #made: string[] = [];
  readonly #mounts: string[] = [];

  /** Creates a directory that other users can read. */
  make(): string {
    const directory = mkdtempSync(join(tmpdir(), 'iletimerkezi-spec-'));
    chmodSync(directory, 0o755);
    this.#made.push(directory);
    return directory;
  }

  /** Mounts a separate file system of this size. Requires root. */
  mount(megabytes: number, mode: 'rw' | 'ro' = 'rw'): string {
    const directory = join(this.make(), 'mounted');
    mkdirSync(directory);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755,${mode}`, 'tmpfs', directory]);
    this.#mounts.push(directory);
    return directory;
  }

  removeAll(): void {
    for (const mount of this.#mounts.splice(0)) execFileSync('umount', ['-l', mount]);
    for (const directory of this.#made.splice(0)) rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether this process can mount file systems. Containers often forbid it even for root. */
export const canMount = ((): boolean => {
  if (!isRoot) return false;
  const directories = new SpecDirectories();
  try {
    directories.mount(1);
    return true;
  } catch {
    return false;
  } finally {
    directories.removeAll();
  }
})();
