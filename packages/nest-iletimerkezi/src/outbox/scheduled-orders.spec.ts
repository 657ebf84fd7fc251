// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { ledgerOn } from '../test-support/consents.js';
import { message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { joinCampaigns, passNotBefore, submitMinutesAgo } from '../test-support/outbox-tables.js';
import type { Campaign } from './campaign.js';
import type { OutboxMessage } from './outbox.types.js';

let bench: OutboxBench;
let one: Instance;
beforeAll(async () => {
  bench = await OutboxBench.start();
  one = await bench.instance('scheduled');
});
afterAll(() => bench.stop());

const HOUR = 3_600_000;
/** By the clock of the provider, which never goes back. */
const inHours = (hours: number): Date => {
  const time = new Date(bench.emulator.now().getTime() + hours * HOUR);
  time.setSeconds(0, 0);
  return time;
};

const stateOf = async (campaign: Campaign): Promise<string | undefined> =>
  (await campaign.orders())[0]?.state;

/** Enqueues an order that the provider holds. */
async function held(sendAt = inHours(5), to = number()): Promise<{ campaign: Campaign; to: string }> {
  const campaign = await one.outbox.enqueue({ ...message(to), sendAt });
  await becomes(() => stateOf(campaign), 'submitted');
  return { campaign, to };
}

const providerOrderOf = async (campaign: Campaign): Promise<string> => {
  const [order] = await campaign.orders();
  return order?.providerOrderId ?? '';
};

/** As the provider's panel does it. */
const cancelInPanel = async (campaign: Campaign): Promise<number> => {
  const order = await providerOrderOf(campaign);
  return (await fetch(`${bench.emulator.url}/_emulator/orders/${order}/cancel`, { method: 'POST' })).status;
};

/** Lets time pass, so that the provider accepts the same message again. */
async function passHalfAnHour(campaign: Campaign): Promise<void> {
  await submitMinutesAgo(bench.database.kysely, { campaign: campaign.id }, 30);
  bench.emulator.advance('PT30M');
}

/** The clock of the provider reaches a time. */
const untilProviderTime = (time: Date): void =>
  bench.emulator.advance(time.getTime() - bench.emulator.now().getTime());

const messagesTo = (to: string) => bench.emulator.inbox({ to });

/** A campaign of two orders. The provider has begun with the first one. */
async function partlyBegun(): Promise<{ campaign: Campaign; begun: string; waiting: string }> {
  const { campaign, to: begun } = await held(inHours(1));
  const { campaign: other, to: waiting } = await held(inHours(9));
  await joinCampaigns(bench.database.kysely, campaign.id, [other.id]);
  await passHalfAnHour(campaign);
  untilProviderTime(inHours(2));
  return { campaign, begun, waiting };
}

describe('cancelling a campaign that the provider holds for its `sendAt`', () => {
  it('cancels it at the provider, once', async () => {
    const { campaign, to } = await held();
    const event = one.next('cancelled');
    expect(await campaign.cancel()).toBe(1);
    expect(await event).toMatchObject({ campaign: campaign.id });
    expect(await stateOf(campaign)).toBe('cancelled');
    expect(await campaign.cancel()).toBe(0);
    expect(await campaign.costs()).toMatchObject({ billed: 0, estimated: 0 });
    untilProviderTime(inHours(6));
    expect(messagesTo(to)).toEqual([]);
  });

  it('counts it once when two people cancel at the same moment', async () => {
    const { campaign } = await held();
    const [first, second] = await Promise.all([campaign.cancel(), campaign.cancel()]);
    expect(first + second).toBe(1);
    expect(await stateOf(campaign)).toBe('cancelled');
  });

  it('takes over a cancellation in the panel, or one whose answer was lost', async () => {
    const { campaign } = await held();
    expect(await cancelInPanel(campaign)).toBe(200);
    expect(await campaign.cancel()).toBe(1);
    expect(await stateOf(campaign)).toBe('cancelled');
  });

  it('changes nothing when the provider has begun to send', async () => {
    const { campaign, to } = await held();
    untilProviderTime(inHours(6));
    expect(await campaign.cancel()).toBe(0);
    expect(await stateOf(campaign)).toBe('submitted');
    expect(messagesTo(to)).toHaveLength(1);
  });

  it('throws when the outcome is unknown, and finds it out at the next call', async () => {
    const { campaign } = await held();
    bench.emulator.addFault({ endpoint: 'cancel-order', fault: 'accept-then-cut', times: 1 });
    await expect(campaign.cancel()).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await stateOf(campaign)).toBe('submitted');
    expect(await campaign.cancel()).toBe(1);
  });
});

