import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { INestApplication } from '@nestjs/common';
import { DOCUMENTATION_URL } from 'iletimerkezi-core';
import { startEmulator, type AccountSeed, type Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { createDeliveryController } from '../webhooks/create-delivery-controller.js';
import type { CheckName, CheckResult, CheckStatus } from './check.types.js';
import { runCheckCommand } from './command.js';
import { runChecks } from './run-checks.js';

const SECRETS = {
  key: 'key-3f9a',
  hash: 'hash-77c1',
  token: 'token-5d2e-5d2e-5d2e-5d2e-5d2e',
  number: '5301234567',
};
const ACCOUNT: AccountSeed = {
  key: SECRETS.key,
  hash: SECRETS.hash,
  balance: 500,
  senders: ['ACME'],
  brandCodes: ['1234'],
};
const CONSENT = { brandCode: '1234', recipient: `+90${SECRETS.number}` };

let emulator: Emulator;
let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function start(account: Partial<AccountSeed> = {}, consents: object[] = []): Promise<void> {
  emulator = await startEmulator({
    seed: {
      accounts: [{ ...ACCOUNT, ...account }],
      consents: consents.map((change) => ({ ...CONSENT, ...change })),
      acceptMs: 0,
      deliveryMs: [0, 0],
    },
  });
  closing.push(() => emulator.close());
}

const environment = (change: Record<string, string> = {}) => ({
  ILETIMERKEZI_KEY: SECRETS.key,
  ILETIMERKEZI_HASH: SECRETS.hash,
  ILETIMERKEZI_BASE_URL: emulator.url,
  ...change,
});

interface Report {
  code: number;
  of(name: CheckName): CheckResult;
  statusOf(name: CheckName): CheckStatus;
}

/** Runs the command with JSON and with text output, and checks that both agree and neither contains a secret. */
async function check(argv: string[] = [], change: Record<string, string> = {}): Promise<Report> {
  const { code, out, err } = await runCheckCommand(
    ['--json', '--timeout-ms', '2000', ...argv],
    environment(change),
  );
  for (const secret of Object.values(SECRETS)) expect(out + err).not.toContain(secret);
  const report = JSON.parse(out) as {
    ok: boolean;
    checks: CheckResult[];
    counts: Record<CheckStatus, number>;
  };
  expect(report.ok).toBe(code === 0);
  expect(report.counts.failed > 0).toBe(code === 1);
  const of = (name: CheckName): CheckResult => {
    const result = report.checks.find((one) => one.name === name);
    if (result === undefined) throw new Error(`no check ${name}`);
    return result;
  };
  return { code, of, statusOf: (name) => of(name).status };
}

describe('nest-iletimerkezi check', () => {
  it('passes a valid account and spends nothing', async () => {
    await start({}, [{}]);
    const { code, statusOf, of } = await check([], {
      ILETIMERKEZI_SENDER: 'ACME',
      ILETIMERKEZI_BRAND_CODE: '1234',
    });
    expect(code).toBe(0);
    for (const name of ['credentials', 'api-access', 'senders', 'balance', 'clock'] as const) {
      expect([name, statusOf(name)]).toEqual([name, 'passed']);
    }
    expect(statusOf('character-mode')).toBe('manual');
    expect(statusOf('test-message')).toBe('skipped');
    expect(statusOf('webhook')).toBe('skipped');
    expect(of('brand-code').message.en).toContain('İYS subscription is active');
    expect(emulator.inbox()).toEqual([]);
    expect(emulator.journal().map(({ endpoint }) => endpoint)).not.toContain('send-sms');
    const accounts = await fetch(`${emulator.url}/_emulator/accounts`);
    expect(await accounts.json()).toMatchObject([{ balance: 500 }]);
  });

  it('shows the footer of commercial messages, and warns of an account that has none', async () => {
    await start();
    const brand = {
      ILETIMERKEZI_BRAND_CODE: '1234',
      ILETIMERKEZI_BRAND_TITLE: 'Örnek Giyim',
      ILETIMERKEZI_BRAND_MERSIS: '0123456789012345',
      ILETIMERKEZI_BRAND_OPT_OUT: 'RET 4050',
    };
    const { of } = await check([], brand);
    expect(of('brand-profile')).toMatchObject({
      status: 'passed',
      message: { en: 'Footer of commercial messages: Mersis 0123456789012345 SMS ret: RET yaz 4050' },
    });
    const wrong = await check([], { ...brand, ILETIMERKEZI_BRAND_MERSIS: '123' });
    expect(wrong.of('brand-profile').message.en).toContain('a MERSİS number has 16 digits');
    expect((await check([], { ILETIMERKEZI_BRAND_CODE: '1234' })).statusOf('brand-profile')).toBe('warning');
    expect((await check()).statusOf('brand-profile')).toBe('skipped');
  });

  it('reports missing credentials without calling the provider', async () => {
    await start();
    const { code, of, statusOf } = await check([], { ILETIMERKEZI_HASH: ' ' });
    expect([code, statusOf('credentials'), statusOf('balance')]).toEqual([1, 'failed', 'skipped']);
    expect(of('credentials').message.tr).toContain('ILETIMERKEZI_HASH');
    expect(emulator.journal()).toEqual([]);
  });

  it.each<[string, Partial<AccountSeed>]>([
    ['a wrong hash', { hash: 'other' }],
    ['API access switched off', { apiAllowed: false }],
    ['an address off the list', { allowedIps: ['203.0.113.7'] }],
  ])('fails for %s, with the section that helps', async (_what, account) => {
    await start(account);
    const { code, of, statusOf } = await check();
    expect([code, statusOf('credentials'), statusOf('api-access')]).toEqual([1, 'failed', 'failed']);
    expect(of('api-access').docUrl).toEqual({
      en: `${DOCUMENTATION_URL}docs/iys-setup.md#api-access`,
      tr: `${DOCUMENTATION_URL}docs/iys-setup.tr.md#api-erişimi`,
    });
    expect(statusOf('senders')).toBe('skipped');
  });

  it('fails when the provider is not reachable', async () => {
    await start();
    await emulator.close();
    const { code, of } = await check();
    expect(code).toBe(1);
    expect(of('credentials').message.en).toContain('could not be reached');
  });

  it('fails when the provider’s response times out', async () => {
    await start();
    emulator.addFault({ endpoint: 'get-balance', fault: 'hang-before-accept' });
    const { out, code } = await runCheckCommand(['--timeout-ms', '50'], environment());
    expect([code, out]).toEqual([1, expect.stringMatching(/FAILED\s+credentials/)]);
  });

  it('fails without an approved sender, and for a sender that differs in case', async () => {
    await start({ senders: [{ name: 'ACME', approved: false }] });
    expect((await check()).of('senders')).toMatchObject({
      status: 'failed',
      docUrl: { en: `${DOCUMENTATION_URL}docs/iys-setup.md#senders` },
    });
    await emulator.close();
    await start();
    expect((await check([], { ILETIMERKEZI_SENDER: 'Acme' })).of('senders')).toMatchObject({
      status: 'failed',
      message: { en: expect.stringContaining('ACME') },
    });
  });

  it('fails for an empty balance and warns about a low one', async () => {
    await start({ balance: 0 });
    expect((await check()).statusOf('balance')).toBe('failed');
    await emulator.close();
    await start({ balance: 12 });
    const low = await check();
    expect([low.code, low.statusOf('balance')]).toEqual([0, 'warning']);
    await emulator.close();
    await start({ billing: 'tl', balance: 50 });
    expect((await check()).statusOf('balance')).toBe('passed');
  });

  it('fails without an İYS subscription, and confirms the brand code with the host’s own consent', async () => {
    await start({ brandCodes: [] });
    const brand = { ILETIMERKEZI_BRAND_CODE: '1234' };
    expect((await check([], brand)).of('brand-code')).toMatchObject({
      status: 'failed',
      docUrl: { en: `${DOCUMENTATION_URL}docs/iys-setup.md#brand-code` },
    });
    await emulator.close();
    await start({}, [{}]);
    expect((await check(['--send', SECRETS.number], brand)).statusOf('brand-code')).toBe('passed');
    expect((await check([], { ILETIMERKEZI_BRAND_CODE: '99' })).statusOf('brand-code')).toBe('warning');
    expect((await check()).statusOf('brand-code')).toBe('skipped');
    expect((await check([], { ILETIMERKEZI_BRAND_CODE: 'abc' })).statusOf('brand-code')).toBe('failed');
  });

  it('fails for an unknown character mode', async () => {
    await start();
    expect((await check([], { ILETIMERKEZI_CHARACTER_MODE: 'latin' })).statusOf('character-mode')).toBe(
      'failed',
    );
  });

  it.each([
    [0, 'passed'],
    [30_000, 'warning'],
    [-30_000, 'warning'],
    [600_000, 'failed'],
    [-600_000, 'failed'],
  ] as const)('reports a clock with an offset of %d ms as %s', async (offset, status) => {
    await start();
    const credentials = { key: SECRETS.key, hash: SECRETS.hash };
    const results = await runChecks({ credentials, baseUrl: emulator.url }, () => Date.now() + offset);
    expect(results.find(({ name }) => name === 'clock')).toMatchObject({ status });
  });
});

describe('the test message', () => {
  const send = ['--send', SECRETS.number];

  it('is sent as APITEST while no sender is approved, once, and only on request', async () => {
    await start({ senders: [] });
    await check();
    expect(emulator.inbox()).toEqual([]);
    expect((await check(send)).of('test-message')).toMatchObject({
      status: 'passed',
      message: { en: expect.stringContaining('APITEST') },
    });
    expect(emulator.inbox()).toMatchObject([{ from: 'APITEST', to: `+90${SECRETS.number}` }]);
  });

  it('is sent with the account’s own sender when one is approved', async () => {
    await start();
    expect((await check(send)).statusOf('test-message')).toBe('passed');
    expect(emulator.inbox()).toMatchObject([{ from: 'ACME', text: expect.stringMatching(/^TEST /) }]);
  });

  it('is not sent when the sender is ambiguous or the number is invalid', async () => {
    await start({ senders: ['ACME', 'OTHER'] });
    expect((await check(send)).statusOf('test-message')).toBe('failed');
    expect((await check(['--send', '12'])).statusOf('test-message')).toBe('failed');
    expect(emulator.inbox()).toEqual([]);
    expect((await check(send, { ILETIMERKEZI_SENDER: 'OTHER' })).statusOf('test-message')).toBe('passed');
  });

  it('fails when it is not delivered, and warns while its report is missing', async () => {
    await start();
    expect((await check(['--send', '5301999001'])).statusOf('test-message')).toBe('failed');
    const silent = await check(['--send', '5301999004', '--delivery-ms', '5']);
    expect([silent.code, silent.statusOf('test-message')]).toEqual([0, 'warning']);
  });

  it('warns when it was accepted and the report cannot be read', async () => {
    await start();
    emulator.addFault({ endpoint: 'get-report', fault: 'unavailable', times: 9 });
    expect((await check(send)).of('test-message')).toMatchObject({
      status: 'warning',
      message: { en: expect.stringContaining('was accepted') },
    });
  });

  it('reports that it may have been sent when the response was lost', async () => {
    await start();
    emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    expect((await check(send)).of('test-message')).toMatchObject({
      status: 'failed',
      message: { en: expect.stringContaining('before you send it again') },
    });
  });
});

describe('the webhook', () => {
  let app: INestApplication;
  let url: string;
  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziModule.forRoot({
          credentials: { key: 'k', hash: 'h' },
          baseUrl: 'http://127.0.0.1:9',
          webhook: { tokens: [SECRETS.token] },
        }),
      ],
      controllers: [createDeliveryController({ path: 'hooks/sms' })],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/hooks/sms`;
  });
  afterAll(() => app.close());

  const webhook = async (address: string) => (await check(['--webhook-url', address])).of('webhook');

  it('passes when the module responds and accepts the token', async () => {
    await start();
    expect(await webhook(`${url}?token=${SECRETS.token}`)).toMatchObject({ status: 'passed' });
    const fromVariable = await check([], { ILETIMERKEZI_WEBHOOK_URL: `${url}?token=${SECRETS.token}` });
    expect(fromVariable.statusOf('webhook')).toBe('passed');
  });

  it('fails for a wrong token, a wrong path, a refused connection and an invalid URL', async () => {
    await start();
    expect(await webhook(`${url}?token=wrong`)).toMatchObject({
      status: 'failed',
      message: { en: expect.stringContaining('404') },
    });
    expect(await webhook(`${url}/elsewhere?token=${SECRETS.token}`)).toMatchObject({ status: 'failed' });
    expect(await webhook(`http://127.0.0.1:9/?token=${SECRETS.token}`)).toMatchObject({ status: 'failed' });
    expect(await webhook(`not an address ${SECRETS.token}`)).toMatchObject({ status: 'failed' });
    expect(await webhook(`ftp://127.0.0.1/${SECRETS.token}`)).toMatchObject({ status: 'failed' });
  });

  it.each([
    [200, 'warning'],
    [302, 'failed'],
    [401, 'failed'],
    [403, 'failed'],
    [500, 'failed'],
  ] as const)('that responds with %d is %s', async (status, expected) => {
    const server: Server = createServer((_request, response) =>
      response.writeHead(status, { location: '/' }).end(),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    await start();
    const { port } = server.address() as AddressInfo;
    expect((await webhook(`http://127.0.0.1:${port}/`)).status).toBe(expected);
  });

  it.each([
    'http://shop.com/hooks',
    'https://127.0.0.1/hooks',
    'https://10.1.2.3/hooks',
    'https://[::1]/hooks',
    'https://localhost/hooks',
    'https://shop.internal/hooks',
  ])('must be public and use HTTPS for the real provider, unlike %s', async (webhookUrl) => {
    const results = await runChecks({ credentials: undefined, webhookUrl });
    expect(results.find(({ name }) => name === 'webhook')).toMatchObject({ status: 'failed' });
  });
});

