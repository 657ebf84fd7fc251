import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { RegistrationState } from '../../storage/ledger/append.js';
import { InstancesRepository } from '../../storage/instances.repository.js';
import {
  recoverRegistrations,
  RegistrationsRepository,
  watchDeadlines,
} from '../../storage/ledger/registrations.repository.js';
import { ago, entryOf, numberOf } from '../../test-support/consent-entries.js';
import { countingClient } from '../../test-support/counting-client.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { consentsOn } from '../../test-support/consents.js';
import { registrationEventsOf } from '../../test-support/event-log.js';
import { passDeadline, requeueRegistrations } from '../../test-support/ledger-tables.js';

let database: MigratedDatabase;
const running: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
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
  running.unshift(() => emulator.close());
  const { client, requests } = countingClient(emulator.url);
  // Another instance, with a lease.
  const peer = randomUUID();
  const instances = new InstancesRepository(database.kysely);
  await instances.beat(peer, 60_000);
  const repository = new RegistrationsRepository(database.kysely, account, peer);
  const { consents, registrar, startRegistrar, stopRegistrar } = consentsOn(
    { name: account, brandCode },
    database.kysely,
    { client },
  );
  running.unshift(stopRegistrar);
  return {
    account,
    brandCode,
    client,
    repository,
    /** Ends the lease of the other instance, and recovers what it had claimed. */
    recoverPeer: async (): Promise<void> => {
      await instances.remove(peer);
      await recoverRegistrations(database.kysely, randomUUID(), () => []);
      await instances.beat(peer, 60_000);
    },
    registrar,
    startRegistrar,
    ledger: consents,
    requests,
    /** Runs until so many records are in that state. */
    until: async (state: RegistrationState, records: number): Promise<void> => {
      while (((await repository.counts()).get(state) ?? 0) < records) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    events: () => registrationEventsOf(database.kysely, account),
  };
}

const DAY = 86_400_000;
describe('ConsentRegistrar', () => {
  it('registers records, a recipient’s consent before the refusal', async () => {
    const { ledger, startRegistrar, until, client, brandCode } = await start();
    await ledger.recordMany([
      entryOf(1),
      entryOf(2),
      entryOf(1, { status: 'RET', source: 'HS_MESAJ', consentDate: ago(1_000) }),
    ]);
    await startRegistrar();
    await until('sent', 3);
    const about = { brandCode, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
    let state = await client.checkConsent({ ...about, recipient: numberOf(1) });
    while (state.state !== 'refused') state = await client.checkConsent({ ...about, recipient: numberOf(1) });
    expect(state).toMatchObject({ state: 'refused', source: 'HS_MESAJ' });
  });

  // guarantee: G-054
  it('finds the one bad record among 5,000 in at most 14 requests, and registers the others', async () => {
    const { ledger, startRegistrar, until, requests, events } = await start();
    const bad = 3_333;
    // The ledger knows a consent that the registry never got: there the ruling is a first record.
    await ledger.record(entryOf(bad, { consentDate: ago(120_000) }), { register: false });
    await ledger.recordMany(
      Array.from({ length: 5_000 }, (_, index) =>
        entryOf(index, index === bad ? { source: 'HS_KARAR', status: 'RET' } : {}),
      ),
    );
    await startRegistrar();
    await until('refused', 1);
    expect(requests()).toBeLessThanOrEqual(14);
    await until('sent', 4_999);
    expect(await events()).toEqual(['registration-refused']);
    expect((await ledger.history(numberOf(bad))).at(-1)).toMatchObject({
      position: bad + 2,
      registration: 'refused',
      registrationReason: 'values-refused',
    });
    expect((await ledger.registry.counts()).get('refused')).toBe(1);
  });

  // guarantee: G-055
  it('stops with an event when the quota is used up, and resumes', async () => {
    const { ledger, startRegistrar, until, events, requests, repository } = await start({ quota: 2 });
    await ledger.recordMany([entryOf(1), entryOf(2), entryOf(3)]);
    await startRegistrar();
    while ((await events()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await events()).toEqual(['registration-stopped']);
    expect(await repository.counts()).toEqual(new Map([['queued', 3]]));
    expect(requests()).toBe(1);
    ledger.registry.resume();
    await until('queued', 3);
    while (requests() < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  // guarantee: G-055
  it('blames a foreign brand code instead of thousands of records', async () => {
    const { ledger, startRegistrar, until, requests } = await start({ brand: false });
    await ledger.recordMany(Array.from({ length: 1_000 }, (_, index) => entryOf(index)));
    await startRegistrar();
    await until('held', 995);
    expect(requests()).toBeLessThanOrEqual(30);
  });

  // guarantee: G-057
  it('emits one event for records near their deadline, and one for expired records', async () => {
    const { ledger, repository, events, account } = await start();
    await ledger.record(entryOf(1, { consentDate: ago(2.5 * DAY) }));
    await ledger.record(entryOf(2, { consentDate: ago(2.9 * DAY) }));
    await ledger.record(entryOf(3));
    await watchDeadlines(database.kysely, [account], DAY);
    await watchDeadlines(database.kysely, [account], DAY);
    expect(await events()).toEqual(['registration-due']);
    await passDeadline(database.kysely, account, 2);
    await watchDeadlines(database.kysely, [account], DAY);
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
    const { ledger, repository, recoverPeer, startRegistrar, until, requests, events } = await start();
    await ledger.recordMany([entryOf(1), entryOf(2)]);
    expect(await repository.claim(1, randomUUID())).toHaveLength(1);
    await recoverPeer();
    await startRegistrar();
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
    const { repository, recoverPeer, ledger, brandCode } = await start();
    await ledger.record(entryOf(1));
    const [slept, other] = [randomUUID(), randomUUID()];
    const [record] = await repository.claim(1, slept);
    const positions = [record?.position ?? 0];
    await recoverPeer();
    await requeueRegistrations(database.kysely, brandCode);
    expect(await repository.claim(1, other)).toHaveLength(1);
    await repository.settle(brandCode, positions, { state: 'queued' }, slept);
    expect(await repository.counts()).toEqual(new Map([['sending', 1]]));
    await repository.settle(brandCode, positions, { state: 'sent' }, other);
    expect(await repository.counts()).toEqual(new Map([['sent', 1]]));
  });

  it('submits one batch at a time over all instances', async () => {
    const { repository, ledger } = await start();
    await ledger.recordMany(Array.from({ length: 200 }, (_, index) => entryOf(index)));
    const taken = await Promise.all([1, 2, 3, 4].map(() => repository.claim(100, randomUUID())));
    expect(taken.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 100]);
  });
});
