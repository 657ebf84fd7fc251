// starts: PostgreSQL
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhoneVerificationOptions } from '../options/phone-verification.options.js';
import { number } from '../test-support/messages.js';
import { everythingOf, messageCount } from '../test-support/phone-verification-tables.js';
import {
  memoryAccount,
  type VerificationAccount,
  VerificationBench,
} from '../test-support/verification-bench.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LIMITED = { code: 'phone-verification-limited', retryAt: expect.any(Date) };
const SENT = { status: 'sent' };
/** No limits except those of the test. */
const FREE = { phone: false, ip: false, session: false, prefix: false, account: false } as const;

let bench: VerificationBench;
beforeAll(async () => {
  bench = await VerificationBench.open();
});
afterEach(() => bench.closeInstances());
afterAll(() => bench.close());

const STORES: [string, (options?: Partial<PhoneVerificationOptions>) => VerificationAccount][] = [
  ['the database', (options) => bench.account(options)],
  ['memory', memoryAccount],
];

/** A code of another library to a phone. */
const codeTo = (phone: string, code = '482913') => ({ phone, code, purpose: 'sign-in' });

describe.each(STORES)('sendCode with %s', (_store, open) => {
  it('sends the code in the text of the service, with the line for the domain', async () => {
    const account = open({ domain: 'example.com' });
    const phone = number();
    expect(await account.service.sendCode({ ...codeTo(phone), locale: 'en' })).toEqual(SENT);
    expect(await account.texts(phone)).toEqual([
      expect.stringMatching(/^Your verification code is 482913\..*\n@example\.com #482913$/),
    ]);
    expect(account.events).toEqual([
      expect.objectContaining({ type: 'phone-verification.sent', purpose: 'sign-in', resend: false }),
    ]);
  });

  it('has the limits of start, shared with it', async () => {
    const account = open();
    const [one, other] = [number(), number()];
    await account.service.start({ phone: one, purpose: 'sign-in' });
    await expect(account.service.sendCode(codeTo(one))).rejects.toMatchObject(LIMITED);
    expect(account.events.at(-1)).toMatchObject({ type: 'phone-verification.refused', reason: 'phone' });
    await account.service.sendCode(codeTo(other));
    await expect(account.service.start({ phone: other, purpose: 'sign-in' })).rejects.toMatchObject(LIMITED);
  });

  it('sends once for a dedupeKey within an hour', async () => {
    const account = open({ limits: FREE });
    const phone = number();
    const code = { ...codeTo(phone), dedupeKey: 'delivery 1' };
    expect(await account.service.sendCode(code)).toEqual(SENT);
    expect(await account.service.sendCode(code)).toEqual({ status: 'repeated' });
    expect(await account.service.sendCode({ ...code, dedupeKey: 'delivery 2' })).toEqual(SENT);
    expect(await account.texts(phone)).toHaveLength(2);
    expect(account.events).toHaveLength(2);
    await account.pass(HOUR);
    expect(await account.service.sendCode(code)).toEqual(SENT);
  });

  it('answers a repetition as before when a limit was reached since', async () => {
    const { service } = open();
    const code = { ...codeTo(number()), dedupeKey: 'delivery' };
    await service.sendCode(code);
    expect(await service.sendCode(code)).toEqual({ status: 'repeated' });
  });

  it('counts codes in the guard against pumping only if they are reported as entered', async () => {
    const account = open({ limits: FREE, pumping: { leastOfIp: 4, leastOfPrefix: 1_000 } });
    const send = (ip: string, reportsEntered?: boolean) =>
      account.service.sendCode({ ...codeTo(number()), ip, reportsEntered });
    const phone = number();
    for (let message = 0; message < 4; message += 1) {
      await send('203.0.113.1');
      await send('203.0.113.2', true);
      await send('203.0.113.3', true);
    }
    await account.service.codeEntered({ phone, ip: '203.0.113.3' });
    await account.pass(6 * MINUTE);
    expect(await send('203.0.113.1')).toEqual(SENT);
    await expect(send('203.0.113.2', true)).rejects.toMatchObject(LIMITED);
    expect(account.events.at(-1)).toMatchObject({ reason: 'paused-ip' });
    expect(await send('203.0.113.3', true)).toEqual(SENT);
  });

  it.each([
    [{ code: '12345a' }, 'code'],
    [{ code: '123' }, 'code'],
    [{ code: 123_456 }, 'code'],
    [{ code: '12345678901' }, 'code'],
    [{ phone: '0212 123 45 67' }, 'phone'],
    [{ purpose: '' }, 'purpose'],
    [{ lifetimeMs: 59_999 }, 'lifetimeMs'],
    [{ lifetimeMs: Number.NaN }, 'lifetimeMs'],
    [{ dedupeKey: '' }, 'dedupeKey'],
    [{ ip: 'nowhere' }, 'ip'],
  ])('refuses %j', async (given, path) => {
    const account = open();
    const input = { ...codeTo(number()), ...given };
    // @ts-expect-error: a caller without types.
    await expect(account.service.sendCode(input)).rejects.toMatchObject({ faults: [{ path }] });
  });

  it('refuses an entered code of no phone', async () => {
    await expect(open().service.codeEntered({ phone: 'none' })).rejects.toMatchObject({
      faults: [{ path: 'phone' }],
    });
  });
});

describe('sendCode with storage', () => {
  it('sends once for a dedupeKey, also concurrently on two instances', async () => {
    const instances = bench.instances(2, { limits: FREE });
    const phone = number();
    const results = await Promise.all(
      Array.from({ length: 10 }, async (_, call) =>
        instances[call % 2]?.service.sendCode({ ...codeTo(phone), dedupeKey: 'one delivery' }),
      ),
    );
    expect(results.filter((result) => result?.status === 'sent')).toHaveLength(1);
    expect(await messageCount(bench.database.kysely, instances[0]?.name ?? '')).toBe(1);
  });

  it('stores neither a verification nor the dedupeKey, and the code in the message only', async () => {
    const account = bench.account();
    await account.service.sendCode({
      ...codeTo(number(), '739155'),
      dedupeKey: 'a secret key',
      ip: '203.0.113.9',
    });
    const everything = await everythingOf(bench.database.kysely, account.name);
    for (const secret of ['a secret key', '203.0.113.9']) expect(everything).not.toContain(secret);
    expect(everything.split('739155')).toHaveLength(2);
  });
});
