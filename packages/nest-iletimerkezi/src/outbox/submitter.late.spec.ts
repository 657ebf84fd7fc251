import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { MINUTE, SubmitterHarness } from '../test-support/submitter-harness.js';
import { refuseOrderWrites } from '../test-support/write-failures.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

describe('an order whose slot expires before it is sent', () => {
  const clock = performance.now.bind(performance);
  let suspendedMs = 0;
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockImplementation(() => clock() + suspendedMs);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    suspendedMs = 0;
  });

  /** Lets the next slots expire, as in a process that is suspended while other instances run. */
  function missSlots(harness: SubmitterHarness, count: number, meanwhile?: () => Promise<unknown>): void {
    harness.rateLimitQueue.acquired = async () => {
      if (harness.slots.length > count) return;
      await meanwhile?.();
      suspendedMs += MINUTE;
    };
  }

  it.each([
    ['transactional', 1],
    ['transactional', 2],
    ['commercial', 1],
  ] as const)('is sent once in a later slot, and frees the missed slots: %s, %i', async (kind, count) => {
    const harness = await SubmitterHarness.open(database);
    const content = { text: 'Kodunuz 1', recipients: [number()] };
    const order = await harness.take(
      kind === 'commercial' ? { kind, audience: 'TACIR', ...content } : { kind, ...content },
    );
    missSlots(harness, count);
    await harness.submit(order);
    expect(harness.sent).toHaveLength(1);
    expect(harness.slots.length).toBeGreaterThan(count);
    expect(await harness.read(order)).toMatchObject({ state: 'submitted', attempts: 1 });
    await becomes(() => harness.heldSlots(), []);
  });

  /** Suspends the process after `submitting` is committed. */
  function suspend(
    harness: SubmitterHarness,
    order: { id: string },
    meanwhile: () => Promise<unknown>,
  ): void {
    harness.orders.begun = async () => {
      expect(await harness.read(order)).toMatchObject({ state: 'submitting' });
      await meanwhile();
      suspendedMs += MINUTE;
    };
  }

  it.each(['unknown', 'held'] as const)(
    'is not sent when another instance has marked it %s, and returns to pending',
    async (state) => {
      const harness = await SubmitterHarness.open(database);
      const order = await harness.take();
      suspend(harness, order, async () => {
        await harness.orders.move(order.id, 'unknown', {}, ['submitting']);
        if (state === 'held') await harness.orders.move(order.id, 'held');
      });
      await harness.submit(order);
      expect(harness.sent).toEqual([]);
      expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
      await becomes(() => harness.heldSlots(), []);
    },
  );

  it('is sent in a later slot when no other instance has changed it', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    suspend(harness, order, async () => undefined);
    await harness.submit(order);
    expect(harness.sent).toHaveLength(1);
    // On a busy machine further slots may expire.
    expect(harness.slots.length).toBeGreaterThan(1);
    expect((await harness.read(order)).state).toBe('submitted');
  });

  it('is released when the instance stops before the next slot', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    const stopping = new AbortController();
    suspend(harness, order, async () => stopping.abort());
    await harness.submit(order, stopping.signal);
    expect(harness.sent).toEqual([]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    await becomes(() => harness.heldSlots(), []);
  });

  it('stays claimed while it waits for its slot', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    const states = new Set<string>();
    harness.rateLimitQueue.acquired = async () => {
      states.add((await harness.read(order)).state);
    };
    await harness.submit(order);
    expect([...states]).toEqual(['claimed']);
  });
});

describe('the response of the provider while the database refuses the write', () => {
  it('is written again until it is persisted', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await refuseOrderWrites(database.kysely, { submissionOf: order.id }, 2);
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'submitted',
      providerOrderId: `${harness.account} 1`,
    });
    expect([harness.sent.length, harness.errors.length]).toEqual([1, 2]);
  });

  it('is not persisted when the instance stops, and the lease expires', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await refuseOrderWrites(database.kysely, { submissionOf: order.id }, 1_000);
    const stopping = new AbortController();
    harness.answer = async () => {
      stopping.abort();
      return { orderId: `${harness.account} 1` };
    };
    await harness.submit(order, stopping.signal);
    expect((await harness.read(order)).state).toBe('submitting');
    expect(harness.errors).toHaveLength(1);
  });
});
