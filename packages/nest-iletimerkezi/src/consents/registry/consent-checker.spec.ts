import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { ago, entryOf, keyOf, numberOf } from '../../test-support/consent-entries.js';
import { consentsOn } from '../../test-support/consents.js';
import { CallObservers } from '../../telemetry/call-observer.js';
import { citizen } from '../../test-support/citizen.js';
import { countingClient } from '../../test-support/counting-client.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { eventsOf } from '../../test-support/event-log.js';
import { answeredRecipients, backdateAnswers } from '../../test-support/ledger-tables.js';

let database: MigratedDatabase;
const running: Emulator[] = [];
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});
afterAll(() => database.close());

let accounts = 0;

async function start({
  perSecond = 1_000,
  brandCodes = undefined as string[] | undefined,
  registryDelayMs = 0,
} = {}) {
  const account = `checker-${(accounts += 1)}`;
  const brandCode = String(7_000 + accounts);
  const emulator = await startEmulator({
    seed: {
      accounts: [{ key: 'k', hash: 'h', senders: ['EMULATOR'], brandCodes: brandCodes ?? [brandCode] }],
    },
    settings: { registryDelayMs },
  });
  running.push(emulator);
  const { client, requests } = countingClient(emulator.url);
  const instance = () =>
    consentsOn({ name: account, brandCode }, database.kysely, { client, perSecond }).consents;
  const consents = instance();
  return {
    account,
    brandCode,
    emulator,
    client,
    requests,
    checker: consents.registry,
    other: instance().registry,
    ledger: consents,
    says: (recipient: string, status: 'ONAY' | 'RET', consentDate?: Date) =>
      citizen(emulator.url, { brandCode, recipient, status, consentDate }),
    events: async () => {
      const events = await eventsOf(database.kysely, account);
      return events.filter(({ type }) => type === 'consent-changed').map(({ data }) => data);
    },
  };
}

