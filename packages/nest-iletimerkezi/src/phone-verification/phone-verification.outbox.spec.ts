// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PhoneVerificationOptions } from '../options/phone-verification.options.js';
import { PhoneVerificationsRepository } from '../storage/phone-verification/phone-verifications.repository.js';
import { applyReports } from '../storage/outbox/apply-reports.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import { becomes } from '../test-support/becomes.js';
import { number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import { holdWithProviderOrder } from '../test-support/outbox-tables.js';
import {
  everythingOf,
  holdOrders,
  reportTexts,
  rowCounts,
  stopInstantLane,
  storedTexts,
} from '../test-support/phone-verification-tables.js';
import { type VerificationAccount, VerificationBench } from '../test-support/verification-bench.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The emulator does not deliver messages to numbers that end with 999001. */
const UNDELIVERABLE = '+905321999001';

let outbox: OutboxBench;
let verifications: VerificationBench;
beforeAll(async () => {
  outbox = await OutboxBench.start();
  verifications = VerificationBench.on(outbox.database);
});
afterAll(() => outbox.stop());

const open = (name: string, options: Partial<PhoneVerificationOptions> = {}): VerificationAccount =>
  verifications.instance(name, options, outbox.database);
const db = () => outbox.database.kysely;

describe('the message of a verification', () => {
  it('arrives on the phone, and neither its code nor the id, the address or the session is stored', async () => {
    const sender = await outbox.instance('arrives');
    const { service } = open('arrives', { domain: 'example.com' });
    const phone = number();
    const settled = sender.next('settled');
    const start = { phone, purpose: 'sign-in', ip: '203.0.113.77', sessionId: 'a session' };
    const { id } = await service.start(start);
    const [message] = await outbox.emulator.waitForMessages({ to: phone }, { timeoutMs: 100_000 });
    const code = /#(\d{6})$/.exec(message?.text ?? '')?.[1] ?? 'none';
    await settled;
    expect(await service.status({ id })).toMatchObject({ status: 'pending', delivery: 'delivered' });
    const everything = await everythingOf(db(), 'arrives');
    for (const secret of [code, id, '203.0.113.77', 'a session']) expect(everything).not.toContain(secret);
    expect(await service.check({ id, code })).toMatchObject({ status: 'verified', phone });
  });

  it('has delivery reports that are stored without its text, also those that arrive before its order is known', async () => {
    const account = open('reports');
    const phone = number();
    await account.service.start({ phone, purpose: 'sign-in' });
    const [text = ''] = await account.texts(phone);
    const report = { account: 'reports', orderId: '4711', to: phone, text, receivedAt: new Date() };
    const store = new PostgresDeliveryStore(db(), '00000000-0000-7000-8000-000000000001');
    await store.claim({ ...report, id: '1', status: 'accepted', rawStatus: 'accepted' });
    await holdWithProviderOrder(db(), { account: 'reports' }, '4711');
    await applyReports(db(), [report]);
    await store.claim({ ...report, id: '1', status: 'delivered', rawStatus: 'delivered' });
    expect(await reportTexts(db(), 'reports')).toEqual(['', '']);
  });

  it('is offered again at once when it was not delivered, and not more often than five times an hour', async () => {
    const sender = await outbox.instance('undelivered');
    const { service } = open('undelivered');
    const { id } = await service.start({ phone: UNDELIVERABLE, purpose: 'sign-in' });
    for (let message = 1; message < 5; message += 1) {
      await becomes(async () => {
        const status = await service.status({ id });
        return status.status === 'pending' && [status.delivery, status.resendAt.getTime() <= Date.now()];
      }, ['undelivered', true]);
      expect(await service.resend({ id })).toMatchObject({ status: 'sent' });
    }
    await sender.next('settled');
    await expect(service.resend({ id })).rejects.toMatchObject({ code: 'phone-verification-limited' });
  });

  // guarantee: G-137
  it('is not sent after its code has expired, and its text is erased', async () => {
    const account = open('late');
    const phone = number();
    const { id } = await account.service.start({ phone, purpose: 'sign-in' });
    await account.pass(5 * MINUTE);
    const sender = await outbox.instance('late');
    await becomes(() => storedTexts(db(), 'late'), []);
    await sender.stop();
    expect(outbox.emulator.inbox({ to: phone })).toEqual([]);
    expect(await account.service.status({ id })).toEqual({ status: 'expired' });
  });

  it('is refused while the account cannot send, and sent after it was resumed', async () => {
    const { service } = open('stopped');
    await stopInstantLane(db(), 'stopped');
    const start = { phone: number(), purpose: 'sign-in' };
    await expect(service.start(start)).rejects.toMatchObject({ code: 'phone-verification-unavailable' });
    const { outbox: service2 } = await outbox.instance('stopped');
    await service2.resume();
    await expect(service.start(start)).resolves.toMatchObject({ status: 'sent' });
  });
});

describe('the purge', () => {
  it('erases the text of a held message when its code has expired', async () => {
    const account = open('held');
    await account.service.start({ phone: number(), purpose: 'sign-in' });
    await holdOrders(db(), 'held');
    const repository = new PhoneVerificationsRepository(db(), 'held');
    await repository.purge(DAY);
    expect(await storedTexts(db(), 'held')).toHaveLength(1);
    await account.pass(5 * MINUTE);
    await repository.purge(DAY);
    expect(await storedTexts(db(), 'held')).toEqual([]);
  });

  it('deletes what nothing counts any more, and nothing earlier', async () => {
    const account = open('purged');
    const phone = number();
    const { id } = await account.service.start({ phone, purpose: 'sign-in' });
    await account.service.check({ id, code: await account.code(phone) });
    const repository = new PhoneVerificationsRepository(db(), 'purged');
    await account.pass(DAY - MINUTE);
    await repository.purge(DAY);
    expect(await rowCounts(db(), 'purged')).toEqual([1, 1, 4, 0]);
    await account.pass(2 * MINUTE);
    await repository.purge(DAY);
    expect(await rowCounts(db(), 'purged')).toEqual([0, 0, 0, 0]);
  });
});
