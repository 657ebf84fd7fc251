import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { sql } from 'kysely';
import { firstValueFrom } from 'rxjs';
import { ConsentChecker } from '../consents/consent-checker.js';
import { ConsentLedger } from '../ledger/consent-ledger.js';
import { ConsentRegistrar } from '../ledger/consent-registrar.js';
import type { ConsentEntry } from '../ledger/ledger.types.js';
import { Database } from '../storage/database.js';
import type { RegistrationState } from '../storage/ledger/append.js';
import { RegistrationsRepository } from '../storage/ledger/registrations.repository.js';
import { migrate } from '../storage/migrations/migrate.js';
import { OutboxRunner } from '../outbox/outbox-runner.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from '../test-support/becomes.js';
import { citizen } from '../test-support/citizen.js';
import { createSpecDatabase, type SpecDatabase } from '../test-support/database.js';
import { VerificationService } from './verification.service.js';
import type { VerificationOptions } from './verification.types.js';

let spec: SpecDatabase;
let database: Database;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  spec = await createSpecDatabase();
  database = new Database(spec.connection);
  await migrate(database.kysely);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await database.close();
  await spec.drop();
});

let accounts = 0;

/** An account and brand of its own, with the emulator as its registry, and as many instances as asked for. */
async function start(options: VerificationOptions = {}) {
  const name = `verification-${(accounts += 1)}`;
  const brandCode = String(9_000 + accounts);
  const account = { name, brandCode };
  const emulator: Emulator = await startEmulator({
    seed: { accounts: [{ key: 'k', hash: 'h', senders: ['EMULATOR'], brandCodes: [brandCode] }] },
  });
  closing.push(() => emulator.close());
  const client = new IletimerkeziClient({
    credentials: { key: 'k', hash: 'h' },
    baseUrl: emulator.url,
    retry: false,
  });
  const repository = new RegistrationsRepository(database.kysely, name);
  const complaints: string[] = [];
  const instance = ({
    goesOn = false,
    change = {} as VerificationOptions,
    ask = client,
    on = database,
  } = {}) => {
    const checker = new ConsentChecker(account, ask, on.kysely, 1_000);
    const service = new VerificationService(account, checker, on.kysely, {
      options: { landingMs: 0, ...options, ...change },
      goesOn,
      complain: (message) => complaints.push(message),
    });
    closing.push(() => service.beforeApplicationShutdown());
    service.onApplicationBootstrap();
    return service;
  };
  return {
    name,
    brandCode,
    emulator,
    client,
    instance,
    complaints,
    verification: instance(),
    ledger: new ConsentLedger(account, database.kysely),
    says: (recipient: string, status: 'ONAY' | 'RET', consentDate?: Date) =>
      citizen(emulator.url, { brandCode, recipient, status, consentDate }),
    /** Hands over what is queued, until nothing is. */
    register: async (): Promise<void> => {
      const registrar = new ConsentRegistrar(client, repository, true, () => undefined);
      registrar.onApplicationBootstrap();
      while ((await repository.backlog()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await registrar.beforeApplicationShutdown();
    },
    landsAfter: async (registryDelayMs: number): Promise<void> => {
      await fetch(`${emulator.url}/_emulator/settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ registryDelayMs }),
      });
    },
    states: async (): Promise<Partial<Record<RegistrationState, number>>> =>
      Object.fromEntries(await repository.counts()),
    events: async (): Promise<string[]> => {
      const { rows } = await sql<{
        type: string;
      }>`select type from iletimerkezi.events where account = ${name}
        and type not in ('consent', 'consent-changed') order by id`.execute(database.kysely);
      return rows.map(({ type }) => type);
    },
    /** Recipients in the order in which the registry was asked about them. */
    asked: (): string[] =>
      emulator
        .journal(10_000)
        .filter(({ endpoint }) => endpoint === 'iys-check')
        .toReversed()
        .flatMap(({ request }) => JSON.stringify(request).match(/\+90532\d{7}/g) ?? []),
  };
}

const number = (index: number): string => `+90532${String(index).padStart(7, '0')}`;
const ago = (ms: number): Date => new Date(Math.floor((Date.now() - ms) / 1000) * 1000);
const entry = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry => ({
  recipient: number(index),
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: ago(60_000),
  ...change,
});
const entries = (count: number): ConsentEntry[] => Array.from({ length: count }, (_, index) => entry(index));
const YEAR = 365 * 86_400_000;

describe('VerificationService', () => {
  it('confirms what landed at the registry', async () => {
    const { ledger, register, verification, states, events } = await start();
    await ledger.recordMany(entries(120));
    await register();
    const report = await verification.run();
    expect(report).toMatchObject({
      state: 'done',
      reason: undefined,
      requests: 120,
      checked: 120,
      confirmed: 120,
      missing: 0,
      changed: 0,
      failed: 0,
      left: { registered: 0, coming: 0, others: 0 },
    });
    expect(await states()).toEqual({ confirmed: 120 });
    expect(await events()).toEqual(['verification-done']);
    expect(await verification.runs()).toEqual([report]);
  });

  it('hands a record over once more that got a 200 and never landed, and confirms it then', async () => {
    const { ledger, register, verification, states, events, landsAfter } = await start();
    await landsAfter(YEAR);
    await ledger.recordMany(entries(3));
    await register();
    expect(await verification.run()).toMatchObject({ checked: 3, missing: 3, repeated: 3, confirmed: 0 });
    expect(await states()).toEqual({ queued: 3 });
    expect(await events()).toEqual(['registration-repeated', 'verification-done']);
    await landsAfter(0);
    await register();
    expect(await verification.run()).toMatchObject({ checked: 3, confirmed: 3, missing: 0 });
    expect(await states()).toEqual({ confirmed: 3 });
  });

  it('raises a record that never lands once its attempts are used up, or its time limit has passed', async () => {
    const { name, ledger, register, verification, states, events, landsAfter } = await start({ attempts: 2 });
    await landsAfter(YEAR);
    await ledger.recordMany(entries(2));
    await register();
    await sql`update iletimerkezi.consent_registrations set due_at = now() - interval '1 second'
      where account = ${name} and position = 2`.execute(database.kysely);
    expect(await verification.run()).toMatchObject({ missing: 2, repeated: 1 });
    expect(await states()).toEqual({ queued: 1, missing: 1 });
    await register();
    expect(await verification.run()).toMatchObject({ missing: 1, repeated: 0 });
    expect(await states()).toEqual({ missing: 2 });
    expect((await events()).filter((type) => type === 'registration-missing')).toHaveLength(2);
  });

  it('gives a slow registry its time before it takes a record for missing', async () => {
    const { ledger, register, verification, instance, states, landsAfter, emulator } = await start({
      landingMs: 3_600_000,
    });
    await landsAfter(1_800_000);
    await ledger.recordMany(entries(2));
    await register();
    expect(await verification.run()).toMatchObject({ checked: 0 });
    expect(await states()).toEqual({ sent: 2 });
    emulator.advance('PT31M');
    expect(await instance({ change: { landingMs: 0 } }).run()).toMatchObject({ confirmed: 2 });
  });

  it('turns the local state where a citizen refused at the registry', async () => {
    const { ledger, register, verification, says, states } = await start();
    await ledger.recordMany(entries(3));
    await register();
    await says(number(1), 'RET');
    expect(await verification.run()).toMatchObject({ checked: 3, confirmed: 2, changed: 1 });
    expect(await ledger.current(entry(1))).toMatchObject({ status: 'RET' });
    // It had landed before the citizen spoke.
    expect(await states()).toEqual({ confirmed: 3 });
    expect(await ledger.verifyChain()).toMatchObject({ whole: true, records: 4 });
  });

  it('looks up new registrations first, then coming recipients, then those checked longest ago', async () => {
    const { name, brandCode, ledger, register, verification, says, asked } = await start();
    for (const index of [10, 11, 12]) await says(number(index), 'ONAY');
    for (const index of [12, 10, 11]) await ledger.record(entry(index), { register: false });
    await sql`insert into iletimerkezi.consent_checks
        (brand_code, recipient, recipient_type, channel, answer, checked_at)
      values (${brandCode}, ${number(10)}, 'BIREYSEL', 'MESAJ', 'granted', now() - interval '2 days'),
        (${brandCode}, ${number(11)}, 'BIREYSEL', 'MESAJ', 'granted', now() - interval '5 days')`.execute(
      database.kysely,
    );
    const storage = { database };
    const runner = new OutboxRunner(storage, { log: () => undefined, warn: () => undefined });
    const outbox = new OutboxService(
      { name, defaultSender: 'EMULATOR', characterMode: 'unicode' },
      { storage, runner },
    );
    await outbox.enqueue({
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Kampanya',
      recipients: [number(20), number(21)],
    });
    await ledger.recordMany([entry(1), entry(2)]);
    await register();
    const report = await verification.run({ budget: 6 });
    const order = asked();
    expect(order.slice(0, 2).toSorted()).toEqual([number(1), number(2)]);
    expect(order.slice(2, 4).toSorted()).toEqual([number(20), number(21)]);
    expect(order.slice(4)).toEqual([number(12), number(11)]);
    expect(report).toMatchObject({
      checked: 6,
      confirmed: 4,
      missing: 2,
      left: { registered: 0, coming: 0, others: 1 },
    });
  });

  it('keeps to its budget, tells what is left, and goes on with it the next time', async () => {
    const { ledger, register, verification } = await start();
    await ledger.recordMany(entries(250));
    await register();
    expect(await verification.run({ budget: 130 })).toMatchObject({
      state: 'done',
      reason: 'budget',
      requests: 130,
      checked: 130,
      left: { registered: 120 },
    });
    expect(await verification.run()).toMatchObject({ checked: 120, reason: undefined });
  });

  it.each([
    ['a subscription that ended (403)', 403, 'no-iys-subscription'],
    ['credit that is used up (402)', 402, 'insufficient-balance'],
    ['a quota that is used up (405)', 405, 'iys-quota-exceeded'],
  ])('stops at %s in the middle of a run, says so, and goes on the next time', async (_, code, reason) => {
    const { ledger, register, verification, instance, emulator, states, events } = await start();
    await ledger.recordMany(entries(150));
    await register();
    let asked = 0;
    // The emulator has no way to end a subscription between two questions, so the answer is exchanged here.
    const ask = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      baseUrl: emulator.url,
      retry: false,
      fetch: async (...args) => {
        asked += 1;
        if (asked <= 110) return fetch(...args);
        return Response.json({ response: { status: { code, message: 'hayır' } } }, { status: code });
      },
    });
    const stopped = await instance({ ask }).run();
    expect(stopped).toMatchObject({ state: 'stopped', reason, confirmed: 110, checked: 110 });
    expect(stopped.failed).toBeGreaterThan(0);
    expect(stopped.left).toMatchObject({ registered: 40 });
    expect(await events()).toEqual(['verification-stopped']);
    expect(await verification.run()).toMatchObject({ state: 'done', confirmed: 40 });
    expect(await states()).toEqual({ confirmed: 150 });
  });

  it('stops where the provider throttles it', async () => {
    const { ledger, register, verification, emulator } = await start();
    await ledger.recordMany(entries(30));
    await register();
    emulator.addFault({ endpoint: 'iys-check', fault: 'throttle', times: 1_000, skip: 10 });
    const report = await verification.run();
    expect(report.state).toBe('stopped');
    expect(report.checked).toBe(10);
  });

  it('runs once for a fire time however many instances fire', async () => {
    const { ledger, register, instance, verification } = await start();
    await ledger.recordMany(entries(40));
    await register();
    const at = new Date('2026-01-15T00:00:00Z');
    const instances = [verification, instance(), instance(), instance()];
    const reports = await Promise.all(instances.map((one) => one.fire(at)));
    expect(reports.filter((report) => report !== undefined)).toHaveLength(1);
    // One that fires late finds that it ran.
    expect(await instance().fire(at)).toBeUndefined();
    expect(await verification.runs()).toMatchObject([{ fireAt: at, checked: 40 }]);
  });

  it('refuses a second run while one is under way', async () => {
    const { ledger, register, instance, verification } = await start();
    await ledger.recordMany(entries(200));
    await register();
    const first = verification.run();
    await firstValueFrom(verification.progress$);
    await expect(instance().run()).rejects.toMatchObject({ code: 'under-way' });
    expect(await first).toMatchObject({ checked: 200 });
  });

  it('goes on with the run of an instance that died in the middle of it', async () => {
    const { ledger, register, instance, verification, states } = await start({ leaseMs: 1_000 });
    await ledger.recordMany(entries(200));
    await register();
    const cut = new Database(spec.connection);
    const dying = instance({ on: cut });
    const death = dying.run().catch((error: unknown) => error);
    const { id } = await firstValueFrom(dying.progress$);
    // From here on nothing of it arrives: neither its answers nor its renewals nor its farewell.
    await cut.close();
    expect(await death).toBeInstanceOf(Error);
    expect(await verification.runs()).toMatchObject([{ id, state: 'running', checked: 100 }]);
    instance({ goesOn: true });
    let [run] = await verification.runs();
    while (run?.state === 'running') [run] = await verification.runs();
    expect(run).toMatchObject({ id, state: 'done', confirmed: 200, requests: 200 });
    expect(await verification.runs()).toHaveLength(1);
    expect(await states()).toEqual({ confirmed: 200 });
  });

  it('leaves its run to another instance when it closes in the middle', async () => {
    const { ledger, register, instance, verification, states } = await start({ leaseMs: 1_000 });
    await ledger.recordMany(entries(300));
    await register();
    const closed = instance();
    const unfinished = closed.run();
    await firstValueFrom(closed.progress$);
    await closed.beforeApplicationShutdown();
    expect(await unfinished).toMatchObject({ state: 'running' });
    instance({ goesOn: true });
    let [run] = await verification.runs();
    while (run?.state === 'running') [run] = await verification.runs();
    expect(run).toMatchObject({ state: 'done', confirmed: 300 });
    expect(await verification.runs()).toHaveLength(1);
    expect(await states()).toEqual({ confirmed: 300 });
  });

  it('leaves a run that it took over to the next, when it closes in the middle', async () => {
    const { name, ledger, register, instance, verification } = await start({ leaseMs: 60_000 });
    await ledger.recordMany(entries(300));
    await register();
    const first = instance();
    const unfinished = first.run();
    await firstValueFrom(first.progress$);
    await first.beforeApplicationShutdown();
    const { id } = await unfinished;
    const second = instance({ goesOn: true });
    await firstValueFrom(second.progress$);
    await second.beforeApplicationShutdown();
    const { rows } = await sql`select from iletimerkezi.verification_runs
      where account = ${name} and id = ${id} and state = 'running' and lease_until < now()`.execute(
      database.kysely,
    );
    expect(rows).toHaveLength(1);
    expect(await verification.run()).toMatchObject({ id, state: 'done', confirmed: 300 });
  });

  it('gives a run up that another instance took from it, and tells how far that is', async () => {
    const { name, ledger, register, instance, emulator } = await start({ leaseMs: 300 });
    await ledger.recordMany(entries(150));
    await register();
    let asked = 0;
    const ask = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      baseUrl: emulator.url,
      retry: false,
      fetch: async (url, init) => {
        asked += 1;
        if (asked <= 100) return fetch(url, init);
        // Another one thought that this instance was dead; it learns of that by its next renewal.
        await sql`update iletimerkezi.verification_runs set holder = gen_random_uuid(), lease_until = now() + interval '1 hour'
          where account = ${name}`.execute(database.kysely);
        return new Promise((_, reject) => init?.signal?.addEventListener('abort', reject));
      },
    });
    expect(await instance({ ask }).run()).toMatchObject({ state: 'running', checked: 100 });
  });

  it('does not end a run that another instance took from it in the last moment', async () => {
    const { name, instance, events } = await start();
    const run = await database.kysely.transaction().execute(async (tx) => {
      // Counting what is left waits for this lock.
      await sql`lock table iletimerkezi.consent_states in access exclusive mode`.execute(tx);
      const report = instance().run();
      let taken = 0;
      while (taken === 0) {
        const { rows } = await sql`update iletimerkezi.verification_runs set holder = gen_random_uuid()
          where account = ${name} returning id`.execute(database.kysely);
        taken = rows.length;
      }
      return { report };
    });
    expect(await run.report).toMatchObject({ state: 'running' });
    expect(await events()).toEqual([]);
  });

  it('checks nobody where the first questions fail, and says what stopped it', async () => {
    const { ledger, register, verification, emulator } = await start();
    await ledger.recordMany(entries(20));
    await register();
    emulator.addFault({ endpoint: 'iys-check', fault: 'unavailable', times: 1_000 });
    expect(await verification.run()).toMatchObject({
      state: 'stopped',
      reason: expect.any(String),
      checked: 0,
      left: { registered: 20 },
    });
  });

  it('complains by its kind alone where the database keeps it from going on', async () => {
    const { instance, complaints } = await start({ leaseMs: 1_000 });
    const gone = new Database(spec.connection);
    await migrate(gone.kysely);
    await gone.close();
    const late = instance({ on: gone, goesOn: true });
    await becomes(() => complaints.slice(0, 1), ['A verification was not taken over: Error'], 90_000);
    expect(await late.fire(new Date())).toBeUndefined();
    expect(complaints).toContain('Consents are not verified: Error');
  });

  it('ends as stopped on a caller’s signal, with what it checked', async () => {
    const { ledger, register, verification } = await start();
    await ledger.recordMany(entries(300));
    await register();
    const stop = new AbortController();
    const run = verification.run({ signal: stop.signal });
    await firstValueFrom(verification.progress$);
    stop.abort();
    const report = await run;
    expect(report).toMatchObject({ state: 'stopped', reason: 'aborted' });
    expect(report.checked).toBeGreaterThanOrEqual(100);
  });
});
