// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhoneVerificationOptions } from '../options/phone-verification.options.js';
import { number } from '../test-support/messages.js';
import {
  HASH_KEY,
  memoryAccount,
  VerificationBench,
  type VerificationAccount,
  wrongCode,
} from '../test-support/verification-bench.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIMITED = { code: 'phone-verification-limited', retryAt: expect.any(Date) };

/** No limits except those of the test. */
const FREE = { phone: false, ip: false, session: false, prefix: false, account: false } as const;

let bench: VerificationBench;
beforeAll(async () => {
  bench = await VerificationBench.open();
});
afterAll(() => bench.close());

const STORES: [string, (options?: Partial<PhoneVerificationOptions>) => VerificationAccount][] = [
  ['the database', (options) => bench.account(options)],
  ['memory', memoryAccount],
];

describe.each(STORES)('phone verification in %s', (_store, open) => {
  const signIn = (phone: string) => ({ phone, purpose: 'sign-in' });

  it('verifies a phone with the code of its message', async () => {
    const account = open();
    const phone = number();
    const sent = await account.service.start({ phone: `0${phone.slice(3)}`, purpose: 'sign-in' });
    expect(sent).toMatchObject({ status: 'sent', channel: 'sms', codeLength: 6, attemptsLeft: 5 });
    expect(sent.id).toMatch(/^[\w-]{22}$/);
    expect(sent.expiresAt.getTime() - sent.resendAt.getTime()).toBe(4 * MINUTE);
    const code = await account.code(phone);
    expect(
      await account.service.check({ id: sent.id, code: `${code.slice(0, 3)} ${code.slice(3)}` }),
    ).toEqual({ status: 'verified', phone, purpose: 'sign-in' });
    expect(await account.service.status(sent)).toEqual({ status: 'verified' });
    expect(account.events).toEqual([
      expect.objectContaining({ type: 'phone-verification.sent', resend: false }),
      expect.objectContaining({ type: 'phone-verification.checked', result: 'verified' }),
    ]);
  });

  it('accepts a code once, and says `used` to every later check', async () => {
    const account = open();
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    await account.service.check({ id, code });
    expect(await account.service.check({ id, code })).toEqual({ status: 'used' });
    expect(await account.service.check({ id, code: wrongCode(code) })).toEqual({ status: 'used' });
    expect(await account.service.resend({ id })).toEqual({ status: 'used' });
  });

  it('locks the phone and purpose after five wrong codes, also for the right code and for new verifications', async () => {
    const account = open({ limits: FREE });
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    const lefts: unknown[] = [];
    for (let guess = 0; guess < 5; guess += 1)
      lefts.push(await account.service.check({ id, code: wrongCode(code) }));
    const locked = { status: 'locked', retryAt: expect.any(Date), now: expect.any(Date) };
    expect(lefts).toEqual([
      ...[4, 3, 2, 1].map((attemptsLeft) => ({ status: 'wrong', attemptsLeft })),
      locked,
    ]);
    expect(await account.service.check({ id, code })).toEqual(locked);
    expect(await account.service.resend({ id })).toEqual(locked);
    expect(await account.service.status({ id })).toEqual(locked);
    await expect(account.service.start(signIn(phone))).rejects.toMatchObject(LIMITED);
    expect(account.events.at(-1)).toMatchObject({ type: 'phone-verification.refused', reason: 'attempts' });
    await expect(account.service.start({ phone, purpose: 'payment' })).resolves.toMatchObject({
      attemptsLeft: 5,
    });
  });

  it('counts wrong codes over resends and new verifications: 5 an hour and 15 a day', async () => {
    const account = open({ limits: FREE, resend: { code: 'new', pausesMs: [0] } });
    const phone = number();
    let guesses = 0;
    for (let hour = 0; hour < 23; hour += 1) {
      for (let verification = 0; verification < 2; verification += 1) {
        const started = await account.service.start(signIn(phone)).catch(() => undefined);
        for (let guess = 0; started && guess < 3; guess += 1) {
          const code = wrongCode(await account.code(phone));
          const before = await account.service.status(started);
          if (before.status !== 'pending') break;
          await account.service.check({ id: started.id, code });
          guesses += 1;
          await account.service.resend(started);
        }
      }
      await account.pass(HOUR + 1);
    }
    expect(guesses).toBe(15);
    await account.pass(2 * HOUR);
    await expect(account.service.start(signIn(phone))).resolves.toMatchObject({ attemptsLeft: 5 });
  });

  it('expires a code after its lifetime', async () => {
    const account = open();
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    await account.pass(5 * MINUTE);
    expect(await account.service.check({ id, code })).toEqual({ status: 'expired' });
    expect(await account.service.resend({ id })).toEqual({ status: 'expired' });
    expect(await account.service.status({ id })).toEqual({ status: 'expired' });
  });

  it('answers an unknown id, a cancelled verification and an expired one alike', async () => {
    const account = open();
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    expect(await account.service.cancel({ id })).toEqual({ status: 'cancelled' });
    for (const one of [id, 'A'.repeat(22), 'no id at all']) {
      expect(await account.service.check({ id: one, code })).toEqual({ status: 'expired' });
      expect(await account.service.status({ id: one })).toEqual({ status: 'expired' });
      expect(await account.service.resend({ id: one })).toEqual({ status: 'expired' });
      expect(await account.service.cancel({ id: one })).toEqual({ status: 'cancelled' });
    }
  });

  it('does not accept the code of another verification of the same phone', async () => {
    const account = open({ limits: FREE });
    const phone = number();
    const first = await account.service.start(signIn(phone));
    const second = await account.service.start({ phone, purpose: 'payment' });
    const code = await account.code(phone);
    expect(await account.service.check({ id: first.id, code })).toMatchObject({ status: 'wrong' });
    expect(await account.service.check({ id: second.id, code })).toMatchObject({ status: 'verified' });
  });

  it('sends the same code again while it is valid for a minute, with another text each time', async () => {
    const account = open({ limits: FREE });
    const phone = number();
    const { id, expiresAt } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    await account.pass(MINUTE);
    expect(await account.service.resend({ id })).toMatchObject({ status: 'sent', id });
    await account.pass(2 * MINUTE);
    const again = await account.service.resend({ id });
    const texts = await account.texts(phone);
    expect(new Set(texts).size).toBe(3);
    expect(texts.map((text) => /\d{6}/.exec(text)?.[0])).toEqual([code, code, code]);
    expect(again.status === 'sent' && again.expiresAt.getTime()).toBeLessThan(expiresAt.getTime() + 1);
    expect(await account.service.check({ id, code })).toMatchObject({ status: 'verified' });
  });

  it('sends a new code when the old one is nearly over, or with the option `new`', async () => {
    const account = open({ limits: FREE, resend: { code: 'new' } });
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const old = await account.code(phone);
    await account.pass(MINUTE);
    await account.service.resend({ id });
    const code = await account.code(phone);
    expect(code).not.toBe(old);
    expect(await account.service.check({ id, code: old })).toMatchObject({ status: 'wrong' });
    expect(await account.service.check({ id, code })).toMatchObject({ status: 'verified' });

    const late = open({ limits: FREE });
    const { id: lateId } = await late.service.start(signIn(phone));
    const nearlyOver = await late.code(phone);
    await late.pass(4.5 * MINUTE);
    await late.service.resend({ id: lateId });
    expect(await late.code(phone)).not.toBe(nearlyOver);
    await late.pass(4 * MINUTE);
    expect(await late.service.check({ id: lateId, code: await late.code(phone) })).toMatchObject({
      status: 'verified',
    });
  });

  it('resends after growing pauses only', async () => {
    const account = open({ limits: FREE, lifetimeMs: HOUR });
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    for (const pauseMs of [MINUTE, 2 * MINUTE, 5 * MINUTE, 5 * MINUTE]) {
      await account.pass(pauseMs - 5_000);
      await expect(account.service.resend({ id })).rejects.toMatchObject(LIMITED);
      expect(account.events.at(-1)).toMatchObject({ reason: 'resend-pause' });
      await account.pass(5_000);
      expect(await account.service.resend({ id })).toMatchObject({ status: 'sent' });
    }
  });

  it('limits the messages of a phone to 1 a minute, 5 an hour and 10 a day, resends included', async () => {
    const account = open({ resend: { pausesMs: [0] } });
    const phone = number();
    const sent: number[] = [];
    let now = 0;
    let id: string | undefined;
    for (; now < DAY; now += 10 * MINUTE) {
      const resent =
        id === undefined ? undefined : await account.service.resend({ id }).catch(() => undefined);
      const started = await account.service.start(signIn(phone)).catch(() => undefined);
      expect([resent?.status, started?.status].filter((status) => status === 'sent').length).toBeLessThan(2);
      if (resent?.status === 'sent' || started) sent.push(now);
      id = started?.id ?? id;
      await account.pass(10 * MINUTE);
    }
    expect(sent).toHaveLength(10);
    for (const at of sent)
      expect(sent.filter((other) => other >= at && other < at + HOUR).length).toBeLessThan(6);
    await expect(account.service.start(signIn(phone))).resolves.toBeDefined();
  });

  it.each([
    ['an IP address', { ip: '203.0.113.7' }, 20, HOUR],
    ['a session', { sessionId: 'a session' }, 5, DAY],
    ['a prefix of 10,000 numbers', {}, 50, HOUR],
  ] as const)('limits the messages of %s', async (_scope, given, limit, perMs) => {
    const account = open({ pumping: false });
    const start = () => account.service.start({ ...signIn(number()), ...given });
    for (let message = 0; message < limit; message += 1) await start();
    const refusal: unknown = await start().catch((error: unknown) => error);
    expect(refusal).toMatchObject(LIMITED);
    await account.pass(perMs);
    await expect(start()).resolves.toMatchObject({ status: 'sent' });
  });

  it('refuses alike whichever limit was reached', async () => {
    const refusals = await Promise.all(
      (['phone', 'ip', 'session', 'prefix', 'account'] as const).map(async (scope) => {
        const account = open({ limits: { ...FREE, [scope]: [{ limit: 1, perMs: HOUR }] } });
        const start = { ...signIn(number()), ip: '2001:db8::1', sessionId: 'a session' };
        await account.service.start(start);
        const error: unknown = await account.service.start(start).catch((thrown: unknown) => thrown);
        expect(account.events.at(-1)).toMatchObject({ reason: scope });
        return { ...JSON.parse(JSON.stringify(error)), retryAt: 'a time' };
      }),
    );
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  });

  it('counts an IPv6 connection by its first 64 bits, and an embedded IPv4 address as such', async () => {
    const account = open({ limits: { ...FREE, ip: [{ limit: 1, perMs: HOUR }] } });
    const start = (ip: string) => account.service.start({ ...signIn(number()), ip });
    await start('2001:db8:1:2::1');
    await expect(start('2001:0db8:0001:0002:ffff::9')).rejects.toMatchObject(LIMITED);
    await start('2001:db8:1:3::1');
    await start('::ffff:203.0.113.9');
    await expect(start('203.0.113.9')).rejects.toMatchObject(LIMITED);
    await expect(start('not an address')).rejects.toMatchObject({
      faults: [{ path: 'ip', code: 'ip-invalid' }],
    });
  });

  it.each([
    ['+90 212 123 45 67', 'number-landline'],
    ['+49 1512 3456789', 'number-foreign'],
    ['0520 123 45 67', 'number-unassigned'],
    ['12', 'number-too-short'],
  ])('refuses %s', async (phone, code) => {
    await expect(open().service.start(signIn(phone))).rejects.toMatchObject({
      faults: [{ path: 'phone', code }],
    });
  });

  it('accepts what the allow list names, without the limits per prefix and address', async () => {
    const account = open({
      limits: { ...FREE, prefix: [{ limit: 1, perMs: HOUR }], ip: [{ limit: 1, perMs: HOUR }] },
      allow: { prefixes: ['+49', '+90520'], ips: ['203.0.113.7'] },
    });
    const start = (phone: string) => account.service.start({ ...signIn(phone), ip: '203.0.113.7' });
    for (const phone of ['+49 1512 3456789', '+49 1512 3456780', '0520 123 45 67', '0520 123 45 68'])
      await expect(start(phone)).resolves.toMatchObject({ status: 'sent' });
  });

  it('pauses a prefix whose codes are not entered, and no other', async () => {
    const account = open({ limits: FREE, pumping: { leastOfPrefix: 5 } });
    const start = (phone: string) => account.service.start(signIn(phone));
    const pumped = (index: number) => `+90531000${String(index).padStart(4, '0')}`;
    for (let index = 0; index < 6; index += 1) await start(pumped(index));
    await account.pass(6 * MINUTE);
    await expect(start(pumped(7))).rejects.toMatchObject(LIMITED);
    expect(account.events.at(-1)).toMatchObject({ reason: 'paused-prefix' });
    await expect(start(pumped(8))).rejects.toMatchObject(LIMITED);
    expect(account.events.filter(({ type }) => type === 'phone-verification.paused')).toEqual([
      {
        type: 'phone-verification.paused',
        account: account.name,
        scope: 'prefix',
        sent: 6,
        verified: 0,
        until: expect.any(Date),
      },
    ]);
    await expect(start('+905320001234')).resolves.toBeDefined();
    await account.pass(HOUR);
    await expect(start(pumped(9))).resolves.toBeDefined();
  });

  it('does not pause a prefix of which a fifth of the codes is entered', async () => {
    const account = open({ limits: FREE, pumping: { leastOfPrefix: 5 } });
    for (let index = 0; index < 10; index += 1) {
      const phone = `+90531100${String(index).padStart(4, '0')}`;
      const { id } = await account.service.start(signIn(phone));
      if (index % 5 === 0) await account.service.check({ id, code: await account.code(phone) });
    }
    await account.pass(6 * MINUTE);
    await expect(account.service.start(signIn('+905311009999'))).resolves.toBeDefined();
  });

  it('pauses an IP address whose codes are not entered', async () => {
    const account = open({ limits: FREE, pumping: { leastOfIp: 3 } });
    const start = (ip: string) => account.service.start({ ...signIn(number()), ip });
    for (let index = 0; index < 3; index += 1) await start('203.0.113.1');
    await account.pass(6 * MINUTE);
    await expect(start('203.0.113.1')).rejects.toMatchObject(LIMITED);
    expect(account.events.at(-1)).toMatchObject({ reason: 'paused-ip' });
    await expect(start('203.0.113.2')).resolves.toBeDefined();
  });

  it('returns a verified phone for its purpose and for ten minutes, and once if asked', async () => {
    const account = open();
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const ask = (query: object = {}) => account.service.verifiedPhone({ id, purpose: 'sign-in', ...query });
    expect(await ask()).toBeUndefined();
    await account.service.check({ id, code: await account.code(phone) });
    expect(await ask({ purpose: 'payment' })).toBeUndefined();
    expect(await ask()).toBe(phone);
    await account.pass(9 * MINUTE);
    expect(await Promise.all([1, 2, 3].map(() => ask({ once: true })))).toEqual(
      expect.arrayContaining([phone, undefined, undefined]),
    );
    expect(await ask()).toBeUndefined();
  });

  it('forgets a verified phone after ten minutes, and when it is cancelled', async () => {
    const account = open({ limits: FREE });
    const verify = async (): Promise<string> => {
      const phone = number();
      const { id } = await account.service.start(signIn(phone));
      await account.service.check({ id, code: await account.code(phone) });
      return id;
    };
    const [old, cancelled] = [await verify(), await verify()];
    await account.service.cancel({ id: cancelled });
    expect(await account.service.verifiedPhone({ id: cancelled, purpose: 'sign-in' })).toBeUndefined();
    await account.pass(10 * MINUTE);
    expect(await account.service.verifiedPhone({ id: old, purpose: 'sign-in' })).toBeUndefined();
  });

  it.each([4, 10])('sends codes of %d digits', async (codeLength) => {
    const account = open({ codeLength });
    const phone = number();
    const { id } = await account.service.start(signIn(phone));
    const code = await account.code(phone);
    expect(code).toHaveLength(codeLength);
    expect(await account.service.check({ id, code })).toMatchObject({ status: 'verified' });
  });

  it('writes the text in the language of the person, and from the host’s template', async () => {
    const account = open({
      limits: FREE,
      texts: { en: 'Shop: {code} ({minutes} min)' },
      domain: 'example.com',
    });
    const [turkish, english] = [number(), number()];
    await account.service.start(signIn(turkish));
    await account.service.start({ ...signIn(english), locale: 'en' });
    expect(await account.texts(turkish)).toEqual([
      expect.stringMatching(/^Do[ğg]rulama kodunuz: \d{6}\.[^]*\n@example\.com #\d{6}$/),
    ]);
    expect(await account.texts(english)).toEqual([
      expect.stringMatching(/^Shop: (\d{6}) \(5 min\)\n@example\.com #\1$/),
    ]);
    expect(account.service.estimate()).toMatchObject({ parts: 1, partsMax: 1 });
  });
});

describe('phone verification without the option', () => {
  it('says so at each call', async () => {
    const { PhoneVerificationService } = await import('./phone-verification.service.js');
    const { MemoryVerificationStore } = await import('./memory-verification-store.js');
    const service = new PhoneVerificationService({
      account: { name: 'off' },
      options: undefined,
      store: new MemoryVerificationStore({
        send: async () => undefined,
        onPause: () => undefined,
        keepMs: DAY,
      }),
      events: { emit: () => undefined },
    });
    await expect(service.start({ phone: number(), purpose: 'x' })).rejects.toMatchObject({
      code: 'phone-verification-off',
    });
    await expect(service.check({ id: 'x', code: '1' })).rejects.toMatchObject({
      code: 'phone-verification-off',
    });
  });
});

describe('the rotation of keys', () => {
  const NEW_KEY = 'another key of the specs, long enough too';

  it('accepts codes of an old key while it is listed', async () => {
    const phone = number();
    const before = bench.account({ limits: FREE });
    const { id } = await before.service.start({ phone, purpose: 'sign-in' });
    const code = await before.code(phone);
    const without = bench.instance(before.name, { hashKeys: [NEW_KEY] }, bench.database);
    expect(await without.service.check({ id, code })).toEqual({ status: 'expired' });
    const rotated = bench.instance(before.name, { hashKeys: [NEW_KEY, HASH_KEY] }, bench.database);
    expect(await rotated.service.check({ id, code })).toMatchObject({ status: 'verified' });
  });

  it('sends a new code when the key of the old one is not listed any more', async () => {
    const phone = number();
    const before = bench.account({ limits: FREE, resend: { pausesMs: [0] } });
    const { id } = await before.service.start({ phone, purpose: 'sign-in' });
    const options = { hashKeys: [NEW_KEY], limits: FREE, resend: { pausesMs: [0] } };
    const after = bench.instance(before.name, options, bench.database);
    expect(await after.service.resend({ id })).toMatchObject({ status: 'sent' });
    expect(await after.service.check({ id, code: await after.code(phone) })).toMatchObject({
      status: 'verified',
    });
  });
});
