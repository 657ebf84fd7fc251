import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator } from 'iletimerkezi-emulator';
import { Database } from '../../storage/database.js';
import { InstancesRepository } from '../../storage/instances.repository.js';
import {
  recoverRegistrations,
  RegistrationsRepository,
} from '../../storage/ledger/registrations.repository.js';
import { CallObservers } from '../../telemetry/call-observer.js';
import { becomes } from '../../test-support/becomes.js';
import { connectedThenClosed, createSpecDatabase, type SpecDatabase } from '../../test-support/database.js';
import { consentsOn } from '../../test-support/consents.js';
import { registrationEventsOf } from '../../test-support/event-log.js';
import type { ConsentEntry } from '../ledger/ledger.types.js';

const TIMEOUT_MS = 90_000;

let spec: SpecDatabase;
let database: Database;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  spec = await createSpecDatabase();
  database = new Database(spec.connection);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await database.close();
  await spec.drop();
});

let accounts = 0;

const UNREACHABLE = 'http://127.0.0.1:1/';

/** An account with its brand and emulator; `before` runs ahead of each request. */
async function start({
  brand = true,
  on = database,
  isDown = false,
  before = async (): Promise<void> => undefined,
} = {}) {
  const account = `failing-${(accounts += 1)}`;
  const brandCode = String(6_000 + accounts);
  const emulator = await startEmulator({
    seed: {
      accounts: [{ key: 'k', hash: 'h', senders: ['EMULATOR'], brandCodes: [brand ? brandCode : '1'] }],
    },
  });
  closing.push(() => emulator.close());
  const observers = new CallObservers();
  let requests = 0;
  const client = new IletimerkeziClient({
    observe: observers.of(account),
    credentials: { key: 'k', hash: 'h' },
    baseUrl: emulator.url,
    retry: false,
    fetch: async (url, init) => {
      requests += 1;
      await before();
      return fetch(requests === 1 && isDown ? UNREACHABLE : url, init);
    },
  });
  const errors: string[] = [];
  const known = { name: account, brandCode };
  const onError = (message: string): unknown => errors.push(message);
  const { registrar, startRegistrar, stopRegistrar, instance } = consentsOn(known, on.kysely, {
    client,
    onError,
  });
  closing.push(stopRegistrar);
  const repository = new RegistrationsRepository(database.kysely, account);
  return {
    account,
    emulator,
    observers,
    instance,
    startRegistrar,
    stopRegistrar,
    resume: () => registrar?.resume(),
    errors,
    ledger: consentsOn(known, database.kysely).consents,
    requests: () => requests,
    counts: async () => Object.fromEntries(await repository.counts()),
    events: () => registrationEventsOf(database.kysely, account),
  };
}

const entries = (count: number): ConsentEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    recipient: `+90530${String(index).padStart(7, '0')}`,
    recipientType: 'BIREYSEL',
    channel: 'MESAJ',
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: new Date(Date.now() - 60_000),
  }));

describe('the registration of consents', () => {
  it('marks a batch that the provider may have accepted, emits an event, and does not submit it again', async () => {
    const { ledger, startRegistrar, resume, emulator, counts, events, requests } = await start();
    emulator.addFault({ endpoint: 'iys-register', fault: 'accept-then-cut' });
    await ledger.recordMany(entries(3));
    await startRegistrar();
    await becomes(counts, { unknown: 3 }, TIMEOUT_MS);
    expect(await events()).toEqual(['registration-unknown']);
    await ledger.recordMany(entries(4).slice(3));
    resume();
    await becomes(counts, { unknown: 3, sent: 1 }, TIMEOUT_MS);
    expect(requests()).toBe(2);
  });

  it('keeps records in the queue that the provider did not accept, and submits them later', async () => {
    const { ledger, startRegistrar, counts, events, requests } = await start({ isDown: true });
    await ledger.recordMany(entries(3));
    await startRegistrar();
    await becomes(counts, { sent: 3 }, TIMEOUT_MS);
    expect([requests(), await events()]).toEqual([2, []]);
  });

  it('stops during a search and queues undecided records again', async () => {
    let ended: Promise<void> | undefined;
    const { ledger, startRegistrar, stopRegistrar, counts, requests } = await start({
      brand: false,
      before: async () => {
        ended ??= stopRegistrar();
      },
    });
    await ledger.recordMany(entries(100));
    await startRegistrar();
    await becomes(() => ended !== undefined, true, TIMEOUT_MS);
    await ended;
    expect(await counts()).toEqual({ queued: 100 });
    expect(requests()).toBe(1);
  });

  it('logs only the kind of an error that stops it', async () => {
    const gone = await connectedThenClosed(spec.connection);
    const { startRegistrar, errors } = await start({ on: gone });
    await startRegistrar();
    await becomes(() => errors.slice(0, 1), ['Consents are not registered: Error'], TIMEOUT_MS);
  });

  it('marks records as unknown after an error that is not the provider’s', async () => {
    const { ledger, startRegistrar, observers, counts, events, errors } = await start();
    observers.add({
      observe: () => Promise.reject(new TypeError('an observer of the host fails')),
    });
    await ledger.recordMany(entries(2));
    await startRegistrar();
    await becomes(counts, { unknown: 2 }, TIMEOUT_MS);
    expect(await events()).toEqual(['registration-unknown']);
    expect(errors).toEqual(['Consents are not registered: TypeError']);
  });

  it('leaves records to an instance with a lease, and marks them unknown when it has none', async () => {
    let recover: (step: 'alive' | 'expired') => Promise<void> = async () => undefined;
    const { instance, ledger, startRegistrar, counts, events } = await start({
      before: async () => {
        await recover('alive');
        await recover('expired');
      },
    });
    const states: unknown[] = [];
    recover = async (step) => {
      if (step === 'expired') await new InstancesRepository(database.kysely).remove(instance);
      await recoverRegistrations(database.kysely, randomUUID(), () => []);
      states.push(await counts());
    };
    await ledger.recordMany(entries(1));
    await startRegistrar();
    await becomes(() => states, [{ sending: 1 }, { unknown: 1 }], TIMEOUT_MS);
    expect(await events()).toEqual(['registration-unknown']);
    // What the instance reports after its lease changes nothing.
    await becomes(counts, { unknown: 1 }, TIMEOUT_MS);
  });

  it('marks records of this instance unknown when their claim is not in flight any more', async () => {
    const { instance, account, ledger, counts } = await start();
    await new InstancesRepository(database.kysely).beat(instance, 60_000);
    await ledger.recordMany(entries(2));
    const claim = randomUUID();
    await new RegistrationsRepository(database.kysely, account, instance).claim(10, claim);
    await recoverRegistrations(database.kysely, instance, () => [claim]);
    expect(await counts()).toEqual({ sending: 2 });
    await recoverRegistrations(database.kysely, instance, () => []);
    expect(await counts()).toEqual({ unknown: 2 });
  });
});