describe('sending a campaign that the provider holds at another time', () => {
  it('cancels it at the provider and hands it over again, in the same campaign', async () => {
    const { campaign, to } = await held();
    const first = await providerOrderOf(campaign);
    await passHalfAnHour(campaign);
    const later = inHours(7);
    const event = one.next('campaign-rescheduled');
    expect(await campaign.reschedule(later)).toBe(1);
    expect((await event).data).toEqual({ notBefore: later.toISOString() });
    await becomes(() => stateOf(campaign), 'submitted');
    expect(await providerOrderOf(campaign)).not.toBe(first);
    expect(await campaign.summary()).toMatchObject({ sendAt: later });
    untilProviderTime(inHours(6));
    expect(messagesTo(to)).toEqual([]);
    untilProviderTime(inHours(8));
    expect(messagesTo(to)).toHaveLength(1);
  });

  it('waits until the provider accepts the same message again', async () => {
    const { campaign } = await held();
    const soon = new Date(Date.now() + 5 * 60_000);
    await expect(campaign.reschedule(soon)).rejects.toMatchObject({ code: 'reschedule-too-soon' });
    expect(await stateOf(campaign)).toBe('submitted');
    await campaign.reschedule(inHours(7));
    const [order] = await campaign.orders();
    expect(order).toMatchObject({ state: 'pending', providerOrderId: null });
    expect(order?.notBefore.getTime()).toBeGreaterThan(Date.now() + 10 * 60_000);
    await passNotBefore(bench.database.kysely, { campaign: campaign.id });
  });

  it('refuses a time in the past, and a campaign that the provider has begun to send', async () => {
    const { campaign } = await held();
    await expect(campaign.reschedule(new Date(Date.now() - HOUR))).rejects.toMatchObject({
      faults: [{ path: 'notBefore', code: 'time-past' }],
    });
    expect(await stateOf(campaign)).toBe('submitted');
    await passHalfAnHour(campaign);
    untilProviderTime(inHours(6));
    await expect(campaign.reschedule(inHours(7))).rejects.toMatchObject({ code: 'campaign-started' });
    expect(await stateOf(campaign)).toBe('submitted');
  });

  it('does not revive a cancelled campaign', async () => {
    const { campaign } = await held();
    await campaign.cancel();
    await expect(campaign.reschedule(inHours(7))).rejects.toMatchObject({ code: 'campaign-started' });
    expect(await stateOf(campaign)).toBe('cancelled');
  });

  it('keeps its recipients waiting when the report of the cancelled order has arrived', async () => {
    const { campaign } = await held();
    await passHalfAnHour(campaign);
    await cancelInPanel(campaign);
    expect(await campaign.reschedule(inHours(7))).toBe(1);
    await becomes(() => stateOf(campaign), 'submitted');
    expect(await campaign.progress()).toMatchObject({ waiting: 1, undelivered: 0 });
  });
});

