import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  RECIPIENTS_PER_SECOND,
  RateLimitRepository,
  type Slot,
} from '../storage/outbox/rate-limit.repository.js';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { isReserved, jumpForward, leaveSlots, reservedSlots } from '../test-support/rate-limit-tables.js';
import { RateLimitQueue } from './rate-limit-queue.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());
afterEach(() => {
  jest.restoreAllMocks();
});

/** The real repository, but without waiting for the start of a slot. */
class ImmediateRateLimitRepository extends RateLimitRepository {
  /** Number of statements that took slots. */
  answers = 0;
  readonly ids: number[] = [];
  /** Starts of the slots, in microseconds of the account's clock. */
  readonly starts: number[] = [];
  /** Called before the answer is returned. */
  afterTake: () => unknown = () => undefined;

  override async take(...asked: Parameters<RateLimitRepository['take']>): Promise<Slot[]> {
    const slots = await super.take(...asked);
    this.answers += 1;
    this.ids.push(...slots.map(({ id }) => id));
    this.starts.push(...slots.map(({ now, inMs }) => now + inMs * 1_000));
    this.afterTake();
    return slots.map((slot) => ({ ...slot, inMs: 0 }));
  }
}

/** Creates an account's rate limit with `free` free slots, the others free in a minute, and a queue for it. */
async function rateLimitWith(
  account: string,
  free: number,
): Promise<{ repository: ImmediateRateLimitRepository; queue: RateLimitQueue }> {
  const repository = new ImmediateRateLimitRepository(database.kysely);
  await repository.take(account, { sizes: [1], count: 1, earlyMs: 0, expected: undefined });
  repository.ids.length = 0;
  repository.answers = 0;
  await leaveSlots(database.kysely, account, free);
  return { repository, queue: new RateLimitQueue(account, repository) };
}

const NEVER = new AbortController().signal;

/** Adds these orders to the queue and returns the sequence in which they got their slots. */
async function sequenceOf(
  queue: RateLimitQueue,
  orders: readonly [name: string, recipients: number][],
): Promise<string[]> {
  const sequence: string[] = [];
  await Promise.all(
    orders.map(async ([name, recipients]) => {
      await queue.acquire(recipients, NEVER);
      sequence.push(name);
    }),
  );
  return sequence;
}

const small = (count: number): [string, number][] =>
  Array.from({ length: count }, (_, index) => [`small ${index}`, 1]);
const names = (orders: readonly [string, number][]): string[] => orders.map(([name]) => name);

describe('the queue for the rate limit', () => {
  it('lets at most eight small orders overtake one that does not fit yet', async () => {
    const { queue } = await rateLimitWith('overtaken', 99);
    const [first, ...behind] = small(13);
    const sequence = await sequenceOf(queue, [first!, ['large', 100], ...behind]);
    expect(sequence).toEqual(['small 0', ...names(behind.slice(0, 8)), 'large', ...names(behind.slice(8))]);
  });

  it('sends orders of one size in order of arrival', async () => {
    const orders = small(20);
    const { queue } = await rateLimitWith('in sequence', RECIPIENTS_PER_SECOND);
    expect(await sequenceOf(queue, orders)).toEqual(names(orders));
  });

  it('frees a slot whose order has left the queue', async () => {
    const { queue, repository } = await rateLimitWith('left', RECIPIENTS_PER_SECOND);
    const leaving = new AbortController();
    const slot = queue.acquire(7, leaving.signal);
    leaving.abort();
    expect(await slot).toBeUndefined();
    await becomes(() => repository.ids.length, 1);
    await becomes(() => isReserved(database.kysely, 'left', repository.ids[0]), false);
  });

  // guarantee: G-036
  it('discards a slot that results from a jump of the database’s clock, and waits for a valid one', async () => {
    const { queue, repository } = await rateLimitWith('jumped', RECIPIENTS_PER_SECOND);
    await queue.acquire(1, NEVER);
    const now = await jumpForward(database.kysely, 'jumped');
    await queue.acquire(1, NEVER);
    const start = Math.max(...repository.starts);
    expect(start).toBeGreaterThanOrEqual(now + 1_000_000);
    expect(repository.ids.length).toBeGreaterThanOrEqual(3);
  });

  it('does not use a slot whose answer came after it expired', async () => {
    const { queue, repository } = await rateLimitWith('late answer', RECIPIENTS_PER_SECOND);
    expect((await queue.acquire(5, NEVER))?.isInTime).toBe(true);
    const now = performance.now.bind(performance);
    let suspendedMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + suspendedMs);
    // The process is suspended before it receives the answer.
    repository.afterTake = () => (suspendedMs = 1_000);
    const slot = await queue.acquire(5, NEVER);
    expect([slot?.isInTime, await slot?.waitForStart()]).toEqual([false, false]);
  });

  it('takes slots ahead while orders of one recipient arrive frequently', async () => {
    const { queue, repository } = await rateLimitWith('frequent', RECIPIENTS_PER_SECOND);
    const statements = (): number => repository.answers;
    for (let order = 0; order < 12; order += 1) await queue.acquire(1, NEVER);
    expect(statements()).toBeLessThan(9);
    expect(repository.ids.length).toBeGreaterThanOrEqual(12);
  });

  // guarantee: G-035
  it('returns slots that were taken ahead and not used, without a cooldown', async () => {
    const { queue, repository } = await rateLimitWith('unused', RECIPIENTS_PER_SECOND);
    for (let order = 0; order < 2; order += 1) await queue.acquire(1, NEVER);
    await becomes(() => repository.ids.length > 2, true);
    // The slots of the two orders stay taken, because their orders are not answered.
    await becomes(() => reservedSlots(database.kysely, 'unused'), 2);
  });
});
