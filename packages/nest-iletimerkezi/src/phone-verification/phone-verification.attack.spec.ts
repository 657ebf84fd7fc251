// starts: PostgreSQL
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhoneVerificationCheckAnswer } from 'iletimerkezi-core';
import { eventsOf } from '../test-support/event-log.js';
import { many, number } from '../test-support/messages.js';
import { messageCount } from '../test-support/phone-verification-tables.js';
import { VerificationBench, wrongCode } from '../test-support/verification-bench.js';

const HOUR = 3_600_000;
const FREE = { phone: false, ip: false, session: false, prefix: false, account: false } as const;

let bench: VerificationBench;
beforeAll(async () => {
  bench = await VerificationBench.open();
});
afterEach(() => bench.closeInstances());
afterAll(() => bench.close());

const statuses = (answers: readonly PhoneVerificationCheckAnswer<Date>[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('an attacker', () => {
  // guarantee: G-129
  it('gets one `verified` from 100 concurrent checks of the right code on three instances', async () => {
    const instances = bench.instances(3);
    const phone = number();
    const { id } = await instances[0]!.service.start({ phone, purpose: 'sign-in' });
    const code = await instances[0]!.code(phone);
    const checks = Array.from({ length: 100 }, (_, index) =>
      instances[index % 3]!.service.check({ id, code }),
    );
    expect(statuses(await Promise.all(checks))).toEqual({ verified: 1, used: 99 });
  });

  // guarantee: G-130
  it('has at most 5 guesses an hour and 15 a day of 10,000, over resends, new verifications, instances and parallel requests', async () => {
    const instances = bench.instances(3, { limits: FREE, resend: { code: 'new', pausesMs: [0] } });
    const phone = number();
    const [first] = instances;
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        instances[index % 3]!.service.start({ phone, purpose: 'sign-in' }).then(({ id }) => id),
      ),
    );
    const guess = (index: number) =>
      instances[index % 3]!.service.check({
        id: ids[index % ids.length]!,
        code: String(index).padStart(6, '0'),
      });
    // A right guess has a probability of 1.5e-5 in this test.
    const wrongOf = ({ wrong = 0, locked = 0 }) => ({ wrong, answered: wrong + locked });
    const burst = async (from: number, count: number) => {
      const answers: PhoneVerificationCheckAnswer<Date>[] = [];
      for (let index = from; index < from + count; index += 100) {
        const parallel = Array.from({ length: 100 }, (_, offset) => guess(index + offset));
        answers.push(...(await Promise.all(parallel)));
        await first!.service.resend({ id: ids[index % ids.length]! }).catch(() => undefined);
      }
      return statuses(answers);
    };
    // The fifth wrong code is answered with `locked`.
    expect(wrongOf(await burst(0, 9_400))).toEqual({ wrong: 4, answered: 9_400 });
    const wrongInHour: number[] = [];
    for (let hour = 1; hour <= 6; hour += 1) {
      await first!.pass(HOUR + 1);
      ids.length = 0;
      for (const { service } of instances) {
        const started = await service.start({ phone, purpose: 'sign-in' }).catch(() => undefined);
        if (started) ids.push(started.id);
      }
      wrongInHour.push(ids.length === 0 ? 0 : wrongOf(await burst(9_400 + hour * 100, 100)).wrong);
    }
    expect(wrongInHour).toEqual([4, 4, 0, 0, 0, 0]);
  });

  // guarantee: G-136
  it('cannot exceed a limit with parallel requests to three instances', async () => {
    const instances = bench.instances(3, {
      limits: { ...FREE, ip: [{ limit: 20, perMs: HOUR }] },
      pumping: false,
    });
    const started = await Promise.allSettled(
      many(90).map((phone, index) =>
        instances[index % 3]!.service.start({ phone, purpose: 'sign-in', ip: '203.0.113.5' }),
      ),
    );
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await messageCount(bench.database.kysely, instances[0]!.name)).toBe(20);
  });

  it('cannot send two messages to a phone in the same minute from three instances', async () => {
    const instances = bench.instances(3);
    const phone = number();
    const started = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        instances[index % 3]!.service.start({ phone, purpose: `purpose ${index}` }),
      ),
    );
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  // guarantee: G-136
  it('who pumps 1,000 numbers of one prefix sends 50 messages, then the prefix is paused with an event', async () => {
    const account = bench.account({ limits: { ip: false, session: false } });
    const results: string[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const phone = `+9053012${String(index).padStart(5, '0')}`;
      const result = await account.service
        .start({ phone, purpose: 'sign-in', ip: `203.0.113.${index % 250}` })
        .catch(() => undefined);
      results.push(result?.status ?? 'refused');
      if (index === 500) await account.pass(HOUR / 2);
    }
    expect(results.filter((result) => result === 'sent')).toHaveLength(50);
    const events = await eventsOf(bench.database.kysely, account.name);
    expect(events.filter(({ type }) => type === 'phone-verification-paused').map(({ data }) => data)).toEqual(
      [
        {
          scope: 'prefix',
          prefix: '+90530120',
          sent: 50,
          verified: 0,
          until: expect.stringMatching(/^\d{4}-/),
        },
      ],
    );
  });

  it('cannot verify with the code of a message that a resend has replaced at the same moment', async () => {
    const [one, other] = bench.instances(2, { limits: FREE, resend: { code: 'new', pausesMs: [0] } });
    for (let round = 0; round < 10; round += 1) {
      const phone = number();
      const { id } = await one!.service.start({ phone, purpose: 'sign-in' });
      const code = await one!.code(phone);
      const [checked, resent] = await Promise.all([
        one!.service.check({ id, code }),
        other!.service.resend({ id }),
      ]);
      expect([checked.status, resent.status]).toEqual(
        checked.status === 'verified' ? ['verified', 'used'] : ['wrong', 'sent'],
      );
    }
  });

  it('learns nothing from a wrong code of an id that is not pending', async () => {
    const account = bench.account();
    const phone = number();
    const { id } = await account.service.start({ phone, purpose: 'sign-in' });
    const code = await account.code(phone);
    await account.service.cancel({ id });
    expect(await account.service.check({ id, code })).toEqual(
      await account.service.check({ id, code: wrongCode(code) }),
    );
  });
});
