// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../storage/database.js';
import { setDatabaseClock, stopDatabaseClock } from '../test-support/database-clock.js';
import { number } from '../test-support/messages.js';
import { VerificationBench, type VerificationAccount } from '../test-support/verification-bench.js';

const MINUTE = 60_000;
const NOON = Date.parse('2030-01-01T12:00:00Z');

let bench: VerificationBench;
let database: Database;
let account: VerificationAccount;

const setClock = (ms: number) => setDatabaseClock(database.kysely, new Date(ms));

beforeAll(async () => {
  bench = await VerificationBench.open();
  await stopDatabaseClock(bench.database.kysely);
  // Connections that are opened from now on use the stopped clock.
  database = new Database(bench.database.connection);
  account = bench.instance('clocks', {}, database);
});
afterAll(async () => {
  await database.close();
  await bench.close();
});

describe('a jump of the database’s clock', () => {
  it('forward ends the codes and the pauses that it skips, and no lock of the day', async () => {
    await setClock(NOON);
    const phone = number();
    const { id, expiresAt } = await account.service.start({ phone, purpose: 'sign-in' });
    expect(expiresAt).toEqual(new Date(NOON + 5 * MINUTE));
    const code = await account.code(phone);
    await setClock(NOON + 5 * MINUTE - 1);
    expect((await account.service.status({ id })).status).toBe('pending');
    await setClock(NOON + 5 * MINUTE);
    expect(await account.service.check({ id, code })).toEqual({ status: 'expired' });
  });

  it('back extends the life of codes by the jump, and keeps limits closed', async () => {
    await setClock(NOON);
    const phone = number();
    const { id } = await account.service.start({ phone, purpose: 'sign-in' });
    await setClock(NOON - 60 * MINUTE);
    await expect(account.service.start({ phone, purpose: 'payment' })).rejects.toMatchObject({
      code: 'phone-verification-limited',
      retryAt: new Date(NOON + MINUTE),
    });
    expect(await account.service.check({ id, code: await account.code(phone) })).toMatchObject({
      status: 'verified',
    });
  });

  it('back does not give further attempts', async () => {
    await setClock(NOON);
    const phone = number();
    const { id } = await account.service.start({ phone, purpose: 'sign-in' });
    const code = await account.code(phone);
    for (let guess = 0; guess < 5; guess += 1) {
      await setClock(NOON - guess * MINUTE);
      await account.service.check({
        id,
        code: String((Number(code) + 1 + guess) % 1_000_000).padStart(6, '0'),
      });
    }
    expect(await account.service.check({ id, code })).toMatchObject({ status: 'locked' });
  });
});

describe('a process with a wrong clock', () => {
  it('uses the database’s clock for everything', async () => {
    await setClock(NOON + 24 * 60 * MINUTE);
    const sent = await account.service.start({ phone: number(), purpose: 'sign-in' });
    expect(sent.resendAt).toEqual(new Date(NOON + 24 * 60 * MINUTE + MINUTE));
  });
});
