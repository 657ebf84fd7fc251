import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
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

/** Where the build puts the page: seen from dist/page, and from src/page when the sources run. */
const PLACES = ['../ui/', '../../dist/ui/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Emulator</title>
<h1>The emulator runs, its page is not built</h1>
<p>Everything else works. Build the page with <code>pnpm --filter iletimerkezi-emulator build</code>, then reload.</p>
`;

/** Serves the built page at `/`; without a build, `/` describes how to make one. */
export async function registerFiles(app: FastifyInstance, places: readonly string[] = PLACES): Promise<void> {
  const root = places.find((place) => existsSync(`${place}index.html`));
  if (root === undefined) {
    app.get('/', (_request, reply) =>
      reply.code(503).headers(SECURITY_HEADERS).type('text/html; charset=utf-8').send(NOT_BUILT),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root,
    // A route per file: every other path stays the provider's to answer.
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.headers(SECURITY_HEADERS);
      const named = path.includes('/assets/') || path.includes('\\assets\\');
      reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
