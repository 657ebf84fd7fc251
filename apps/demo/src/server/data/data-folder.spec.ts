import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { openDataFolder } from './data-folder.js';

describe('the data folder', () => {
  it('is temporary by default, and is deleted with the demo', async () => {
    const folder = await openDataFolder(undefined);
    expect(existsSync(folder.path)).toBe(true);
    await folder.close();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('is locked by one demo at a time, and is kept', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'data-folder-'));
    const path = join(parent, 'new', 'folder');
    const first = await openDataFolder(path);
    await expect(openDataFolder(path)).rejects.toThrow(/Another demo.*--data/);
    await first.close();
    const second = await openDataFolder(path);
    await second.close();
    expect(existsSync(path)).toBe(true);
    await rm(parent, { recursive: true });
  });

  it('states the fix if it cannot be created', async () => {
    await expect(openDataFolder(join(fileURLToPath(import.meta.url), 'below-a-file'))).rejects.toThrow(
      '--data',
    );
  });
});
