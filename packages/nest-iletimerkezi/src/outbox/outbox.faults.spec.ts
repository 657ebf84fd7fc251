import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { crashAfterClaim, crashWhileSubmitting } from '../test-support/outbox-tables.js';
import { freePort } from '../test-support/postgres-server.js';
import type { Campaign } from './campaign.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.stop());

const ENDS = ['settled', 'rejected', 'held', 'expired', 'cancelled'];

/** Enqueues a message and waits for a state that needs an operator or is final. */
async function run({ outbox }: Instance, ...recipients: string[]) {
  const ended = firstValueFrom(
    outbox.events$.pipe(
      filter(({ type }) => ENDS.includes(type)),
      timeout(100_000),
    ),
  );
  const campaign = await outbox.enqueue(message(...recipients));
  await ended;
  return only(campaign);
}

async function only(campaign: Campaign) {
  const [order, ...more] = await campaign.orders();
  expect(more).toEqual([]);
  if (!order) throw new Error('no order');
  return order;
}

const accepted = (to: string): number => bench.emulator.inbox({ to }).length;

describe('an order during a provider failure', () => {
  it.each([
    ['slow', 'settled', 1],
    ['accept-then-cut', 'settled', 1],
    ['accept-then-hang', 'settled', 1],
    ['accept-then-5xx', 'settled', 1],
    ['malformed-json', 'settled', 1],
    ['truncated-body', 'settled', 1],
    // The documentation does not state that a 503 or 429 was not accepted, so these orders are looked up like a lost response.
    ['unavailable', 'held', 0],
    ['throttle', 'held', 0],
    ['cut-before-accept', 'held', 0],
    ['hang-before-accept', 'held', 0],
  ] as const)('with the fault %s becomes %s and was accepted %i times', async (fault, state, times) => {
    const neverAnswers = fault.includes('hang') ? { responseMs: 400 } : {};
    const instance = await bench.instance(`fault ${fault}`, {}, bench.emulator.url, neverAnswers);
    bench.emulator.addFault({ endpoint: 'send-sms', fault, times: 1, delayMs: 20 });
    const to = number();
    const order = await run(instance, to);
    expect([order.state, accepted(to)]).toEqual([state, times]);
    await instance.stop();
  });

  // guarantee: G-009
  it('stores the evidence by which its unknown outcome was resolved', async () => {
    const instance = await bench.instance('evidence');
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    const { evidence } = await run(instance, number());
    expect(evidence).toMatchObject({
      code: 'connection-lost',
      outcome: 'unknown',
      reconciled: 'found-in-reports',
      lookedUp: { candidates: 1 },
    });
    await instance.stop();
  });

  // guarantee: G-009
  it('is not matched with an order of another instance', async () => {
    const instance = await bench.instance('not another’s');
    const to = number();
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept', skip: 1 });
    const first = await run(instance, to);
    const second = instance.next('held');
    await instance.outbox.enqueue({ ...message(to), text: 'Kodunuz 2' });
    expect((await second).order).not.toBe(first.id);
    expect(accepted(to)).toBe(1);
    await instance.stop();
  });

  it('is rejected when the documentation lists the refusal as permanent', async () => {
    const instance = await bench.instance('refused');
    const rejected = instance.next('rejected');
    const campaign = await instance.outbox.enqueue({ ...message(number()), sender: 'NOTMINE' });
    expect((await rejected).data).toMatchObject({ code: 'sender-not-approved', outcome: 'not-applied' });
    expect(await campaign.progress()).toMatchObject({ notSent: 1, submitted: 0 });
    await instance.stop();
  });

  // guarantee: G-005
  it('waits in a stopped lane when the credit is used up, and is sent after the lane is resumed', async () => {
    const instance = await bench.instance('credit');
    const stopped = instance.next('lane-stopped');
    await setBalance(0);
    const campaign = await instance.outbox.enqueue(message(number()));
    expect((await stopped).data).toEqual({ lane: 'instant', because: 'insufficient-balance' });
    await setBalance(100);
    const settled = instance.next('settled');
    await instance.outbox.resume();
    await settled;
    expect((await only(campaign)).state).toBe('settled');
    await instance.stop();
  });

  it('is retried after a refused connection', async () => {
    const port = await freePort();
    const instance = await bench.instance('unreachable', { attempts: 3 }, `http://127.0.0.1:${port}`);
    const rejected = instance.next('rejected');
    await instance.outbox.enqueue(message(number()));
    expect((await rejected).data).toMatchObject({ code: 'connect-failed', outcome: 'not-applied' });
    await instance.stop();
  });
});

