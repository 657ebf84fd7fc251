import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_RECIPIENTS } from 'iletimerkezi-core';
import { number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import { forceState, msUntilCheck, textsOf } from '../test-support/outbox-tables.js';
import { newId } from '../common/ids.js';
import type { Campaign } from './campaign.js';
import type { OutboxService } from './outbox.service.js';

let bench: OutboxBench;
let outbox: OutboxService;
beforeAll(async () => {
  bench = await OutboxBench.start();
  ({ outbox } = await bench.instance('refusals', { run: false }));
});
afterAll(() => bench.stop());

const text = 'Kodunuz 1';
const transactional = { kind: 'transactional' } as const;
const message = (...recipients: string[]) => ({ ...transactional, text, recipients });
const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

describe('a message that cannot be sent as requested', () => {
  it.each([
    ['has passed', { notAfter: inMinutes(-60) }],
    ['is before `notBefore`', { notAfter: inMinutes(60), notBefore: inMinutes(120) }],
  ])('is refused when its `notAfter` %s', async (_, options) => {
    await expect(outbox.enqueue(message(number()), options)).rejects.toMatchObject({ code: 'bad-time' });
    await expect(outbox.enqueueMany([number()], { ...transactional, text }, options)).rejects.toMatchObject({
      code: 'bad-time',
    });
  });

  it('is refused when one recipient has two texts, and accepted when both texts are the same', async () => {
    const to = number();
    const twice = (second: string) => ({
      ...transactional,
      messages: [
        { text: 'Kodunuz 1', recipients: [to] },
        { text: second, recipients: [to, number()] },
      ],
    });
    await expect(outbox.enqueue(twice('Kodunuz 2'))).rejects.toMatchObject({ code: 'two-texts' });
    const campaign = await outbox.enqueue(twice('Kodunuz 1'));
    expect(await campaign.progress()).toMatchObject({ recipients: 2, duplicates: 1 });
  });
});

describe('a campaign from a stream', () => {
  it.each([
    ['no recipient', [], 'no-recipients'],
    ['a number that cannot receive messages', ['+905391234567', '0212'], 'invalid-input'],
    ['an empty text', [{ to: '+905391234567', text: '' }], 'invalid-input'],
  ])('with %s is refused completely', async (_, recipients, code) => {
    const before = await outbox.backlog();
    await expect(outbox.enqueueMany(recipients, { ...transactional, text })).rejects.toMatchObject({ code });
    expect(await outbox.backlog()).toEqual(before);
  });

  it('is refused when neither a recipient nor the message has a text', async () => {
    await expect(outbox.enqueueMany([number()], transactional)).rejects.toMatchObject({ code: 'no-text' });
  });

  it('names the row of a fault', async () => {
    const enqueued = outbox.enqueueMany([number(), '0212'], { ...transactional, text });
    await expect(enqueued).rejects.toMatchObject({ faults: [{ path: 'recipients[1]' }] });
  });

  it('is sent with the text of each recipient, in the selected lane', async () => {
    const [one, two] = [number(), number()];
    const campaign = await outbox.enqueueMany(
      [{ to: one, text: 'Kodunuz 1' }, { to: two, text: 'Kodunuz 2' }, one],
      { ...transactional, text: 'Kodunuz 1' },
      { lane: 'instant' },
    );
    expect(await campaign.orders()).toMatchObject([{ lane: 'instant', recipients: 2 }]);
    expect(await campaign.progress()).toMatchObject({ recipients: 2, duplicates: 1 });
    expect(await textsOf(bench.database.kysely, campaign.id)).toEqual([
      { number: one, text: 'Kodunuz 1' },
      { number: two, text: 'Kodunuz 2' },
    ]);
  });

  it('is created for a message with more recipients than an order may have', async () => {
    const campaign = await outbox.enqueue(message(...Array.from({ length: MAX_RECIPIENTS + 1 }, number)));
    expect(await campaign.orders()).toMatchObject([
      { lane: 'bulk', recipients: MAX_RECIPIENTS },
      { lane: 'bulk', recipients: 1 },
    ]);
  });
});

describe('a campaign that does not exist', () => {
  it.each([
    ['progress', () => outbox.campaign(newId()).progress()],
    ['summary', () => outbox.campaign(newId()).summary()],
    ['includes', () => outbox.campaign(newId()).includes(number())],
    ['pause', () => outbox.campaign(newId()).pause()],
    ['resume', () => outbox.campaign(newId()).resume()],
    ['cancel', () => outbox.campaign(newId()).cancel()],
    ['orders', () => outbox.campaign(newId()).orders()],
    ['recipients', () => outbox.campaign(newId()).recipients(newId())],
  ])('has no %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/-not-found$/) });
  });
});

describe('a campaign', () => {
  it('cannot be paused or resumed after it is cancelled', async () => {
    const campaign = await outbox.enqueue(message(number(), number()));
    expect(await campaign.cancel()).toBe(2);
    await expect(campaign.pause()).rejects.toMatchObject({ code: 'campaign-not-found' });
    await expect(campaign.resume()).rejects.toMatchObject({ code: 'campaign-not-found' });
  });

  it('finds its recipients in any notation, and no other numbers', async () => {
    const to = number();
    const campaign = await outbox.enqueue(message(to));
    expect(await campaign.includes(to.replace('+90', '0'))).toBe(true);
    expect(await campaign.includes(number())).toBe(false);
    expect(await campaign.includes('no number')).toBe(false);
  });
});

describe('a held order', () => {
  async function held(): Promise<{ id: string; campaign: Campaign }> {
    const campaign = await outbox.enqueue(message(number()));
    await forceState(bench.database.kysely, { campaign: campaign.id }, 'held');
    const [order] = await campaign.orders();
    return { id: order?.id ?? '', campaign };
  }
  const read = async (id: string) => (await outbox.held()).find((order) => order.id === id);

  it.each([
    [{ sent: true, providerOrderId: '4711' }, 'reconciled', '4711', true],
    [{ sent: true }, 'reconciled', null, false],
    [{ drop: true }, 'rejected', null, false],
  ] as const)('resolved by an operator with %j becomes %s', async (decision, state, provider, looked) => {
    const { id, campaign } = await held();
    expect(await read(id)).toBeDefined();
    expect(await outbox.resolve(id, decision)).toBeUndefined();
    expect(await campaign.orders()).toMatchObject([{ state, providerOrderId: provider }]);
    expect((await msUntilCheck(bench.database.kysely, id)) !== null).toBe(looked);
  });
});
