import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Allows only what the emulator serves, and forbids frames. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The folder of the built page, relative to dist/page, and to src/page when the sources run. */
const PLACES = ['../ui/', '../../dist/ui/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Emulator</title>
<h1>The emulator runs, its page is not built</h1>
<p>Everything else works. Build the page with <code>pnpm --filter iletimerkezi-emulator build</code>, then reload.</p>
`;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the built page at `/`; without a build, `/` describes how to make one. */
export function registerFiles(app: FastifyInstance, places: readonly string[] = PLACES): void {
  const root = places.find((place) => existsSync(`${place}index.html`));
  if (root === undefined) {
    app.get('/', (_request, reply) =>
      reply.code(503).headers(SECURITY_HEADERS).type('text/html; charset=utf-8').send(NOT_BUILT),
    );
    return;
  }
  // A route per file: every other path stays the provider's to answer.
  for (const path of filesIn(root)) {
    const isNamedByContent = path.startsWith('assets/');
    const send = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> =>
      reply
        .headers(SECURITY_HEADERS)
        .header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
        .type(TYPES[extname(path)] ?? 'application/octet-stream')
        .send(await readFile(join(root, path)));
    app.get(`/${path}`, send);
    if (path === 'index.html') app.get('/', send);
  }
}

/** The paths of all files of a folder, relative to it. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
