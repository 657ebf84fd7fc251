import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { MINUTE, SubmitterHarness } from '../test-support/submitter-harness.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

describe('an order whose moment is over before it leaves', () => {
  const clock = performance.now.bind(performance);
  let stoodStillMs = 0;
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockImplementation(() => clock() + stoodStillMs);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    stoodStillMs = 0;
  });

  /** Lets the next places pass by, as a process does that stands still while others go on. */
  function missPlaces(harness: SubmitterHarness, count: number, meanwhile?: () => Promise<unknown>): void {
    harness.line.placed = async () => {
      if (harness.places.length > count) return;
      await meanwhile?.();
      stoodStillMs += MINUTE;
    };
  }

  it.each([
    ['transactional', 1],
    ['transactional', 2],
    ['commercial', 1],
  ] as const)('leaves once, in a later place, and gives back what it missed: %s, %i', async (kind, count) => {
    const harness = await SubmitterHarness.open(database);
    const content = { text: 'Kodunuz 1', recipients: [number()] };
    const order = await harness.take(
      kind === 'commercial' ? { kind, audience: 'TACIR', ...content } : { kind, ...content },
    );
    missPlaces(harness, count);
    await harness.submit(order);
    expect(harness.sent).toHaveLength(1);
    expect(harness.places.length).toBeGreaterThan(count);
    expect(await harness.read(order)).toMatchObject({ state: 'submitted', attempts: 1 });
    await becomes(() => harness.heldPlaces(), []);
  });

  /** Stands still after `submitting` is committed. */
  function standStill(
    harness: SubmitterHarness,
    order: { id: string },
    meanwhile: () => Promise<unknown>,
  ): void {
    harness.orders.begun = async () => {
      expect(await harness.read(order)).toMatchObject({ state: 'submitting' });
      await meanwhile();
      stoodStillMs += MINUTE;
    };
  }

  it.each(['unknown', 'held'] as const)(
    'does not leave when another instance has marked it %s meanwhile, and returns to pending',
    async (state) => {
      const harness = await SubmitterHarness.open(database);
      const order = await harness.take();
      standStill(harness, order, async () => {
        await harness.orders.move(order.id, 'unknown', {}, ['submitting']);
        if (state === 'held') await harness.orders.move(order.id, 'held');
      });
      await harness.submit(order);
      expect(harness.sent).toEqual([]);
      expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
      await becomes(() => harness.heldPlaces(), []);
    },
  );

  it('leaves when nobody has moved it meanwhile, in a later place', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    standStill(harness, order, async () => undefined);
    await harness.submit(order);
    expect([harness.sent.length, harness.places.length]).toEqual([1, 2]);
    expect((await harness.read(order)).state).toBe('submitted');
  });

  it('is released when the instance stops before there is another place', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    const stopping = new AbortController();
    standStill(harness, order, async () => stopping.abort());
    await harness.submit(order, stopping.signal);
    expect([harness.sent, harness.places.length]).toEqual([[], 1]);
    expect(await harness.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    await becomes(() => harness.heldPlaces(), []);
  });

  it('is still only claimed while it waits for its moment', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    const states: string[] = [];
    harness.line.placed = async () => {
      states.push((await harness.read(order)).state);
    };
    await harness.submit(order);
    expect(states).toEqual(['claimed']);
  });
});

describe('what the provider said, while the database refuses to keep it', () => {
  let refusals = 0;

  /** The next so many changes of this order fail once it is being submitted, for no fault of the data. */
  async function refuse(id: string, times: number): Promise<void> {
    const name = `refuse_${(refusals += 1)}`;
    await sql
      .raw(
        `create sequence iletimerkezi.${name};
         create function iletimerkezi.${name}() returns trigger language plpgsql as $$
           begin
             if nextval('iletimerkezi.${name}') <= ${times} then raise exception 'not now'; end if;
             return new;
           end $$;
         create trigger ${name} before update on iletimerkezi.orders for each row
           when (new.id = '${id}' and old.state = 'submitting') execute function iletimerkezi.${name}()`,
      )
      .execute(database.kysely);
  }

  it('is written until it is', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await refuse(order.id, 2);
    await harness.submit(order);
    expect(await harness.read(order)).toMatchObject({
      state: 'submitted',
      providerOrderId: `${harness.account} 1`,
    });
    expect([harness.sent.length, harness.errors.length]).toEqual([1, 2]);
  });

  it('is left to the lease when the instance stops', async () => {
    const harness = await SubmitterHarness.open(database);
    const order = await harness.take();
    await refuse(order.id, 1_000);
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
