import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from './storybook.js';

const HOSTS = fileURLToPath(new URL('../hosts/', import.meta.url));
const VITE = fileURLToPath(new URL('../node_modules/vite', import.meta.url));

/** Builds an app of `test/hosts` with the built packages of the workspace, and serves it. @throws Error with Vite's output */
export async function serveHost(name: string): Promise<{ url: string; close: () => void }> {
  const site = mkdtempSync(join(tmpdir(), `host-${name}-`));
  const vite = join(realpathSync(VITE), 'bin/vite.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', site, '--emptyOutDir'],
    {
      cwd: join(HOSTS, name),
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
    },
  );
  if (status !== 0) throw new Error(`vite build of ${name} failed:\n${stdout}\n${stderr}`);
  const server = await serveFolder(site);
  return {
    url: server.url,
    close: () => {
      server.close();
      rmSync(site, { recursive: true });
    },
  };
}
