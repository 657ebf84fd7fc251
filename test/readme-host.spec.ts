import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { Browser } from 'playwright-core';
import { describeBrowser, launchChromium } from './support/chromium.js';
import { ACTION_TIMEOUT_MS } from './support/launch.js';
import { serveFolder } from './support/storybook.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const TOKEN = 'readme-host-webhook-token';

/** Wraps the README's component in a page: the account, and an element to render to. */
const PAGE = `import { createRoot } from 'react-dom/client';
import { NewMessage } from './NewMessage.js';

const account = await (await fetch('/api/account')).json();
createRoot(document.getElementById('app')!).render(<NewMessage {...account} />);
`;

/** The lines of a process, one at a time; fails with what it wrote to stderr when it ends before the next. */
function linesOf(child: ChildProcess): () => Promise<string> {
  const errors: string[] = [];
  child.stderr!.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async () => {
    const next = await lines.next();
    if (next.done) throw new Error(`The host ended early:\n${errors.join('')}`);
    return next.value;
  };
}

/** Returns the blocks of code in a language, in the order of the page. */
const codesOf = (readme: string, language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]+?)\`\`\``, 'g'))].map(([, code = '']) => code);

describeBrowser('the Nest application and the React page of the README', () => {
  let folder: string;
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let host: ChildProcess | undefined;
  let page: { url: string; close(): void } | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const readme = readFileSync(join(here, '../README.md'), 'utf8');
    // Below this folder, so that it finds its packages as an application of the workspace would.
    folder = mkdtempSync(join(here, '.readme-host-'));
    const files = {
      'package.json': '{"type":"module"}',
      'sign-in.ts': codesOf(readme, 'ts')[0]!,
      'main.ts': codesOf(readme, 'ts')[1]!,
      'NewMessage.tsx': codesOf(readme, 'tsx')[0]!,
      'page.tsx': PAGE,
      'index.html': '<!doctype html><div id="app"></div><script type="module" src="/page.tsx"></script>',
      'styles.d.ts': "declare module 'react-sms-ui/styles.css';",
      'tsconfig.json': JSON.stringify({
        extends: '../tsconfig.json',
        compilerOptions: { noEmit: false, allowImportingTsExtensions: false, rootDir: '.', outDir: 'out' },
        files: ['sign-in.ts', 'main.ts', 'page.tsx', 'styles.d.ts'],
        include: [],
      }),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const compiled = spawnSync(join(here, '../node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    if (compiled.status !== 0) throw new Error(`The README’s code does not compile:\n${compiled.stdout}`);
    emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [200, 400] } });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    page?.close();
    await stopHost();
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a program of the README. @returns the lines that it writes. */
  function startHost(name: string): () => Promise<string> {
    host = spawn(process.execPath, [join(folder, `out/${name}.js`)], {
      cwd: folder,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: '0',
        ILETIMERKEZI_KEY: 'emulator',
        ILETIMERKEZI_HASH: 'emulator',
        ILETIMERKEZI_SENDER: 'EMULATOR',
        ILETIMERKEZI_BASE_URL: emulator.url,
        ILETIMERKEZI_WEBHOOK_TOKENS: TOKEN,
        ILETIMERKEZI_STORAGE_DIR: join(folder, `database-${name}`),
        PHONE_VERIFICATION_KEY: 'a key of this spec, which is long enough',
      },
    });
    return linesOf(host);
  }

  async function stopHost(): Promise<void> {
    host?.kill('SIGTERM');
    if (host?.exitCode === null) await new Promise((resolve) => host?.once('exit', resolve));
  }

  it('sign a person in with the code of a message, once', async () => {
    const url = await startHost('sign-in')();
    const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const answer: Record<string, unknown> = await response.json();
      return { status: response.status, body: answer };
    };
    const phone = '+905321234567';
    const { id } = (await post('phone-verification/start', { phone })).body;
    const [message] = await emulator.waitForMessages({ to: phone, code: true });
    const { body } = await post('phone-verification/check', { id, code: message?.code });
    expect(body).toMatchObject({ status: 'verified' });
    const signIn = () => post('session', {}, { 'x-phone-verification': String(id) });
    expect(await signIn()).toEqual({ status: 201, body: { signedInAs: phone } });
    expect((await signIn()).status).toBe(403);
    await stopHost();
    emulator.reset();
  });

  it('fit: a message is composed, sent and reported as delivered', async () => {
    const nextLine = startHost('main');
    const url = await nextLine();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    emulator.setWebhook('emulator', `${url}/hooks/sms?token=${TOKEN}`);
    page = await servePage(folder, url);

    const tab = await browser!.newPage();
    tab.setDefaultTimeout(ACTION_TIMEOUT_MS);
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(page.url);
    await tab.getByLabel('Alıcılar').first().fill('0530 123 45 67\n0530 123 45 68');
    await tab.getByLabel('Mesaj metni').fill('Siparişiniz yola çıktı.');
    await tab.getByText('Bilgilendirme', { exact: true }).click();
    await tab.getByRole('button', { name: 'Gözden geçir' }).click();
    await tab
      .getByRole('dialog')
      .getByRole('button', { name: /alıcıya gönder$/ })
      .click();

    const rows = tab.locator('[data-slot="report-table-row"]');
    await rows.filter({ hasText: 'İletildi' }).nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    expect(await nextLine()).toMatch(/^order \d+: (accepted|delivered)$/);
    expect(
      emulator
        .inbox()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['+905301234567', '+905301234568']);
    expect(errors).toEqual([]);
  });
});

/** Builds the page, and serves it with the host's routes below `/api`, as a reverse proxy does. */
async function servePage(root: string, host: string): Promise<{ url: string; close(): void }> {
  const vite = join(realpathSync(join(here, 'node_modules/vite')), 'bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--target', 'esnext'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
  });
  if (built.status !== 0)
    throw new Error(`The README’s page does not build:\n${built.stdout}${built.stderr}`);
  const site = await serveFolder(join(root, 'dist'), (incoming, answer) => {
    if (!incoming.url?.startsWith('/api/')) return false;
    const { method, headers, url } = incoming;
    const forwarded = request(`${host}${url}`, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    forwarded.on('error', () => answer.destroy());
    incoming.pipe(forwarded);
    return true;
  });
  return site;
}
