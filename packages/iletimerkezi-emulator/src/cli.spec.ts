import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { chmod, mkdtemp, readFile, rm, stat, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The command is the built one, as users run it; `pnpm test` builds before.
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

function run(...options: string[]) {
  const child = spawn(process.execPath, [CLI, ...options], { env: { ...process.env, NODE_OPTIONS: '' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const line = /^\{"url":"([^"]+)"\}\n$/.exec(out);
      if (line?.[1]) resolve(line[1]);
    });
    child.on('close', () => reject(new Error(err)));
  });
  url.catch(() => {});
  return { child, url, ended };
}

async function inDirectory(work: (path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'emulator-'));
  try {
    await work(path);
  } finally {
    await rm(path, { recursive: true });
  }
}

/** Resolves once the file holds the text; each save ends in a rename, which the directory's watcher sees. */
async function untilSaved(directory: string, file: string, text: string): Promise<void> {
  for await (const _change of watch(directory)) {
    if ((await readFile(file, 'utf8')).includes(text)) return;
  }
}

const sms = (url: string, text: string) =>
  fetch(`${url}/v1/send-sms/json`, {
    method: 'POST',
    body: JSON.stringify({
      request: {
        authentication: { key: 'emulator', hash: 'emulator' },
        order: { sender: 'EMULATOR', iys: '0', message: { text, receipents: { number: ['5301234567'] } } },
      },
    }),
  });

