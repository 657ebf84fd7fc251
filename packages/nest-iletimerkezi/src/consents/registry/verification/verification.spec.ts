import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { NEVER } from 'rxjs';
import { newId } from '../../../common/ids.js';
import { OutboxService } from '../../../outbox/outbox.service.js';
import { passDeadline, storeAnswers } from '../../../test-support/ledger-tables.js';
import { entryOf, numberOf } from '../../../test-support/consent-entries.js';
import { NO_PROVIDER } from '../../../test-support/no-provider.js';
import { entries, VerificationHarness } from '../../../test-support/verification-harness.js';

let harness: VerificationHarness;
beforeAll(async () => {
  harness = await VerificationHarness.open();
});
afterEach(() => harness.clear());
afterAll(() => harness.close());

const YEAR = 365 * 86_400_000;

describe('ConsentVerification', () => {
  it('confirms records that İYS has', async () => {
    const { ledger, register, verification, states, events } = await harness.start();
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

  // guarantee: G-059
  it('registers a record again that İYS does not have after a 200, and confirms it then', async () => {
    const { ledger, register, verification, states, events, landsAfter } = await harness.start();
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

  it('marks a record as missing after its attempts or its deadline', async () => {
    const { name, ledger, register, verification, states, events, landsAfter } = await harness.start({
      attempts: 2,
    });
    await landsAfter(YEAR);
    await ledger.recordMany(entries(2));
    await register();
    await passDeadline(harness.database.kysely, name, 2);
    expect(await verification.run()).toMatchObject({ missing: 2, repeated: 1 });
    expect(await states()).toEqual({ queued: 1, missing: 1 });
    await register();
    expect(await verification.run()).toMatchObject({ missing: 1, repeated: 0 });
    expect(await states()).toEqual({ missing: 2 });
    expect((await events()).filter((type) => type === 'registration-missing')).toHaveLength(2);
  });

  it('waits for the grace period before a record is missing', async () => {
    const { ledger, register, verification, instance, states, landsAfter, emulator } = await harness.start({
      registrationGracePeriodMs: 3_600_000,
    });
    await landsAfter(1_800_000);
    await ledger.recordMany(entries(2));
    await register();
    expect(await verification.run()).toMatchObject({ checked: 0 });
    expect(await states()).toEqual({ sent: 2 });
    emulator.advance('PT31M');
    expect(await instance({ change: { registrationGracePeriodMs: 0 } }).run()).toMatchObject({
      confirmed: 2,
    });
  });

  it('records a refusal made at İYS', async () => {
    const { ledger, register, verification, says, states } = await harness.start();
    await ledger.recordMany(entries(3));
    await register();
    await says(numberOf(1), 'RET');
    expect(await verification.run()).toMatchObject({ checked: 3, confirmed: 2, changed: 1 });
    expect(await ledger.current(entryOf(1))).toMatchObject({ status: 'RET' });
    // It was registered before the citizen’s declaration.
    expect(await states()).toEqual({ confirmed: 3 });
    expect(await ledger.verifyChain()).toMatchObject({ valid: true, records: 4 });
  });

  // guarantee: G-060
  it('checks new registrations first, then coming recipients, then those checked longest ago', async () => {
    const { name, brandCode, ledger, register, verification, says, asked } = await harness.start();
    for (const index of [10, 11, 12]) await says(numberOf(index), 'ONAY');
    for (const index of [12, 10, 11]) await ledger.record(entryOf(index), { register: false });
    await storeAnswers(harness.database.kysely, brandCode, [
      { recipient: numberOf(10), answer: 'granted', days: 2 },
      { recipient: numberOf(11), answer: 'granted', days: 5 },
    ]);
    const outbox = new OutboxService({
      account: { name, defaultSender: 'EMULATOR' },
      storage: { kysely: harness.database.kysely, instance: newId(), events$: NEVER, provider: NO_PROVIDER },
    });
    await outbox.enqueue({
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Kampanya',
      recipients: [numberOf(20), numberOf(21)],
    });
    await ledger.recordMany([entryOf(1), entryOf(2)]);
    await register();
    const report = await verification.run({ budget: 6 });
    const order = asked();
    expect(order.slice(0, 2).toSorted()).toEqual([numberOf(1), numberOf(2)]);
    expect(order.slice(2, 4).toSorted()).toEqual([numberOf(20), numberOf(21)]);
    expect(order.slice(4)).toEqual([numberOf(12), numberOf(11)]);
    expect(report).toMatchObject({
      checked: 6,
      confirmed: 4,
      missing: 2,
      left: { registered: 0, coming: 0, others: 1 },
    });
  });

  // guarantee: G-060
  it('keeps its budget, reports what is left, and continues in the next run', async () => {
    const { ledger, register, verification } = await harness.start();
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
  ])('stops after %s with a reason, and continues in the next run', async (_, code, reason) => {
    const { ledger, register, verification, instance, clientOver, states, events } = await harness.start();
    await ledger.recordMany(entries(150));
    await register();
    let asked = 0;
    // The emulator has no way to end a subscription between two questions, so the answer is exchanged here.
    const ask = clientOver(async (...args) => {
      asked += 1;
      if (asked <= 110) return fetch(...args);
      return Response.json({ response: { status: { code, message: 'hayır' } } }, { status: code });
    });
    const stopped = await instance({ ask }).run();
    expect(stopped).toMatchObject({ state: 'stopped', reason, confirmed: 110, checked: 110 });
    expect(stopped.failed).toBeGreaterThan(0);
    expect(stopped.left).toMatchObject({ registered: 40 });
    expect(await events()).toEqual(['verification-stopped']);
    expect(await verification.run()).toMatchObject({ state: 'done', confirmed: 40 });
    expect(await states()).toEqual({ confirmed: 150 });
  });

  it('stops when the provider throttles it', async () => {
    const { ledger, register, verification, emulator } = await harness.start();
    await ledger.recordMany(entries(30));
    await register();
    emulator.addFault({ endpoint: 'iys-check', fault: 'throttle', times: 1_000, skip: 10 });
    const report = await verification.run();
    expect(report.state).toBe('stopped');
    expect(report.checked).toBe(10);
  });

  it('ends as stopped on the caller’s signal, with its results', async () => {
    const { ledger, register, verification } = await harness.start();
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