describe('pausing a campaign that the provider holds for its `sendAt`', () => {
  it('cancels it at the provider, and submits it again after it was resumed', async () => {
    const sendAt = inHours(5);
    const { campaign, to } = await held(sendAt);
    await passHalfAnHour(campaign);
    expect(await campaign.pause()).toBe(1);
    expect(await campaign.orders()).toMatchObject([{ state: 'pending', providerOrderId: null, sendAt }]);
    expect(await campaign.progress()).toMatchObject({ state: 'paused', queued: 1, submitted: 0 });
    untilProviderTime(inHours(4));
    await campaign.resume();
    await becomes(() => stateOf(campaign), 'submitted');
    expect(messagesTo(to)).toEqual([]);
    untilProviderTime(inHours(2));
    expect(messagesTo(to)).toHaveLength(1);
  });

  it('sends nothing at its time while it is paused', async () => {
    const { campaign, to } = await held();
    await campaign.pause();
    untilProviderTime(inHours(6));
    expect(messagesTo(to)).toEqual([]);
    expect(await campaign.pause()).toBe(1);
    await campaign.cancel();
  });

  it('is submitted again when the provider accepts the same message', async () => {
    const { campaign } = await held();
    await campaign.pause();
    await campaign.resume();
    const [order] = await campaign.orders();
    expect(order?.state).toBe('pending');
    expect(order?.notBefore.getTime()).toBeGreaterThan(Date.now() + 10 * 60_000);
    await campaign.cancel();
  });

  it('pauses the orders that the provider has not begun to send', async () => {
    const { campaign, begun, waiting } = await partlyBegun();
    expect(await campaign.pause()).toBe(1);
    expect((await campaign.orders()).map(({ state }) => state)).toEqual(['submitted', 'pending']);
    untilProviderTime(inHours(12));
    expect([messagesTo(begun).length, messagesTo(waiting).length]).toEqual([1, 0]);
  });

  it('pauses nothing of a campaign that the provider has begun to send', async () => {
    const { campaign } = await held();
    untilProviderTime(inHours(6));
    expect(await campaign.pause()).toBe(0);
  });

  it('throws when the outcome is unknown, and finds it out at the next call', async () => {
    const { campaign } = await held();
    bench.emulator.addFault({ endpoint: 'cancel-order', fault: 'accept-then-cut', times: 1 });
    await expect(campaign.pause()).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await campaign.pause()).toBe(1);
    expect(await stateOf(campaign)).toBe('pending');
    await campaign.cancel();
  });
});

describe('a campaign that the provider has begun in part', () => {
  it('is composed again for those whose order was cancelled', async () => {
    const { campaign, begun, waiting } = await partlyBegun();
    await expect(one.outbox.compose(campaign.id, { only: 'cancelled' })).rejects.toMatchObject({
      code: 'no-recipients',
    });
    expect(await campaign.cancel()).toBe(1);
    expect(await one.outbox.compose(campaign.id)).toMatchObject({ recipients: [begun, waiting] });
    expect(await one.outbox.compose(campaign.id, { only: 'cancelled' })).toMatchObject({
      recipients: [waiting],
    });
  });

  it('states the time of each order', async () => {
    const { campaign } = await held(inHours(1));
    const { campaign: other } = await held(inHours(9));
    const [first, second] = [await campaign.summary(), await other.summary()];
    await joinCampaigns(bench.database.kysely, campaign.id, [other.id]);
    expect((await campaign.orders()).map(({ sendAt }) => sendAt)).toEqual([first.sendAt, second.sendAt]);
    expect(await campaign.summary()).toMatchObject({ sendAt: second.sendAt });
  });

  it('is not sent again to those whose order was cancelled', async () => {
    const { campaign } = await held();
    const reported = one.next('cancelled');
    await cancelInPanel(campaign);
    await passHalfAnHour(campaign);
    await campaign.cancel();
    await reported;
    await expect(one.outbox.resendUndelivered(campaign.id)).rejects.toMatchObject({ code: 'no-recipients' });
  });
});