describe('the command line', () => {
  it('prints its usage', async () => {
    expect(await runCheckCommand(['--help'], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining('--send NUMBER'),
    });
  });

  it('exits with 2 on wrong usage and prints no argument values', async () => {
    for (const argv of [
      ['--sned', SECRETS.number],
      [SECRETS.number],
      ['--send'],
      ['--lang', 'de'],
      ['--timeout-ms', 'x'],
      ['--timeout-ms', '0'],
    ]) {
      const { code, err } = await runCheckCommand(argv, {});
      expect([argv, code]).toEqual([argv, 2]);
      expect(err).toContain('Usage:');
      expect(err).not.toContain(SECRETS.number);
    }
    expect(await runCheckCommand([], { ILETIMERKEZI_BASE_URL: 'nowhere' })).toMatchObject({ code: 2 });
  });

  it('reports in Turkish or English, selected by option or by the terminal’s language', async () => {
    await start();
    const inTurkish = await runCheckCommand([], environment({ LANG: 'tr_TR.UTF-8' }));
    expect(inTurkish.out).toContain('Sağlayıcı anahtarı ve hash değerini kabul ediyor.');
    const inEnglish = await runCheckCommand(['--lang', 'en'], environment({ LANG: 'tr_TR.UTF-8' }));
    expect(inEnglish.out).toContain('The provider accepts key and hash.');
  });

  it('is installed as a command and returns its exit status', async () => {
    await start();
    const script = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
    const run = (env: Record<string, string>, ...argv: string[]) =>
      promisify(execFile)(process.execPath, [script, 'check', ...argv], {
        env: { PATH: process.env['PATH'] ?? '', ...env },
      });
    const { stdout } = await run(environment(), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    await expect(run(environment({ ILETIMERKEZI_KEY: 'other' }))).rejects.toMatchObject({ code: 1 });
    await expect(run(environment(), '--what')).rejects.toMatchObject({ code: 2 });
  });
});
