import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';

const here = fileURLToPath(new URL('.', import.meta.url));
const TOKEN = 'readme-host-webhook-token';

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

describe('the Nest application of the README', () => {
  let folder: string;
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let host: ChildProcess | undefined;

  beforeAll(async () => {
    const [, source] = /```ts\n([\s\S]+?)```/.exec(readFileSync(join(here, '../README.md'), 'utf8'))!;
    // Below this folder, so that it finds its packages as an application of the workspace would.
    folder = mkdtempSync(join(here, '.readme-host-'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'main.ts'), source!);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: '../tsconfig.json',
        compilerOptions: { noEmit: false, allowImportingTsExtensions: false, rootDir: '.', outDir: 'out' },
        files: ['main.ts'],
        include: [],
      }),
    );
    const compiled = spawnSync(join(here, '../node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    if (compiled.status !== 0) throw new Error(`The README's host does not compile:\n${compiled.stdout}`);
    emulator = await startEmulator();
  });

  afterAll(async () => {
    host?.kill('SIGKILL');
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sends a code and is told of its delivery', async () => {
    host = spawn(process.execPath, [join(folder, 'out/main.js')], {
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
      },
    });
    const nextLine = linesOf(host);
    const url = await nextLine();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    const webhook = await fetch(`${emulator.url}/_emulator/accounts/emulator/webhook`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: `${url}/hooks/sms?token=${TOKEN}` }),
    });
    expect(webhook.status).toBe(200);

    const answer = await fetch(`${url}/codes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ to: '0530 123 45 67' }),
    });
    expect(answer.status).toBe(201);
    const { orderId } = (await answer.json()) as { orderId: string };
    expect(await nextLine()).toBe(`order ${orderId}: delivered`);
  });
});
