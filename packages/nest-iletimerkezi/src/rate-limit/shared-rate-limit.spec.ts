import { IletimerkeziClient } from 'iletimerkezi-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../storage/database.js';
import { becomes } from '../test-support/becomes.js';
import { HandClock } from '../test-support/hand-clock.js';
import { many, message, number } from '../test-support/messages.js';
import { OutboxBench, SENDER } from '../test-support/outbox.js';
import { RateLimitRepository } from '../storage/outbox/rate-limit.repository.js';
import { RateLimiter } from './rate-limiter.js';
import { RateLimitQueue } from './rate-limit-queue.js';
import { SharedRateLimit } from './shared-rate-limit.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(() => bench.stop());

/** Returns the largest number of recipients that reached the provider in any window of one second. */
function busiestSecond(): number {
  const arrivals = bench.emulator
    .journal(5_000)
    .filter(({ endpoint }) => endpoint === 'send-sms')
    .map(({ at, durationMs, recipients = 0 }) => ({ at: at - durationMs, recipients }));
  const within = (from: number) => arrivals.filter(({ at }) => at >= from && at < from + 1_000);
  return Math.max(
    ...arrivals.map(({ at }) => within(at).reduce((sum, { recipients }) => sum + recipients, 0)),
  );
}

/** Returns an item by index, cyclically. */
function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

describe('direct sends that share the rate limit with the outbox', () => {
  // guarantee: G-035
  it('have at most 100 recipients in any second with the outbox, over two instances', async () => {
    const account = 'shared limit';
    const instances = [await bench.instance(account), await bench.instance(account)];
    const client = new IletimerkeziClient({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: bench.emulator.url,
      retry: false,
    });
    const direct = instances.map(({ rateLimitQueue }) => {
      const rateLimiter = new RateLimiter();
      rateLimiter.share(new SharedRateLimit(rateLimitQueue));
      return rateLimiter;
    });
    const campaigns = await Promise.all(
      many(80).map((to, index) => nth(instances, index).outbox.enqueue(message(to))),
    );
    await Promise.all(
      many(80).map((to, index) =>
        nth(direct, index).run(2, () =>
          client.sendSms({
            kind: 'transactional',
            sender: SENDER,
            text: `Kodunuz ${index}`,
            recipients: [to, number()],
          }),
        ),
      ),
    );
    for (const campaign of campaigns) {
      await becomes(async () => (await campaign.progress())?.submitted, 1);
    }
    expect(busiestSecond()).toBeLessThanOrEqual(100);
  });

  it('are limited per process while the database is unreachable, after the shared slots have expired', async () => {
    const database = new Database({ connectionString: 'postgres://user@127.0.0.1:1/none' });
    const clock = new HandClock();
    const rateLimiter = new RateLimiter(clock);
    rateLimiter.share(
      new SharedRateLimit(new RateLimitQueue('unreachable', new RateLimitRepository(database.kysely))),
    );
    let sent = 0;
    const sends = many(3).map(() => rateLimiter.run(1, async () => (sent += 1)));
    await becomes(async () => {
      await clock.advance(1_000);
      return sent;
    }, 3);
    await Promise.all(sends);
    await database.close();
  });

  it('are refused with the outcome not-applied when the application closes while they wait', async () => {
    const account = 'closing limit';
    const { rateLimitQueue } = await bench.instance(account, { run: false });
    const rateLimiter = new RateLimiter();
    rateLimiter.share(new SharedRateLimit(rateLimitQueue));
    await rateLimiter.run(100, async () => undefined);
    const waiting = rateLimiter.run(1, async () => undefined);
    const ended = waiting.catch((error: unknown) => error);
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(rateLimiter.close()).toBe(1);
    expect(await ended).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
  });
});
