import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';

/** The directory of the kit's built Storybook: `STORYBOOK_STATIC`, or the output of `pnpm --filter react-sms-ui storybook:build`. */
export const STORYBOOK =
  process.env['STORYBOOK_STATIC'] ??
  fileURLToPath(new URL('../../packages/react-sms-ui/storybook-static', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** An entry of Storybook's index. */
export interface StoryEntry {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
  tags: readonly string[];
}

/** Returns all stories of the built Storybook, without its docs pages. */
export function listStories(): StoryEntry[] {
  return listEntries().filter((entry) => entry.type === 'story');
}

/** Returns all stories and docs pages of the built Storybook. */
export function listEntries(): StoryEntry[] {
  const path = join(STORYBOOK, 'index.json');
  if (!existsSync(path)) {
    throw new Error(
      'Storybook is not built. Run `npx -y pnpm@12 --filter react-sms-ui storybook:build` first.',
    );
  }
  const { entries } = JSON.parse(readFileSync(path, 'utf8')) as { entries: Record<string, StoryEntry> };
  return Object.values(entries);
}

/**
 * Serves a folder on the loopback interface.
 * @param handle handles a request first, and returns whether it has responded.
 */
export async function serveFolder(
  folder: string,
  handle?: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    if (handle?.(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(decodeURIComponent(pathname)));
    const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Returns the URL of a story without Storybook's UI. @param globals such as `{ theme: 'dark', locale: 'en' }`. */
export function storyUrl(base: string, id: string, globals: Readonly<Record<string, string>>): string {
  const settings = Object.entries(globals)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
  // The tests run axe themselves.
  return `${base}/iframe.html?id=${id}&viewMode=story&globals=${settings};a11y.manual:!true`;
}
