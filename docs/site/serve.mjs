/** Serves the built site on loopback: `node docs/site/serve.mjs [--build] [--port N]`. Addresses have no `.html`, as on GitHub Pages. */
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { misuse, readCommandLine } from '../../scripts/command-line.mjs';
import { ROOT } from './pages.mjs';

const OUT = fileURLToPath(new URL('../.site', import.meta.url));
const NOT_FOUND = join(OUT, '404.html');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Returns the file for an address, or undefined if there is none. */
function fileFor(pathname) {
  const path = join(OUT, normalize(decodeURIComponent(pathname)));
  if (!path.startsWith(OUT)) return undefined;
  return [path, `${path}.html`, join(path, 'index.html')].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
}

/**
 * Serves the built site on loopback. Throws when it is not built.
 * @param {number} port 0 for any free one
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveSite(port) {
  if (!existsSync(NOT_FOUND))
    throw new Error('The site is not built. Run `npx -y pnpm@12 --filter api-docs site:build` first.');
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const file = fileFor(pathname);
    if (file?.endsWith('index.html') && !pathname.endsWith('/') && !pathname.endsWith('.html')) {
      response.writeHead(301, { location: `${pathname}/${search}` }).end();
      return;
    }
    const found = file ?? NOT_FOUND;
    response.writeHead(file ? 200 : 404, {
      'content-type': TYPES[extname(found)] ?? 'application/octet-stream',
    });
    createReadStream(found).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = readCommandLine(
    `
Usage: site [--port N]

Builds the documentation site, with the Storybook and the reference of all packages, and serves it on loopback.

  --port N  port to listen on (5173; 0 takes a free one)
`,
    { build: { type: 'boolean' }, port: { type: 'string', default: '5173' } },
  );
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) misuse('--port is a number from 0 to 65535');
  if (values.build) {
    const { status } = spawnSync('pnpm', ['--silent', 'run', 'docs:build'], { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) process.exit(1);
  }
  const { url } = await serveSite(port);
  console.log(`Documentation: ${url}`);
}