describe('a campaign with an order of which all recipients are withheld', () => {
  const GUARD = { brandCode: '1234', policy: 'allow', staleAfterMs: 24 * HOUR, checksPerOrder: 1 } as const;

  /** Returns an instance, and a function that enqueues an order to a recipient who refused. */
  async function guarded(account: string, run: boolean) {
    const instance = await bench.instance(account, { run }, undefined, { guard: GUARD });
    const to = number();
    await ledgerOn({ name: account, brandCode: GUARD.brandCode }, bench.database.kysely).optOut({
      recipient: to,
      recipientType: 'TACIR',
      channel: 'MESAJ',
    });
    const withheld = async (sendAt: Date): Promise<Campaign> => {
      const message = { kind: 'commercial', audience: 'TACIR', text: 'Yeni fiyatlar' } as const;
      const campaign = await instance.outbox.enqueue({ ...message, recipients: [to], sendAt });
      expect(await stateOf(campaign)).toBe('withheld');
      return campaign;
    };
    return { ...instance, withheld };
  }

  it.each([
    ['waits here', false, 'pending'],
    ['is held by the provider', true, 'submitted'],
  ] as const)('is sent at another time when its other order %s', async (_, run, state) => {
    const { outbox, withheld } = await guarded(`scheduled-withheld-${state}`, run);
    const [sendAt, earlier] = [inHours(9), inHours(5)];
    const campaign = await outbox.enqueue({ ...message(number()), sendAt });
    await becomes(() => stateOf(campaign), state);
    await joinCampaigns(bench.database.kysely, campaign.id, [(await withheld(sendAt)).id]);
    await passHalfAnHour(campaign);

    expect(await campaign.reschedule(earlier)).toBe(1);
    const states = async () => (await campaign.orders()).map((order) => order.state);
    await becomes(states, [state, 'withheld']);
    expect(await campaign.summary()).toMatchObject({ sendAt: earlier });
    expect(await campaign.cancel()).toBe(1);
    await expect(campaign.reschedule(sendAt)).rejects.toMatchObject({ code: 'campaign-started' });
  });

  it('is not sent at another time when it has no other order', async () => {
    const { withheld } = await guarded('scheduled-withheld', false);
    const campaign = await withheld(inHours(9));
    await expect(campaign.reschedule(inHours(5))).rejects.toMatchObject({ code: 'campaign-started' });
  });
});

describe('a campaign that repeats one of unknown outcome', () => {
  it('is not edited, because the first one may have been sent', async () => {
    const to = number();
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept', times: 1 });
    const first = await one.outbox.enqueue({ ...message(to), sendAt: inHours(5) });
    await becomes(() => stateOf(first), 'held');
    const [order] = await first.orders();
    const second = one.outbox.campaign((await one.outbox.resolve(order?.id ?? '', { resend: true })) ?? '');
    await becomes(() => stateOf(second), 'submitted');
    expect([await first.summary(), await second.summary()]).toMatchObject([
      { repeats: null },
      { repeats: first.id },
    ]);
    expect(await second.cancel()).toBe(1);
    await expect(one.outbox.compose(second.id, { only: 'cancelled' })).rejects.toMatchObject({
      code: 'no-recipients',
    });
    expect(await one.outbox.compose(second.id)).toMatchObject({ recipients: [to] });
  });
});

describe('an account with sending hours', () => {
  it('sends no commercial campaign at another time outside of them', async () => {
    const hours = await bench.instance('scheduled-hours', { run: false }, undefined, {
      sendingHours: { from: '09:00', to: '20:00' },
    });
    const day = Math.floor(bench.emulator.now().getTime() / (24 * HOUR)) + 2;
    /** By the clock of Türkiye, which is three hours ahead. */
    const at = (clock: number): Date => new Date(day * 24 * HOUR + (clock - 3) * HOUR);
    const enqueue = (kind: 'commercial' | 'transactional') =>
      hours.outbox.enqueue({
        ...message(number()),
        kind,
        ...(kind === 'commercial' && { audience: 'TACIR' }),
        sendAt: at(10),
      } as OutboxMessage);
    const campaign = await enqueue('commercial');
    await expect(campaign.reschedule(at(23))).rejects.toMatchObject({
      faults: [{ path: 'notBefore', code: 'outside-sending-hours' }],
    });
    expect(await campaign.summary()).toMatchObject({ sendAt: at(10) });
    expect(await campaign.reschedule(at(19))).toBe(1);
    const transactional = await enqueue('transactional');
    expect(await transactional.reschedule(at(23))).toBe(1);
  });
});
