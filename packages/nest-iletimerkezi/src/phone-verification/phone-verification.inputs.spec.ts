import { describe, expect, it } from '@jest/globals';
import { networkOf } from '../common/ip-network.js';
import { number } from '../test-support/messages.js';
import { memoryAccount } from '../test-support/verification-bench.js';

const HOUR = 3_600_000;
const FREE = { phone: false, ip: false, session: false, prefix: false, account: false } as const;
const LIMITED = { code: 'phone-verification-limited' };

describe('an attacker of phone verification', () => {
  it('has one limit for a phone, in whatever form it is written', async () => {
    const account = memoryAccount();
    await account.service.start({ phone: '05301234567', purpose: 'sign-in' });
    for (const phone of [
      '+905301234567',
      '0530 123 45 67',
      '5301234567',
      '00 90 530 123 45 67',
      '(0530) 123-45-67',
    ])
      await expect(account.service.start({ phone, purpose: 'other' })).rejects.toMatchObject(LIMITED);
  });

  it('has one limit for an IPv6 /64, and for an IPv4 address in each of its notations', async () => {
    const limits = { ...FREE, ip: [{ limit: 1, perMs: HOUR }] };
    for (const [first, ...others] of [
      ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:DB8:0001:2:0:0:0:5', ' 2001:db8:1:2::1 '],
      [
        '203.0.113.5',
        '::ffff:203.0.113.5',
        '::ffff:cb00:7105',
        '0:0:0:0:0:ffff:203.0.113.5',
        '64:ff9b::203.0.113.5',
      ],
    ] as const) {
      const account = memoryAccount({ limits });
      const start = (ip: string) => account.service.start({ phone: number(), purpose: 'sign-in', ip });
      await start(first);
      for (const ip of others) await expect(start(ip)).rejects.toMatchObject(LIMITED);
    }
  });

  it.each([
    ['203.0.113.5, 198.51.100.7'],
    ['203.0.113.5:443'],
    ['unknown'],
    ['fe80::1%eth0'],
    [''],
    [null],
    [['203.0.113.5']],
  ])('is refused with the address %j, instead of escaping the limit', async (ip) => {
    const account = memoryAccount({ limits: FREE });
    const start = { phone: number(), purpose: 'sign-in', ip: ip as string };
    await expect(account.service.start(start)).rejects.toMatchObject({ faults: [{ path: 'ip' }] });
  });

  it('gets no code for a number abroad that is not allowed, and its own prefix where it is', async () => {
    const abroad = { phone: '+49 1512 3456789', purpose: 'sign-in' };
    await expect(memoryAccount().service.start(abroad)).rejects.toMatchObject({
      faults: [{ code: 'number-foreign' }],
    });
    const account = memoryAccount({ allow: { prefixes: ['+49'] } });
    await expect(account.service.start(abroad)).resolves.toMatchObject({ status: 'sent' });
    await expect(account.service.start(abroad)).rejects.toMatchObject(LIMITED);
  });

  it('has separate guesses for two purposes, and cannot use the code of one for the other', async () => {
    const account = memoryAccount({ limits: FREE });
    const phone = number();
    const one = await account.service.start({ phone, purpose: 'sign-in' });
    const code = await account.code(phone);
    const other = await account.service.start({ phone, purpose: 'payment' });
    expect(await account.service.check({ id: other.id, code })).toMatchObject({ status: 'wrong' });
    expect(await account.service.check({ id: one.id, code })).toMatchObject({
      status: 'verified',
      purpose: 'sign-in',
    });
    expect(await account.service.verifiedPhone({ id: one.id, purpose: 'payment' })).toBeUndefined();
  });

  it.each([
    ['maxAgeMs', { maxAgeMs: Number.NaN }],
    ['maxAgeMs', { maxAgeMs: 0 }],
    ['maxAgeMs', { maxAgeMs: Infinity }],
    ['purpose', { purpose: '' }],
  ])('is refused with an invalid %s of a proof', async (path, query) => {
    const account = memoryAccount();
    const asked = account.service.verifiedPhone({ id: 'unknown', purpose: 'sign-in', ...query });
    await expect(asked).rejects.toMatchObject({ faults: [{ path }] });
  });
});

describe('networkOf', () => {
  it.each([
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.5', '203.0.113.5'],
    ['2002:cb00:7105::1', '2002:cb00:7105:0::/64'],
    ['1.2.3', undefined],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});
