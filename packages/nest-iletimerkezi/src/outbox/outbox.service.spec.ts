import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { number } from '../test-support/messages.js';
import { OutboxBench, SENDER } from '../test-support/outbox.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(() => bench.stop());

const message = (text: string, ...recipients: string[]) => ({
  kind: 'transactional' as const,
  text,
  recipients,
});

describe('the outbox', () => {
  it('sends a message once, and applies its delivery reports until it is settled', async () => {
    const { outbox, next } = await bench.instance('sends');
    const to = [number(), number()];
    const settled = next('settled');
    const campaign = await outbox.enqueue(message('Siparişiniz yolda', ...to, to[0] ?? ''));
    await settled;
    expect(await campaign.progress()).toMatchObject({
      recipients: 2,
      duplicates: 1,
      submitted: 2,
      queued: 0,
      waiting: 0,
    });
    expect(bench.emulator.inbox({ to: to[0] })).toEqual([
      expect.objectContaining({ text: 'Siparisiniz yolda', from: SENDER }),
    ]);
  });

  it('lists campaigns, newest first, each with its message and its recipients', async () => {
    const { outbox, next } = await bench.instance('lists');
    const to = [number(), number()].toSorted();
    const settled = next('settled');
    const first = await outbox.enqueue(message('Birinci', ...to));
    await settled;
    const second = await outbox.enqueue(message('İkinci', number()));
    expect((await outbox.campaigns()).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await outbox.campaigns({ limit: 1, before: second.id })).toEqual([await first.summary()]);
    expect(await first.summary()).toMatchObject({
      text: 'Birinci',
      sender: SENDER,
      kind: 'transactional',
      orders: 1,
      recipients: 2,
      delivered: 2,
      waiting: 0,
      createdAt: expect.any(Date),
    });
    const [order] = await first.orders();
    expect(order).toMatchObject({ recipients: 2, delivered: 2, undelivered: 0 });
    expect(await first.recipients(order?.id ?? '')).toMatchObject(
      to.map((recipient) => ({ number: recipient, status: 'delivered' })),
    );
    await expect(outbox.campaign(order?.id ?? '').summary()).rejects.toMatchObject({
      code: 'campaign-not-found',
    });
  });

  // guarantee: G-018
  it('returns the first campaign for a second call with the same dedupeKey', async () => {
    const { outbox } = await bench.instance('dedupes', { run: false });
    const code = message('Kod 1', number());
    const [first, second] = await Promise.all([
      outbox.enqueue(code, { dedupeKey: 'otp:1' }),
      outbox.enqueue(code, { dedupeKey: 'otp:1' }),
    ]);
    expect(first.id).toBe(second.id);
    expect(await first.orders()).toHaveLength(1);
  });

  it('sends each recipient its own text', async () => {
    const { outbox, next } = await bench.instance('texts');
    const [a, b, c] = [number(), number(), number()];
    const submitted = next('submitted');
    await outbox.enqueue({
      kind: 'transactional',
      messages: [
        { text: 'Ayşe, kodunuz 1', recipients: [a] },
        { text: 'Can, kodunuz 2', recipients: [b, c] },
      ],
    });
    await submitted;
    for (const to of [a, c]) await bench.emulator.waitForMessages({ to }, { timeoutMs: 100_000 });
    expect(bench.emulator.inbox({ to: a })[0]?.text).toBe('Ayse, kodunuz 1');
    expect(bench.emulator.inbox({ to: c })[0]?.text).toBe('Can, kodunuz 2');
  });
});
