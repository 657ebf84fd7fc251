// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FrequencyCapOptions } from '../options/commercial.options.js';
import { becomes } from '../test-support/becomes.js';
import { many, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import type { Campaign } from './campaign.js';
import type { EnqueueOptions } from './outbox.types.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start({ quirks: { tacirConsent: 'opt-out' } });
});
afterAll(() => bench.stop());

const capped = (account: string, frequencyCap: FrequencyCapOptions, run = true) =>
  bench.instance(account, { run }, undefined, { frequencyCap });

let texts = 0;
/** The provider refuses the same text to the same recipients within ten minutes. */
const newText = () => `Yarın başlıyor: ${(texts += 1)}. gün`;

const commercial = ({ outbox }: Instance, recipients: readonly string[], options?: EnqueueOptions) =>
  outbox.enqueue({ kind: 'commercial', audience: 'TACIR', text: newText(), recipients }, options);

const ended = async (campaign: Campaign) => {
  await becomes(async () => (await campaign.progress()).queued, 0);
  const { submitted, withheld } = await campaign.progress();
  return { submitted, withheld };
};

/** Returns how many messages the phone got. */
const received = (phone: string): number => bench.emulator.inbox({ to: phone }).length;

describe('a frequency cap', () => {
  it('withholds the message after the last one allowed, and says so', async () => {
    const one = await capped('cap says so', { messages: 2, days: 7 });
    const phone = number();
    expect(await ended(await commercial(one, [phone]))).toEqual({ submitted: 1, withheld: 0 });
    expect(await ended(await commercial(one, [phone]))).toEqual({ submitted: 1, withheld: 0 });
    const withheld = one.next('recipients-withheld');
    const third = await commercial(one, [phone, number()]);
    expect(await ended(third)).toEqual({ submitted: 1, withheld: 1 });
    expect((await withheld).data).toEqual({ withheld: 1, reasons: { 'too-often': 1 } });
    const [order] = await third.orders();
    expect(await third.recipients(order?.id ?? '')).toContainEqual(
      expect.objectContaining({ number: phone, status: 'withheld', consent: 'too-often' }),
    );
    const last = await commercial(one, [phone]);
    expect(await ended(last)).toEqual({ submitted: 0, withheld: 1 });
    expect(await last.orders()).toMatchObject([{ state: 'withheld' }]);
  });

  it('neither withholds nor counts transactional messages', async () => {
    const one = await capped('cap transactional', { messages: 1, days: 7 });
    const phone = number();
    const transactional = () =>
      one.outbox.enqueue({ kind: 'transactional', text: newText(), recipients: [phone] });
    await ended(await transactional());
    expect(await ended(await commercial(one, [phone]))).toEqual({ submitted: 1, withheld: 0 });
    expect(await ended(await transactional())).toEqual({ submitted: 1, withheld: 0 });
  });

  // guarantee: G-124
  it('is never exceeded by three instances with orders of one and of many recipients', async () => {
    const settings = { messages: 3, days: 1 };
    const instances = await Promise.all([1, 2, 3].map(() => capped('cap instances', settings)));
    const phones = many(150);
    const campaigns = await Promise.all(
      instances.flatMap((one) =>
        [1, 2, 3].flatMap((run) => [
          commercial(one, phones),
          ...phones
            .slice(0, 5)
            .map((phone) => commercial(one, [phone], { dedupeKey: `${one.group.instance}${run}${phone}` })),
        ]),
      ),
    );
    const results = await Promise.all(campaigns.map(ended));
    expect(results.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(3 * phones.length);
    for (const phone of phones) expect(received(phone)).toBe(3);
  });

  it('does not count an order that was cancelled before it was sent', async () => {
    const one = await capped('cap cancelled', { messages: 1, days: 1 });
    const phone = number();
    const later = await commercial(one, [phone], { notBefore: new Date(Date.now() + 3_600_000) });
    await later.cancel();
    expect(await ended(await commercial(one, [phone]))).toEqual({ submitted: 1, withheld: 0 });
  });

  it('counts by account', async () => {
    const phone = number();
    for (const account of ['cap first', 'cap second']) {
      const one = await capped(account, { messages: 1, days: 1 });
      expect(await ended(await commercial(one, [phone]))).toEqual({ submitted: 1, withheld: 0 });
    }
  });
});
