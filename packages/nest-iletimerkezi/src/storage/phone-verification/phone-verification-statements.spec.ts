// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fillHits } from '../../test-support/phone-verification-tables.js';
import {
  StatementRecorder,
  type RecordedStatement,
  type SentQuery,
} from '../../test-support/statement-recorder.js';
import { type VerificationAccount, VerificationBench } from '../../test-support/verification-bench.js';

/** Messages of an account in an hour, counted for a phone, a prefix and an IP address each. */
const MESSAGES = 20_000;
const PHONE = '+905301234567';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

let bench: VerificationBench;
let account: VerificationAccount;
let client: pg.Client;
let sentByStart: readonly SentQuery[];
let statements: readonly RecordedStatement[];

beforeAll(async () => {
  bench = await VerificationBench.open();
  account = bench.account();
  client = new pg.Client(bench.database.connection);
  await client.connect();
  const recorder = new StatementRecorder();
  const { id } = await account.service.start({ phone: PHONE, purpose: 'sign-in', ip: '203.0.113.1' });
  sentByStart = recorder.sent.filter(({ text }) => /phone_verification|advisory/.test(text));
  await account.service.check({ id, code: await account.code(PHONE) });
  statements = recorder.statements.filter(
    ({ text }) =>
      text.includes('phone_verification_hits') &&
      !text.includes('insert into iletimerkezi.phone_verifications'),
  );
  recorder.stop();
  await fillHits(bench.database.kysely, account.name, MESSAGES);
});
afterAll(async () => {
  await client?.end();
  await bench?.close();
});

describe(`the statements of phone verification beside ${MESSAGES.toLocaleString('en')} messages`, () => {
  it('take two round trips before the commit of a start: the first begins its transaction, too', () => {
    expect(sentByStart).toEqual([
      {
        text: expect.stringMatching(/^start transaction [^;]*; select pg_advisory_xact_lock\(-?\d+\)$/),
        isPipelined: false,
      },
      { text: expect.stringContaining('as full'), isPipelined: true },
      { text: expect.stringContaining('insert into iletimerkezi.phone_verifications'), isPipelined: false },
    ]);
  });

  it('are recorded', () => {
    expect(statements.length).toBe(2);
  });

  // A table that grew since it was analysed is planned as if it were small.
  it.each(['before the table is analysed', 'after it was analysed'])(
    'read the messages of the same phone, prefix and address only, %s',
    async (when) => {
      if (when === 'after it was analysed') await client.query('analyze');
      for (const { text, values } of statements) {
        await client.query('begin');
        const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
          text: `explain (analyze, format json) ${text}`,
          values: [...values],
        });
        await client.query('rollback');
        const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
        if (plan === undefined) throw new Error('The statement has no plan.');
        const read = hitsReadBy(plan);
        expect(read > 100 ? { text, read } : undefined).toBeUndefined();
      }
    },
  );
});

/** Returns the rows of counted messages that a plan reads, with those that a filter removed. */
function hitsReadBy(plan: Plan): number {
  const { 'Actual Rows': rows = 0, 'Actual Loops': loops = 0, 'Rows Removed by Filter': removed = 0 } = plan;
  const own = plan['Relation Name'] === 'phone_verification_hits' ? (rows + removed) * loops : 0;
  return (plan.Plans ?? []).reduce((sum, below) => sum + hitsReadBy(below), own);
}
