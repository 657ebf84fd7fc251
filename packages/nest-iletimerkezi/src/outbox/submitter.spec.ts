import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { many, message, number } from '../test-support/messages.js';
import { pauseOrders, stoppedLanes } from '../test-support/outbox-tables.js';
import { HOUR, MINUTE, notSent, refusing, SubmitterHarness } from '../test-support/submitter-harness.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

describe('an order that the provider accepts', () => {
  it('is submitted with the provider’s id, and its report is scheduled', async () => {
    const harness = await SubmitterHarness.open(database);
    const to = number();
    const order = await harness.take(message(to));
    await harness.submit(order);
    expect(harness.sent).toEqual([
      { kind: 'transactional', sender: 'SHOP', text: 'Kodunuz 1', recipients: [to] },
    ]);
    expect(await harness.read(order)).toMatchObject({
      state: 'submitted',
      providerOrderId: `${harness.account} 1`,
      looksIn: 3,
      evidence: null,
    });
    expect([harness.lookUpsScheduled, harness.errors]).toEqual([0, []]);
  });

  it('lets other work run between the reading of many recipients and the encoding of the request', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take(message(...many(101)));
    let hasTurned = false;
    let hadTurned: boolean | undefined;
    const read = harness.orders.recipientsByText.bind(harness.orders);
    harness.orders.recipientsByText = async (id) => {
      const recipients = await read(id);
      setImmediate(() => (hasTurned = true));
      return recipients;
    };
    harness.connect = async () => void (hadTurned = hasTurned);
    await harness.submit(order);
    expect(hadTurned).toBe(true);
  });

  it('has its report polled after its scheduled time', async () => {
    const harness = await SubmitterHarness.open(database);
    const sendAt = new Date(Math.floor(Date.now() / MINUTE) * MINUTE + 5 * HOUR);
    const order = await harness.take({ ...message(number()), sendAt });
    await harness.submit(order);
    expect(harness.sent).toMatchObject([{ sendAt }]);
    expect((await harness.read(order)).looksIn).toBe(8);
  });

  it('is sent with a text for each of its recipients', async () => {
    const harness = await SubmitterHarness.open(database);
    const [one, two] = [number(), number()];
    const messages = [
      { text: 'Kodunuz 1', recipients: [one] },
      { text: 'Kodunuz 2', recipients: [two] },
    ];
    await harness.submit(await harness.take({ kind: 'transactional', messages }));
    expect(harness.sent).toEqual([{ kind: 'transactional', sender: 'SHOP', messages }]);
  });

  it.each(['BIREYSEL', 'TACIR'] as const)('is sent as commercial to %s', async (audience) => {
    const harness = await SubmitterHarness.open(database);
    const to = number();
    await harness.submit(
      await harness.take({ kind: 'commercial', audience, text: 'İndirim', recipients: [to] }),
    );
    expect(harness.sent).toEqual([
      { kind: 'commercial', audience, sender: 'SHOP', text: 'İndirim', recipients: [to] },
    ]);
  });

  it('is sent as commercial to consumers, who have the stricter rules, when the audience is unknown', async () => {
    const harness = await SubmitterHarness.open(database);
    const what = { kind: 'commercial', audience: 'TACIR', text: 'İndirim', recipients: [number()] } as const;
    await harness.submit({ ...(await harness.take(what)), audience: null });
    expect(harness.sent).toMatchObject([{ audience: 'BIREYSEL' }]);
  });

  it('is sent without a slot when it is larger than the rate limit', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take(message(...Array.from({ length: 101 }, number)));
    await harness.submit(order);
    expect((await harness.read(order)).state).toBe('submitted');
    expect(await harness.lastStart()).toBe(0);
  });

  it('is sent in a slot when it fits into the rate limit', async () => {
    const harness = await SubmitterHarness.open(database);
    await harness.submit(await harness.take(message(...Array.from({ length: 100 }, number))));
    expect(await harness.lastStart()).toBeGreaterThan(0);
  });

  it.each(['unknown', 'held'] as const)(
    'is reconciled when another instance has marked it %s',
    async (state) => {
      const harness = await SubmitterHarness.open(database);
      const order = await harness.take();
      harness.answer = async () => {
        await harness.orders.move(order.id, 'unknown', {}, ['submitting']);
        if (state === 'held') await harness.orders.move(order.id, 'held');
        return { orderId: `late ${state}` };
      };
      await harness.submit(order);
      expect(await harness.read(order)).toMatchObject({
        state: 'reconciled',
        providerOrderId: `late ${state}`,
        looksIn: 3,
        evidence: { reconciled: expect.stringContaining('late') },
      });
    },
  );

  it('is unknown when the response has the id of another order', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = async () => ({ orderId: 'the same' });
    await harness.submit(await harness.take());
    const second = await harness.take();
    await harness.submit(second);
    expect(await harness.read(second)).toMatchObject({ state: 'unknown', providerOrderId: null, looksIn: 2 });
    expect([harness.lookUpsScheduled, harness.errors.length]).toEqual([1, 1]);
  });
});

