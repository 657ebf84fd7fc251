// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { number } from '../test-support/messages.js';
import { type VerificationAccount, VerificationBench } from '../test-support/verification-bench.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let bench: VerificationBench;
beforeAll(async () => {
  bench = await VerificationBench.open();
});
afterAll(() => bench.close());

/** Returns the names of the fields of an answer or an error, and its code. */
async function shapeOf(call: Promise<object>): Promise<object> {
  const answer = await call.catch((error: Error) => error);
  const fields: Record<string, unknown> = JSON.parse(JSON.stringify(answer));
  return { names: Object.keys(fields).toSorted(), status: fields['status'], code: fields['code'] };
}

/** Returns a phone that was verified before, after the limits of its messages have ended. */
async function knownPhone(account: VerificationAccount): Promise<string> {
  const phone = number();
  const { id } = await account.service.start({ phone, purpose: 'sign-in' });
  await account.service.check({ id, code: await account.code(phone) });
  return phone;
}

/** Runs a call and returns how many statements it made. */
async function statementsOf(call: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  let count = 0;
  prototype.query = function counted(...args) {
    // A connection discards its plans by its age.
    if (args[0] !== 'discard plans') count += 1;
    return query.apply(this, args);
  };
  try {
    await call();
  } finally {
    prototype.query = query;
  }
  return count;
}

describe('the answers of phone verification', () => {
  // guarantee: G-128
  it('to a phone that was verified before are those to a new one, sent, limited or refused', async () => {
    const account = bench.account({ limits: { prefix: false } });
    const known = await knownPhone(account);
    await account.pass(HOUR);
    const start = (phone: string) => shapeOf(account.service.start({ phone, purpose: 'sign-in' }));
    const fresh = number();
    expect(await start(known)).toEqual(await start(fresh));
    expect(await start(known)).toEqual(await start(fresh));
    expect(await start('0212 123 45 67')).toEqual(await start('0312 123 45 67'));
  });

  // guarantee: G-128
  it('to a limit do not depend on which limit it is', async () => {
    const limit = [{ limit: 1, perMs: HOUR }];
    const FREE = { phone: false, ip: false, session: false, prefix: false, account: false } as const;
    const shapes = await Promise.all(
      (['phone', 'ip', 'session', 'prefix', 'account'] as const).map(async (scope) => {
        const account = bench.account({ limits: { ...FREE, [scope]: limit } });
        const start = { phone: number(), purpose: 'sign-in', ip: '203.0.113.9', sessionId: 'one' };
        await account.service.start(start);
        return shapeOf(account.service.start(start));
      }),
    );
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
    expect(shapes[0]).toMatchObject({ code: 'phone-verification-limited' });
  });

  // guarantee: G-128
  it('to an unknown, an expired and a cancelled id are the same, and take the same number of statements', async () => {
    const account = bench.account();
    const { service } = account;
    const started = async () => (await service.start({ phone: number(), purpose: 'sign-in' })).id;
    const [expired, cancelled] = [await started(), await started()];
    await service.cancel({ id: cancelled });
    await account.pass(5 * MINUTE);
    for (const call of [
      (id: string) => service.check({ id, code: '123456' }),
      (id: string) => service.status({ id }),
      (id: string) => service.resend({ id }),
    ]) {
      const ids = ['unknown', expired, cancelled];
      const shapes = [];
      for (const id of ids) shapes.push(await shapeOf(call(id)));
      const counts = [];
      for (const id of ids) counts.push(await statementsOf(() => call(id)));
      expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
      expect(new Set(counts).size).toBe(1);
    }
  });

  // guarantee: G-128
  it('to a start take the same number of statements for a phone that was verified before and a new one', async () => {
    const account = bench.account({ limits: { prefix: false } });
    const known = await knownPhone(account);
    await account.pass(HOUR);
    const start = (phone: string) => statementsOf(() => account.service.start({ phone, purpose: 'sign-in' }));
    expect(await start(known)).toBe(await start(number()));
  });
});
