import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { MINUTE, SubmitterDesk } from '../test-support/submitter-desk.js';

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
  function missPlaces(desk: SubmitterDesk, count: number, meanwhile?: () => Promise<unknown>): void {
    desk.line.placed = async () => {
      if (desk.places.length > count) return;
      await meanwhile?.();
      stoodStillMs += MINUTE;
    };
  }

  it.each([
    ['transactional', 1],
    ['transactional', 2],
    ['commercial', 1],
  ] as const)('leaves once, in a later place, and gives back what it missed: %s, %i', async (kind, count) => {
    const desk = await SubmitterDesk.open(database);
    const content = { text: 'Kodunuz 1', recipients: [number()] };
    const order = await desk.take(
      kind === 'commercial' ? { kind, audience: 'TACIR', ...content } : { kind, ...content },
    );
    missPlaces(desk, count);
    await desk.submit(order);
    expect(desk.sent).toHaveLength(1);
    expect(desk.places.length).toBeGreaterThan(count);
    expect(await desk.read(order)).toMatchObject({ state: 'submitted', attempts: 1 });
    await becomes(() => desk.heldPlaces(), []);
  });

  /** Stands still after `submitting` is committed. */
  function standStill(desk: SubmitterDesk, order: { id: string }, meanwhile: () => Promise<unknown>): void {
    desk.orders.begun = async () => {
      expect(await desk.read(order)).toMatchObject({ state: 'submitting' });
      await meanwhile();
      stoodStillMs += MINUTE;
    };
  }

  it.each(['unknown', 'held'] as const)(
    'does not leave when another instance has marked it %s meanwhile, and returns to pending',
    async (state) => {
      const desk = await SubmitterDesk.open(database);
      const order = await desk.take();
      standStill(desk, order, async () => {
        await desk.orders.move(order.id, 'unknown', {}, ['submitting']);
        if (state === 'held') await desk.orders.move(order.id, 'held');
      });
      await desk.submit(order);
      expect(desk.sent).toEqual([]);
      expect(await desk.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
      await becomes(() => desk.heldPlaces(), []);
    },
  );

  it('leaves when nobody has moved it meanwhile, in a later place', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    standStill(desk, order, async () => undefined);
    await desk.submit(order);
    expect([desk.sent.length, desk.places.length]).toEqual([1, 2]);
    expect((await desk.read(order)).state).toBe('submitted');
  });

  it('is released when the instance stops before there is another place', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    const stopping = new AbortController();
    standStill(desk, order, async () => stopping.abort());
    await desk.submit(order, stopping.signal);
    expect([desk.sent, desk.places.length]).toEqual([[], 1]);
    expect(await desk.read(order)).toMatchObject({ state: 'pending', attempts: 0 });
    await becomes(() => desk.heldPlaces(), []);
  });

  it('is still only claimed while it waits for its moment', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    const states: string[] = [];
    desk.line.placed = async () => {
      states.push((await desk.read(order)).state);
    };
    await desk.submit(order);
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
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await refuse(order.id, 2);
    await desk.submit(order);
    expect(await desk.read(order)).toMatchObject({
      state: 'submitted',
      providerOrderId: `${desk.account} 1`,
    });
    expect([desk.sent.length, desk.complaints.length]).toEqual([1, 2]);
  });

  it('is left to the lease when the instance stops', async () => {
    const desk = await SubmitterDesk.open(database);
    const order = await desk.take();
    await refuse(order.id, 1_000);
    const stopping = new AbortController();
    desk.answer = async () => {
      stopping.abort();
      return { orderId: `${desk.account} 1` };
    };
    await desk.submit(order, stopping.signal);
    expect((await desk.read(order)).state).toBe('submitting');
    expect(desk.complaints).toHaveLength(1);
  });
});