describe('an order that the provider does not accept', () => {
  it('is unknown and is looked up when the outcome is ambiguous', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('connection-lost', 'unknown', true);
    const order = await harness.take();
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'unknown',
      looksIn: 2,
      evidence: {
        code: 'connection-lost',
        outcome: 'unknown',
        providerCode: 499,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(harness.lookUpsScheduled).toBe(1);
  });

  it.each([
    [new RangeError('ours'), 'RangeError'],
    ['a word', 'string'],
  ])('is unknown when the client throws an unexpected value: %p', async (thrown, name) => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = () => Promise.reject(thrown);
    const order = await harness.take();
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'unknown',
      looksIn: 2,
      evidence: { unknown: 'unexpected-error', failed: name },
    });
    expect(harness.lookUpsScheduled).toBe(1);
  });

  // guarantee: G-005
  it.each(['unauthorized', 'insufficient-balance', 'credentials-unavailable'] as const)(
    'waits in its lane, which is stopped by %s',
    async (code) => {
      const harness = await SubmitterHarness.open(database);
      harness.answer = refusing(code, 'not-applied', true);
      const order = await harness.take();
      await harness.submit(order);
      expect(await harness.read(order)).toMatchObject({ state: 'pending', goesIn: 0, evidence: { code } });
      expect(await stoppedLanes(database.kysely, harness.account)).toEqual([
        { lane: 'instant', because: code },
      ]);
    },
  );

  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 5],
  ])('is retried after attempt %i, %i minutes later', async (attempt, minutes) => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('connect-failed', 'not-applied', true);
    const order = await harness.take(message(number()), attempt);
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'pending',
      attempts: attempt,
      goesIn: minutes,
      evidence: { code: 'connect-failed' },
    });
    expect(harness.lookUpsScheduled).toBe(1);
  });

  it('is rejected after its last attempt', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('connect-failed', 'not-applied', true);
    const order = await harness.take(message(number()), 5);
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'rejected',
      evidence: { code: 'connect-failed' },
    });
  });

  it('is rejected immediately when the error is not retryable, and the lane continues', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('sender-not-approved');
    const order = await harness.take();
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'rejected',
      evidence: { code: 'sender-not-approved' },
    });
    harness.answer = async () => ({ orderId: `${harness.account} continues` });
    const next = await harness.take();
    await harness.submit(next);
    expect((await harness.read(next)).state).toBe('submitted');
  });

  it.each([
    ['duplicate-order', 'reconciled', /duplicate-refused/],
    ['sender-not-approved', 'unknown', /^undefined$/],
  ] as const)('with %s leaves an earlier order of unknown outcome %s', async (code, state, reason) => {
    const harness = await SubmitterHarness.open(database);
    const to = number();
    harness.answer = refusing('connection-lost', 'unknown');
    const first = await harness.take(message(to));
    await harness.submit(first);
    harness.answer = refusing(code);
    const second = await harness.take(message(to));
    await harness.submit(second);
    expect((await harness.read(second)).state).toBe('rejected');
    const { state: became, evidence } = await harness.read(first);
    expect(became).toBe(state);
    expect([evidence?.['code'], evidence?.['refused']]).toEqual([
      'connection-lost',
      state === 'reconciled' ? second.id : undefined,
    ]);
    expect(String(evidence?.['reconciled'])).toMatch(reason);
  });

  it.each(['held', 'resent'] as const)(
    'reconciles an earlier order that is %s when it is refused as a duplicate',
    async (state) => {
      const harness = await SubmitterHarness.open(database);
      const to = number();
      harness.answer = refusing('connection-lost', 'unknown');
      const first = await harness.take(message(to));
      await harness.submit(first);
      await harness.orders.move(first.id, state);
      harness.answer = refusing('duplicate-order');
      await harness.submit(await harness.take(message(to)));
      expect((await harness.read(first)).state).toBe('reconciled');
    },
  );

  it('is rejected as a duplicate of an order that is not from this outbox', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('duplicate-order');
    const order = await harness.take();
    await harness.submit(order);
    expect((await harness.read(order)).state).toBe('rejected');
    expect(harness.errors).toEqual([]);
  });

  // guarantee: G-006
  it('is released without an attempt after five consecutive connection failures', async () => {
    const harness = await SubmitterHarness.open(database);
    harness.answer = refusing('connect-failed', 'not-applied', true);
    for (let failed = 0; failed < 5; failed += 1) {
      expect(harness.submitter.isProviderUnreachable).toBe(false);
      await harness.submit(await harness.take());
    }
    expect(harness.submitter.isProviderUnreachable).toBe(true);
    const order = await harness.take();
    await harness.submit(order);
    expect(harness.sent).toHaveLength(5);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0, evidence: null });
  });
});