describe('ConsentChecker', () => {
  // guarantee: G-047
  it('records a refusal found at İYS in the chain, and it is current', async () => {
    const { checker, ledger, says, events } = await start();
    await ledger.record(entryOf(1), { register: false });
    await says(numberOf(1), 'RET');
    const result = await checker.check(keyOf(1));
    expect(result).toMatchObject({ ok: true, answer: 'refused', changed: true, position: 2, cached: false });
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET', position: 2 });
    expect((await ledger.history(numberOf(1))).at(-1)).toMatchObject({
      origin: 'registry',
      source: 'IYS_WEB',
    });
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 2 });
    expect((await events()).at(-1)).toMatchObject({ from: 2, to: 2, refusals: 1 });
  });

  it('records an unknown consent of İYS once', async () => {
    const { checker, ledger, says } = await start();
    await says(numberOf(1), 'ONAY', ago(3_600_000));
    expect(await checker.check(keyOf(1))).toMatchObject({ answer: 'granted', changed: true, position: 1 });
    expect(await checker.check(keyOf(1), { maxAgeMs: 0 })).toMatchObject({ changed: false, position: 1 });
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'ONAY' });
  });

  // guarantee: G-046
  it('does not overrule a local refusal with an older consent of İYS', async () => {
    const { checker, ledger, says } = await start();
    await says(numberOf(1), 'ONAY', ago(86_400_000));
    await ledger.optOut(keyOf(1));
    expect(await checker.check(keyOf(1))).toMatchObject({
      answer: 'granted',
      changed: false,
      position: null,
    });
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'RET' });
  });

  it('records a refusal that is older than a local consent in the history, once', async () => {
    const { checker, ledger, says } = await start();
    await says(numberOf(1), 'RET', ago(86_400_000));
    await ledger.record(entryOf(1), { register: false });
    await checker.check(keyOf(1), { maxAgeMs: 0 });
    await checker.check(keyOf(1), { maxAgeMs: 0 });
    expect((await ledger.history(numberOf(1))).map(({ status }) => status)).toEqual(['ONAY', 'RET']);
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'ONAY' });
  });

  it('separates a recipient without this record from an unknown recipient', async () => {
    const { checker, says, emulator, brandCode } = await start();
    await says(numberOf(1), 'ONAY');
    await citizen(emulator.url, {
      brandCode,
      recipient: numberOf(2),
      status: 'ONAY',
      recipientType: 'TACIR',
    });
    const results = await checker.checkMany([keyOf(1), keyOf(2), keyOf(3)]);
    expect(results.map((result) => result.ok && result.answer)).toEqual([
      'granted',
      'none',
      'unknown-recipient',
    ]);
  });

  it('finds that İYS does not have a record accepted with 200', async () => {
    const { checker, emulator, ledger, client, brandCode } = await start();
    emulator.setQuirks({ retFirst: 'silent-200' });
    const record = {
      ...keyOf(1),
      status: 'RET' as const,
      source: 'HS_WEB' as const,
      consentDate: ago(1_000),
    };
    await client.registerConsents({ brandCode, records: [record] });
    expect(await checker.check(keyOf(1))).toMatchObject({ ok: true, answer: 'unknown-recipient' });
    expect(await ledger.current(keyOf(1))).toBeUndefined();
  });

  it('does not treat a record that İYS does not return yet as a refusal, and finds it later', async () => {
    const { checker, emulator, ledger, client, brandCode } = await start({ registryDelayMs: 60_000 });
    await ledger.record(entryOf(1, { consentDate: ago(1_000) }), { register: false });
    const record = {
      ...keyOf(1),
      status: 'ONAY' as const,
      source: 'HS_WEB' as const,
      consentDate: ago(1_000),
    };
    await client.registerConsents({ brandCode, records: [record] });
    expect(await checker.check(keyOf(1))).toMatchObject({ answer: 'unknown-recipient', changed: false });
    expect(await ledger.current(keyOf(1))).toMatchObject({ status: 'ONAY' });
    emulator.advance('PT2M');
    expect(await checker.check(keyOf(1), { maxAgeMs: 0 })).toMatchObject({ answer: 'granted', position: 1 });
  });

  // guarantee: G-043
  it('reuses an answer for one hour on every instance, unless a record was added since', async () => {
    const { brandCode, checker, other, requests, ledger, says } = await start();
    await says(numberOf(1), 'ONAY', ago(7_200_000));
    const [first] = await checker.checkMany([keyOf(1)]);
    const again = await other.checkMany([keyOf(1), keyOf(1)]);
    expect(again).toMatchObject([{ cached: true, answer: 'granted', position: 1 }, { cached: true }]);
    expect(first?.ok && again[0]?.ok && again[0].checkedAt.getTime() === first.checkedAt.getTime()).toBe(
      true,
    );
    expect(requests()).toBe(1);
    await ledger.record(entryOf(1, { consentDate: new Date() }), { register: false });
    expect(await other.check(keyOf(1))).toMatchObject({ cached: false });
    await backdateAnswers(database.kysely, brandCode, 61 * 60_000);
    expect(await checker.check(keyOf(1), { maxAgeMs: 86_400_000 })).toMatchObject({ cached: false });
  });

  it('returns the matching record with a stored answer, if there is one', async () => {
    const { checker, ledger, says, requests } = await start();
    await says(numberOf(1), 'RET', ago(7_200_000));
    await ledger.record(entryOf(2, { consentDate: ago(7_200_000) }), { register: false });
    await checker.checkMany([keyOf(1), keyOf(2)]);
    const again = await checker.checkMany([keyOf(1), keyOf(2)]);
    expect(again).toMatchObject([
      { cached: true, answer: 'refused', position: 2 },
      { cached: true, answer: 'unknown-recipient', position: null },
    ]);
    expect(requests()).toBe(2);
  });

  it('dates a refusal now if İYS returns neither its date nor its source', async () => {
    const { account, brandCode, emulator, ledger, says } = await start();
    await says(numberOf(1), 'RET', ago(7_200_000));
    // The emulator always returns both, so they are removed from its response here.
    const client = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      baseUrl: emulator.url,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        const text = (await response.text()).replace(/,?"(source|consentDate)":"[^"]*"/g, '');
        return new Response(text, response);
      },
    });
    const checker = consentsOn({ name: account, brandCode }, database.kysely, { client }).consents.registry;
    const result = await checker.check(keyOf(1));
    expect(result).toMatchObject({ ok: true, answer: 'refused', changed: true });
    const [record] = await ledger.history(numberOf(1));
    expect(record).toMatchObject({ status: 'RET', source: 'IYS' });
    expect(record?.consentDate).toEqual(result.ok ? result.checkedAt : undefined);
  });

  it('throws other errors than those of the provider or the recipient', async () => {
    const { account, brandCode, emulator } = await start();
    const observers = new CallObservers();
    observers.add({ observe: () => Promise.reject(new TypeError('an observer of the host fails')) });
    const client = new IletimerkeziClient({
      observe: observers.of(account),
      credentials: { key: 'k', hash: 'h' },
      baseUrl: emulator.url,
    });
    const checker = consentsOn({ name: account, brandCode }, database.kysely, { client }).consents.registry;
    await expect(checker.checkMany([keyOf(1), keyOf(2)])).rejects.toThrow(TypeError);
  });

  it('makes no more requests than the budget, and reports the remaining keys', async () => {
    const { checker, requests } = await start();
    const results = await checker.checkMany([1, 2, 3, 4, 5].map(keyOf), { budget: 2 });
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect(results.filter((result) => !result.ok && result.reason === 'budget')).toHaveLength(3);
    expect(requests()).toBe(2);
  });

  // guarantee: G-043
  it('keeps the rate limit over several instances', async () => {
    const { checker, other, emulator } = await start({ perSecond: 40 });
    const started = performance.now();
    await Promise.all([
      checker.checkMany(Array.from({ length: 20 }, (_, index) => keyOf(index))),
      other.checkMany(Array.from({ length: 20 }, (_, index) => keyOf(100 + index))),
    ]);
    // The fortieth place is 39/40 of a second after the first; a slow machine only takes longer.
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(emulator.journal(100)).toHaveLength(40);
  });

  it('stops without a subscription, and when it is throttled', async () => {
    const none = await start({ brandCodes: [] });
    const refused = await none.checker.checkMany(Array.from({ length: 50 }, (_, index) => keyOf(index)));
    expect(refused.every((result) => !result.ok && result.error?.code === 'no-iys-subscription')).toBe(true);
    expect(none.requests()).toBeLessThanOrEqual(8);

    const { checker, emulator, requests, says } = await start();
    for (const index of [0, 1, 2]) await says(numberOf(index), 'ONAY');
    emulator.addFault({ endpoint: 'iys-check', fault: 'throttle', skip: 3, times: 1_000 });
    const results = await checker.checkMany(Array.from({ length: 50 }, (_, index) => keyOf(index)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect(results.filter((result) => !result.ok && result.reason === 'provider')).toHaveLength(47);
    expect(requests()).toBeLessThan(20);
  });

  it('ends when its signal fires, and stores the answers so far', async () => {
    const { checker, other, requests } = await start({ perSecond: 4 });
    const stop = new AbortController();
    const asking = checker.checkMany([1, 2, 3, 4, 5, 6].map(keyOf), { signal: stop.signal });
    while (requests() === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    const results = await asking;
    expect(results.filter((result) => !result.ok && result.reason === 'aborted').length).toBeGreaterThan(0);
    const answered = results.filter(({ ok }) => ok).map((result) => result.key);
    expect((await other.checkMany(answered)).every((result) => result.ok && result.cached)).toBe(true);
  });

  it('fails for an invalid recipient without a request', async () => {
    const { checker, requests } = await start();
    expect(await checker.check({ ...keyOf(1), recipient: '+4915112345678' })).toMatchObject({
      ok: false,
      reason: 'not-checkable',
    });
    expect(requests()).toBe(0);
  });

  it('records an answer of two instances at once only once', async () => {
    const { checker, other, ledger, says } = await start();
    for (let index = 0; index < 10; index += 1) await says(numberOf(index), 'RET');
    const keys = Array.from({ length: 10 }, (_, index) => keyOf(index));
    await Promise.all([checker.checkMany(keys, { maxAgeMs: 0 }), other.checkMany(keys, { maxAgeMs: 0 })]);
    for (const { recipient } of keys) expect(await ledger.history(recipient)).toHaveLength(1);
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 10 });
  });

  it('deletes the answers about an erased recipient', async () => {
    const { brandCode, checker, ledger, says } = await start();
    await says(numberOf(1), 'RET');
    await checker.check(keyOf(1));
    expect(await answeredRecipients(database.kysely, brandCode)).toEqual([numberOf(1)]);
    await ledger.erase(numberOf(1));
    expect(await answeredRecipients(database.kysely, brandCode)).toEqual([]);
  });
});
