import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFolder } from '../support/storybook.ts';

export const PAGES = ['ours', 'tanstack', 'ag-grid', 'composer', 'recipients', 'bare'] as const;
export type Page = (typeof PAGES)[number];

/** Builds pages below `pages/` as a host would for production, and serves them. */
export async function servePages(
  names: readonly Page[] = PAGES,
): Promise<{ url: (page: Page) => string; close: () => void }> {
  const root = fileURLToPath(new URL('pages', import.meta.url));
  const outDir = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      outDir,
      target: 'es2023',
      chunkSizeWarningLimit: 5_000,
      rolldownOptions: { input: names.map((page) => join(root, `${page}.html`)) },
    },
  });
  const server = await serveFolder(outDir);
  return {
    url: (page) => `${server.url}/${page}.html`,
    close: () => {
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