describe('the command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints its URL on one line, serves, and ends cleanly on %s',
    async (signal) => {
      const { child, url, ended } = run();
      expect((await sms(await url, 'Merhaba')).status).toBe(200);
      child.kill(signal);
      const { code, out, err } = await ended;
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+"\}\n$/);
    },
  );

  it('sends every report to the URL of --webhook, also after a reset, and prints the URL without its token', async () => {
    const received: string[] = [];
    const sink = createServer((request, answer) => {
      received.push(request.url ?? '');
      answer.end();
      if (received.length === 2) sink.emit('both');
    }).listen(0, '127.0.0.1');
    await once(sink, 'listening');
    const address = sink.address();
    const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks/sms`;
    const { child, ended } = run(
      '--webhook',
      `${target}?token=secret`,
      '--delivery-ms',
      '1',
      '--accept-ms',
      '1',
    );
    const [line] = await once(child.stdout, 'data');
    const { url, webhook } = JSON.parse(String(line));
    expect(webhook).toBe(target);
    await fetch(`${url}/_emulator/reset`, { method: 'POST' });
    const both = once(sink, 'both');
    await sms(url, 'Merhaba');
    await both;
    expect(received).toEqual(['/hooks/sms?token=secret', '/hooks/sms?token=secret']);
    child.kill('SIGTERM');
    expect((await ended).err).toBe('');
    sink.close();
  });

  it('ends while a client holds a connection open and a request hangs', async () => {
    const { child, url, ended } = run();
    const base = await url;
    await fetch(`${base}/_emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"endpoint":"*","fault":"hang-before-accept"}',
    });
    const hanging = sms(base, 'x').catch(() => 'cut');
    await fetch(`${base}/_emulator/health`);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(await hanging).toBe('cut');
  });

  it('reports what to do when the port is in use', async () => {
    const first = run();
    const { port } = new URL(await first.url);
    const { code, out, err } = await run('--port', port).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(err).toContain('--port');
    first.child.kill();
    await first.ended;
  });

  it('explains every option', async () => {
    const { code, out } = await run('--help').ended;
    expect(code).toBe(0);
    for (const option of ['--port', '--host', '--seed', '--data', '--profile', '--quirk', '--delivery-ms']) {
      expect(out).toContain(option);
    }
  });

  it.each([
    [['--port', '70000'], '--port is a number'],
    [['--profile', 'x'], '--profile is one of seed, observed, legacy'],
    [['--quirk', 'x=1'], 'there is no quirk "x"'],
    [['--quirk', 'iysField=x'], 'required, optional'],
    [['--delivery-ms', 'fast'], '--delivery-ms'],
    [['--webhook-retry-ms', 'x'], '--webhook-retry-ms'],
    [['--nonsense'], `Unknown option '--nonsense'.`],
    [['--port'], '--port'],
    [['extra'], 'extra'],
  ])('refuses %j with 2 and names --help', async (options, hint) => {
    const { code, out, err } = await run(...options).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(hint);
    expect(err).toMatch(/\. See --help\.\n$/);
  });

  it('exits with 1 when the seed cannot be read', async () => {
    const { code, out, err } = await run('--seed', '/does/not/exist.yaml').ended;
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('ENOENT')]);
  });

  it('starts from a seed and names every fault in it', async () => {
    await inDirectory(async (path) => {
      const seed = join(path, 'seed.yaml');
      await writeFile(seed, 'accounts:\n  - key: a\n  - key: b\n    hash: c\n    balnce: 5\n');
      const faulty = await run('--seed', seed).ended;
      expect(faulty.err).toContain("accounts.0 must have required property 'hash'");
      expect(faulty.err).toContain('"balnce"');
      await writeFile(seed, '{"accounts":[{"key":"a","hash":"b","balance":7}]}');
      const { child, url, ended } = run(
        '--seed',
        seed,
        '--profile',
        'legacy',
        '--quirk',
        'balanceType=number',
      );
      const answer = await fetch(`${await url}/v1/get-balance/json`, {
        method: 'POST',
        body: '{"request":{"authentication":{"key":"a","hash":"b"}}}',
      });
      expect(await answer.json()).toMatchObject({ response: { balance: { amount: 0, sms: 7 } } });
      child.kill();
      await ended;
    });
  });

  it('keeps its state in a file, over a stop and over a kill', async () => {
    await inDirectory(async (path) => {
      const file = join(path, 'state.json');
      const inbox = async (url: string) =>
        ((await (await fetch(`${url}/_emulator/inbox`)).json()) as { text: string }[]).map(
          ({ text }) => text,
        );
      const first = run('--data', file);
      await sms(await first.url, 'first');
      await chmod(file, 0o644);
      first.child.kill('SIGTERM');
      await first.ended;
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const second = run('--data', file);
      expect(await inbox(await second.url)).toEqual(['first']);
      const saved = untilSaved(path, file, 'second');
      await sms(await second.url, 'second');
      await saved;
      second.child.kill('SIGKILL');
      await second.ended;
      const third = run('--data', file);
      expect(await inbox(await third.url)).toEqual(['second', 'first']);
      third.child.kill();
      await third.ended;
    });
  });

  it('reports on stderr what the provider ignores, without the text', async () => {
    const { child, url, ended } = run();
    const order = {
      sender: 'EMULATOR',
      iys: '0',
      message: { text: '#mağaza', receipents: { number: ['5301234567'] } },
    };
    const request = { authentication: { key: 'emulator', hash: 'emulator' }, order, page: 1 };
    const account = `${await url}/_emulator/accounts/emulator`;
    const json = { 'content-type': 'application/json' };
    await fetch(account, { method: 'PATCH', headers: json, body: '{"characterMode":"english"}' });
    await fetch(`${await url}/v1/send-sms/json`, { method: 'POST', body: JSON.stringify({ request }) });
    child.kill();
    const { err, out } = await ended;
    expect(err).toContain('warning: send-sms: request.page is not a field of this endpoint');
    expect(err).toContain('changed letters of the text');
    expect(err).not.toContain('mağaza');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it('leaves a file alone that is no state of its own', async () => {
    await inDirectory(async (path) => {
      const file = join(path, 'notes.txt');
      await writeFile(file, 'dear diary');
      const { code, err } = await run('--data', file).ended;
      expect(code).toBe(1);
      expect(err).toContain('holds no state of this emulator');
      expect(await readFile(file, 'utf8')).toBe('dear diary');
    });
  });
});