describe('an order of unknown outcome', () => {
  // guarantee: G-012
  it('counts as sent with the policy assume-sent', async () => {
    const instance = await bench.instance('assume', { onUnknown: 'assume-sent' });
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept' });
    const reconciled = instance.next('reconciled');
    const campaign = await instance.outbox.enqueue(message(number()));
    await reconciled;
    expect(await campaign.progress()).toMatchObject({ submitted: 1, unknown: 0 });
    await instance.stop();
  });

  // guarantee: G-012
  it('is sent again with the policy resend', async () => {
    const instance = await bench.instance('resend', { onUnknown: 'resend' });
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept' });
    const to = number();
    const settled = instance.next('settled');
    const campaign = await instance.outbox.enqueue(message(to));
    const { order } = await settled;
    expect((await only(campaign)).evidence).toMatchObject({ resent: 'resent-by-policy', resentAs: order });
    expect(accepted(to)).toBe(1);
    await instance.stop();
  });

  // guarantee: G-012
  it('is reconciled when its second order is refused as a duplicate', async () => {
    const instance = await bench.instance('duplicate', { onUnknown: 'resend' });
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    const reconciled = instance.next('reconciled');
    // A scheduled order has no report yet, so the look-ups find no evidence.
    const campaign = await instance.outbox.enqueue({
      ...message(number()),
      sendAt: new Date(Date.now() + 3_600_000),
    });
    await reconciled;
    const { state, evidence } = await only(campaign);
    expect([state, evidence]).toEqual([
      'reconciled',
      expect.objectContaining({ reconciled: 'duplicate-refused' }),
    ]);
    await instance.stop();
  });

  // guarantee: G-012
  it('is resolved once by an operator', async () => {
    const instance = await bench.instance('person');
    bench.emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept' });
    const to = number();
    const order = await run(instance, to);
    expect(await instance.outbox.held()).toEqual([expect.objectContaining({ id: order.id })]);
    const settled = instance.next('settled');
    const second = await instance.outbox.resolve(order.id, { resend: true });
    expect((await settled).order).toBe(second);
    expect(accepted(to)).toBe(1);
    await expect(instance.outbox.resolve(order.id, { drop: true })).rejects.toMatchObject({
      code: 'order-not-held',
    });
    await instance.stop();
  });

  // guarantee: G-008
  it('results from an expired lease during the submission, while a claimed order is sent by the next instance', async () => {
    const instance = await bench.instance('died', { run: false });
    const { kysely } = bench.database;
    const [dying, claimed] = [
      await instance.outbox.enqueue(message(number())),
      await instance.outbox.enqueue(message(number())),
    ];
    await crashWhileSubmitting(kysely, { campaign: dying.id });
    await crashAfterClaim(kysely, { campaign: claimed.id });
    const successor = await bench.instance('died');
    const held = await successor.next('held');
    const { id, state, evidence } = await only(dying);
    expect([id, state, evidence]).toEqual([
      held.order,
      'held',
      expect.objectContaining({ unknown: 'lease-expired' }),
    ]);
    await becomes(async () => (await only(claimed)).state, 'settled');
    await successor.stop();
  });
});

async function setBalance(balance: number): Promise<void> {
  const answer = await fetch(`${bench.emulator.url}/_emulator/accounts/emulator`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hash: 'emulator', senders: ['EMULATOR'], balance }),
  });
  expect(answer.ok).toBe(true);
}
