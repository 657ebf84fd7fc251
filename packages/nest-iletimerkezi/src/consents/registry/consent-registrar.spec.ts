import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { sql } from 'kysely';
import type { RegistrationState } from '../../storage/ledger/append.js';
import { RegistrationsRepository } from '../../storage/ledger/registrations.repository.js';
import { countingClient } from '../../test-support/counting-client.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { consentsOn } from '../../test-support/consents.js';
import { ConsentRegistrar } from './consent-registrar.js';
import type { ConsentEntry } from '../ledger/ledger.types.js';

let database: MigratedDatabase;
const running: (ConsentRegistrar | Emulator)[] = [];
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterEach(async () => {
  for (const one of running.splice(0)) {
    await (one instanceof ConsentRegistrar ? one.beforeApplicationShutdown() : one.close());
  }
});
afterAll(() => database.close());

let accounts = 0;

/** An account and brand of its own, with the emulator as its provider and a counter of requests. */
async function start({ quota = 1_000_000, brand = true } = {}) {
  const account = `account-${(accounts += 1)}`;
  const brandCode = String(1_000 + accounts);
  const emulator = await startEmulator({
    seed: {
      accounts: [
        {
          key: 'k',
          hash: 'h',
          senders: ['EMULATOR'],
          brandCodes: [brand ? brandCode : '1'],
          iysQuota: quota,
        },
      ],
    },
  });
  running.unshift(emulator);
  const { client, requests } = countingClient(emulator.url);
  const repository = new RegistrationsRepository(database.kysely, account);
  const { consents, registrar } = consentsOn({ name: account, brandCode }, database.kysely, { client });
  running.unshift(registrar);
  return {
    account,
    brandCode,
    client,
    repository,
    registrar,
    ledger: consents,
    requests,
    /** Runs until so many records are in that state. */
    until: async (state: RegistrationState, records: number): Promise<void> => {
      while (((await repository.counts()).get(state) ?? 0) < records) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    events: async (): Promise<string[]> => {
      const { rows } = await sql<{ type: string }>`select type from iletimerkezi.events
        where account = ${account} and type like 'registration%' order by id`.execute(database.kysely);
      return rows.map(({ type }) => type);
    },
  };
}

const DAY = 86_400_000;
const before = (ms: number): Date => new Date(Math.floor((Date.now() - ms) / 1000) * 1000);
const number = (index: number): string => `+90530${String(index).padStart(7, '0')}`;
const entry = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry => ({
  recipient: number(index),
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: before(60_000),
  ...change,
});

describe('ConsentRegistrar', () => {
  it('registers records, a recipient’s consent before the refusal', async () => {
    const { ledger, registrar, until, client, brandCode } = await start();
    await ledger.recordMany([
      entry(1),
      entry(2),
      entry(1, { status: 'RET', source: 'HS_MESAJ', consentDate: before(1_000) }),
    ]);
    registrar.onApplicationBootstrap();
    await until('sent', 3);
    const about = { brandCode, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
    let state = await client.checkConsent({ ...about, recipient: number(1) });
    while (state.state !== 'refused') state = await client.checkConsent({ ...about, recipient: number(1) });
    expect(state).toMatchObject({ state: 'refused', source: 'HS_MESAJ' });
  });

  // guarantee: G-054
  it('finds the one bad record among 5,000 in at most 14 requests, and registers the others', async () => {
    const { ledger, registrar, until, requests, account, events } = await start();
    const bad = 3_333;
    // The ledger knows a consent that the registry never got: there the ruling is a first record.
    await ledger.record(entry(bad, { consentDate: before(120_000) }), { register: false });
    await ledger.recordMany(
      Array.from({ length: 5_000 }, (_, index) =>
        entry(index, index === bad ? { source: 'HS_KARAR', status: 'RET' } : {}),
      ),
    );
    registrar.onApplicationBootstrap();
    await until('refused', 1);
    expect(requests()).toBeLessThanOrEqual(14);
    await until('sent', 4_999);
    expect(await events()).toEqual(['registration-refused']);
    const { rows } = await sql<{ position: number; reason: string }>`
      select position, reason from iletimerkezi.consent_registrations
       where account = ${account} and state = 'refused'`.execute(database.kysely);
    expect(rows).toEqual([{ position: bad + 2, reason: 'values-refused' }]);
  });

  // guarantee: G-055
  it('stops with an event when the quota is used up, and resumes', async () => {
    const { ledger, registrar, until, events, requests, repository } = await start({ quota: 2 });
    await ledger.recordMany([entry(1), entry(2), entry(3)]);
    registrar.onApplicationBootstrap();
    while ((await events()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await events()).toEqual(['registration-stopped']);
    expect(await repository.counts()).toEqual(new Map([['queued', 3]]));
    expect(requests()).toBe(1);
    registrar.resume();
    await until('queued', 3);
    while (requests() < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  // guarantee: G-055
  it('blames a foreign brand code instead of thousands of records', async () => {
    const { ledger, registrar, until, requests } = await start({ brand: false });
    await ledger.recordMany(Array.from({ length: 1_000 }, (_, index) => entry(index)));
    registrar.onApplicationBootstrap();
    await until('held', 995);
    expect(requests()).toBeLessThanOrEqual(30);
  });

  // guarantee: G-057
  it('emits one event for records near their deadline, and one for expired records', async () => {
    const { ledger, repository, events, account } = await start();
    await ledger.record(entry(1, { consentDate: before(2.5 * DAY) }));
    await ledger.record(entry(2, { consentDate: before(2.9 * DAY) }));
    await ledger.record(entry(3));
    await repository.watchDeadlines(DAY);
    await repository.watchDeadlines(DAY);
    expect(await events()).toEqual(['registration-due']);
    await sql`update iletimerkezi.consent_registrations set due_at = now() - interval '1 second'
      where account = ${account} and position = 2`.execute(database.kysely);
    await repository.watchDeadlines(DAY);
    expect(await events()).toEqual(['registration-due', 'registration-expired']);
    expect(await repository.counts()).toEqual(
      new Map([
        ['queued', 2],
        ['expired', 1],
      ]),
    );
  });

  // guarantee: G-053
  it('marks records of a stopped instance as unknown, and does not register them again', async () => {
    const { ledger, repository, registrar, until, requests, events } = await start();
    await ledger.recordMany([entry(1), entry(2)]);
    expect(await repository.claim(1, 0, randomUUID())).toHaveLength(1);
    registrar.onApplicationBootstrap();
    await until('sent', 1);
    expect(await repository.counts()).toEqual(
      new Map([
        ['sent', 1],
        ['unknown', 1],
      ]),
    );
    expect(requests()).toBe(1);
    expect(await events()).toEqual(['registration-unknown']);
  });

  it('does not change records that another instance has claimed', async () => {
    const { repository, ledger, brandCode } = await start();
    await ledger.record(entry(1));
    const [slept, other] = [randomUUID(), randomUUID()];
    const [record] = await repository.claim(1, 0, slept);
    const positions = [record?.position ?? 0];
    await repository.recover();
    await sql`update iletimerkezi.consent_registrations set state = 'queued' where brand_code = ${brandCode}`.execute(
      database.kysely,
    );
    expect(await repository.claim(1, 60_000, other)).toHaveLength(1);
    await repository.settle(brandCode, positions, { state: 'queued' }, slept);
    expect(await repository.counts()).toEqual(new Map([['sending', 1]]));
    await repository.settle(brandCode, positions, { state: 'sent' }, other);
    expect(await repository.counts()).toEqual(new Map([['sent', 1]]));
  });

  it('submits one batch at a time over all instances', async () => {
    const { repository, ledger } = await start();
    await ledger.recordMany(Array.from({ length: 200 }, (_, index) => entry(index)));
    const taken = await Promise.all([1, 2, 3, 4].map(() => repository.claim(100, 60_000, randomUUID())));
    expect(taken.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 100]);
  });
});