describe('an order that may not be sent', () => {
  it('is released when the instance stops', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await harness.submit(order, AbortSignal.abort());
    expect(harness.sent).toEqual([]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('is released when the instance stops and the order is large', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take(message(...Array.from({ length: 101 }, number)));
    await harness.submit(order, AbortSignal.abort());
    expect(harness.sent).toEqual([]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it.each(['transactional', 'commercial'] as const)('is released when it was paused: %s', async (kind) => {
    const harness = await SubmitterHarness.open(database);
    const content = { text: 'Kodunuz 1', recipients: [number()] };
    const order = await harness.take(
      kind === 'commercial' ? { kind, audience: 'TACIR', ...content } : { kind, ...content },
    );
    await pauseOrders(database.kysely, { order: order.id });
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('keeps the state that another instance has set', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take({
      kind: 'commercial',
      audience: 'TACIR',
      text: 'İndirim',
      recipients: [number()],
    });
    await harness.orders.move(order.id, 'cancelled');
    await harness.submit(order);
    expect(harness.sent).toEqual([]);
    expect((await harness.read(order)).state).toBe('cancelled');
  });

  it.each([
    [1, 'pending', 1, {}],
    [3, 'pending', 4, {}],
    [5, 'held', 0, { held: 'not-ready' }],
  ])('for which the module’s code fails is, after attempt %i, %s', async (attempt, state, minutes, why) => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take(message(number()), attempt);
    // The order has no content, so the code that reads it throws.
    Reflect.set(order, 'texts', null);
    await harness.submit(order);
    const found = await harness.read(order);
    expect(found).toMatchObject({ state, goesIn: minutes, attempts: attempt });
    expect(found.evidence).toEqual({
      failed: 'TypeError',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      ...why,
    });
    expect([harness.sent, harness.errors]).toEqual([[], [expect.any(TypeError)]]);
  });
});

describe('an order whose connection is being opened', () => {
  it('is claimed, and becomes submitting before the request is sent', async () => {
    const harness = await SubmitterHarness.open(database);
    const states: string[] = [];
    const order = await harness.take();
    const look = async (): Promise<void> => {
      states.push((await harness.read(order)).state);
    };
    harness.connect = look;
    harness.answer = async () => {
      await look();
      return { orderId: `${harness.account} 1` };
    };
    await harness.submit(order);
    expect(states).toEqual(['claimed', 'submitting']);
    expect(await harness.read(order)).toMatchObject({ state: 'submitted' });
  });

  it.each([
    [1, { state: 'pending', attempts: 1, goesIn: 1 }],
    [5, { state: 'rejected', attempts: 5 }],
  ] as const)('was never submitting when attempt %i cannot connect', async (attempt, expected) => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take(message(number()), attempt);
    harness.connect = () => Promise.reject(notSent('connect-failed'));
    await harness.submit(order);
    const row = await harness.read(order);
    expect(row).toMatchObject({ ...expected, evidence: { code: 'connect-failed' } });
    expect(await harness.attemptOf(order)).toBeNull();
    expect(harness.sent).toEqual([]);
    await becomes(() => harness.heldSlots(), []);
  });

  it('is pending again without an attempt when the database fails before it is sent', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    harness.orders.begun = () => Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }));
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(harness.sent).toEqual([]);
  });
});
