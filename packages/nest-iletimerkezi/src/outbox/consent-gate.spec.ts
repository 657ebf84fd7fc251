import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator } from 'iletimerkezi-emulator';
import type { ConsentPolicy } from '../options/guard-rules.js';
import { ledgerOn } from '../test-support/consents.js';
import { GuardRepository } from '../storage/outbox/guard.repository.js';
import { citizen } from '../test-support/citizen.js';
import { answeredRecipients, backdateCurrent, storeAnswers } from '../test-support/ledger-tables.js';
import { OutboxBench, type Instance } from '../test-support/outbox.js';
import { claimByGoneInstance, passNotBeforeSinceGuard } from '../test-support/outbox-tables.js';
import type { Campaign } from './campaign.js';

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.start();
});
afterAll(() => bench.stop());

const BRAND = '1234';
const DAY = 86_400_000;
const HOUR = 3_600_000;
const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;

let used = 0;
/** Returns numbers that no other test uses. */
function numbers(count: number): string[] {
  used += count;
  return Array.from(
    { length: count },
    (_, index) => `+90532${String(used - count + index).padStart(7, '0')}`,
  );
}

const message = (recipients: readonly string[], text = 'Yarın başlıyor') =>
  ({ kind: 'commercial', audience: 'BIREYSEL', text, recipients }) as const;

interface Set {
  readonly policy?: ConsentPolicy;
  readonly staleAfterMs?: number;
  readonly checksPerOrder?: number;
  readonly checksPerSecond?: number;
  readonly run?: boolean;
}

async function guarded(
  account: string,
  {
    policy = 'check',
    staleAfterMs = 3 * DAY,
    checksPerOrder = 1_000,
    checksPerSecond = 1_000,
    run = true,
  }: Set = {},
) {
  const guard = { brandCode: BRAND, policy, staleAfterMs, checksPerOrder };
  const instance = await bench.instance(account, { run }, undefined, { guard, checksPerSecond });
  const ledger = ledgerOn({ name: account, brandCode: BRAND }, bench.database.kysely);
  const consent = (recipient: string, consentDate = new Date()) =>
    ledger.record(
      { ...about, recipient, status: 'ONAY', source: 'HS_WEB', consentDate },
      { register: false },
    );
  return { ...instance, ledger, consent };
}

const registry = (recipient: string, status: 'ONAY' | 'RET', consentDate?: Date) =>
  citizen(bench.emulator.url, { brandCode: BRAND, recipient, status, consentDate });

/** Polls until the condition is true. */
async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const ended = (campaign: Campaign) =>
  until(
    () => campaign.progress(),
    ({ queued }) => queued === 0,
  );

async function recipientsOf(campaign: Campaign) {
  const [order] = await campaign.orders();
  return campaign.recipients(order?.id ?? '');
}

describe('a commercial order', () => {
  // guarantee: G-038
  it('is sent to recipients with consent, with the consent record, and not to recipients who refused', async () => {
    const { outbox, ledger, consent } = await guarded('gate-known');
    const [yes = '', no = ''] = numbers(2);
    const { position } = await consent(yes);
    await registry(yes, 'ONAY');
    const refusal = await ledger.optOut({ ...about, recipient: no });
    const campaign = await outbox.enqueue(message([yes, no]));
    expect(await campaign.progress()).toMatchObject({ recipients: 2, withheld: 1, checking: 0 });
    await bench.emulator.waitForMessages({ to: yes }, { timeoutMs: 100_000 });
    await ended(campaign);
    expect(bench.emulator.inbox({ to: no })).toEqual([]);
    expect(await recipientsOf(campaign)).toEqual([
      expect.objectContaining({ number: yes, consent: 'granted', consentPosition: position }),
      {
        number: no,
        status: 'withheld',
        finalAt: null,
        consent: 'refused',
        consentPosition: refusal.position,
      },
    ]);
    expect((await campaign.orders())[0]).toMatchObject({
      recipients: 1,
      withheld: 1,
      brandCode: BRAND,
      consentPolicy: 'check',
    });
  });

  it('is withheld with its evidence when no recipient is left', async () => {
    const { outbox, ledger, next } = await guarded('gate-no-recipient');
    const [no = ''] = numbers(1);
    await ledger.optOut({ ...about, recipient: no });
    const emitted = next('withheld');
    const campaign = await outbox.enqueue(message([no]));
    expect((await campaign.orders())[0]).toMatchObject({
      state: 'withheld',
      recipients: 0,
      withheld: 1,
      evidence: { withheld: 'no-recipient-left' },
    });
    expect(await emitted).toMatchObject({ campaign: campaign.id });
  });

  // guarantee: G-042
  it.each([
    ['block', 'withheld', 'unknown', 'stale'],
    ['allow', 'waiting', 'allowed', 'allowed'],
  ] as const)('with the policy %s has unknown recipients %s', async (policy, status, unknown, stale) => {
    const { outbox, consent } = await guarded(`gate-${policy}`, { policy, run: false });
    const [unlisted = '', old = ''] = numbers(2);
    const { position } = await consent(old, new Date(Date.now() - 30 * DAY));
    const campaign = await outbox.enqueue(message([unlisted, old]));
    expect(await recipientsOf(campaign)).toEqual([
      { number: unlisted, status, finalAt: null, consent: unknown, consentPosition: null },
      { number: old, status, finalAt: null, consent: stale, consentPosition: position },
    ]);
    expect((await campaign.orders())[0]?.consentPolicy).toBe(policy);
  });

  it('checks unknown and stale recipients before sending, and shows that it waits for them', async () => {
    const waiting = await guarded('gate-check', { run: false });
    const [unknown = '', stale = '', refused = '', unlisted = '', foreign = '+4915112345678'] = numbers(4);
    await waiting.consent(stale, new Date(Date.now() - 30 * DAY));
    for (const recipient of [unknown, stale])
      await registry(recipient, 'ONAY', new Date(Date.now() - 40 * DAY));
    await registry(refused, 'RET');
    const campaign = await waiting.outbox.enqueue(message([unknown, stale, refused, unlisted]));
    expect(await campaign.progress()).toMatchObject({ recipients: 4, queued: 4, checking: 4, withheld: 0 });
    expect((await campaign.orders())[0]?.state).toBe('checking');
    expect(await waiting.outbox.backlog()).toMatchObject({ checking: 1, waiting: 0 });

    await guarded('gate-check');
    await bench.emulator.waitForMessages({ to: stale }, { timeoutMs: 100_000 });
    await ended(campaign);
    const known = new Map((await recipientsOf(campaign)).map(({ number, consent }) => [number, consent]));
    expect(Object.fromEntries(known)).toEqual({
      [unknown]: 'granted',
      [stale]: 'granted',
      [refused]: 'refused',
      [unlisted]: 'no-record',
    });
    expect((await waiting.ledger.history(refused)).at(-1)).toMatchObject({
      origin: 'registry',
      status: 'RET',
    });
    expect(foreign).not.toBe('');
  });

  // guarantee: G-039
  it('is not sent to a citizen who refuses between the check and the submission', async () => {
    const { outbox, ledger, consent } = await guarded('gate-late', { staleAfterMs: 3_600_000 });
    const [keeps = '', refuses = ''] = numbers(2);
    for (const recipient of [keeps, refuses]) {
      await consent(recipient);
      await registry(recipient, 'ONAY');
    }
    const campaign = await outbox.enqueue(message([keeps, refuses]), {
      notBefore: new Date(Date.now() + DAY),
    });
    expect(await campaign.progress()).toMatchObject({ checking: 0, withheld: 0 });
    await registry(refuses, 'RET', new Date(Date.now() + 1_000));
    // Two hours pass for the order and for the consents of its recipients.
    const { kysely } = bench.database;
    await backdateCurrent(kysely, [keeps, refuses], 2 * HOUR);
    await passNotBeforeSinceGuard(kysely, { campaign: campaign.id }, 2 * HOUR);
    await bench.emulator.waitForMessages({ to: keeps }, { timeoutMs: 100_000 });
    await ended(campaign);
    expect(bench.emulator.inbox({ to: refuses })).toEqual([]);
    expect(await ledger.current({ ...about, recipient: refuses })).toMatchObject({ status: 'RET' });
    expect(await campaign.progress()).toMatchObject({ withheld: 1 });
  });

  // guarantee: G-039
  it('is not sent to a recipient who opts out while it is queued', async () => {
    const waiting = await guarded('gate-turn', { run: false });
    const [keeps = '', refuses = ''] = numbers(2);
    for (const recipient of [keeps, refuses]) {
      await waiting.consent(recipient);
      await registry(recipient, 'ONAY');
    }
    const campaign = await waiting.outbox.enqueue(message([keeps, refuses]));
    await waiting.ledger.optOut({ ...about, recipient: refuses });
    await guarded('gate-turn');
    await bench.emulator.waitForMessages({ to: keeps }, { timeoutMs: 100_000 });
    await ended(campaign);
    expect(bench.emulator.inbox({ to: refuses })).toEqual([]);
    expect(await recipientsOf(campaign)).toContainEqual(
      expect.objectContaining({ number: refuses, status: 'withheld', finalAt: null, consent: 'refused' }),
    );
  });

  // guarantee: G-044
  it('waits with the reason while the registry refuses checks, and continues afterwards', async () => {
    const { outbox } = await guarded('gate-throttled');
    const recipients = numbers(6);
    for (const recipient of recipients) await registry(recipient, 'ONAY');
    bench.emulator.addFault({ endpoint: 'iys-check', fault: 'throttle', skip: 2, times: 2 });
    const campaign = await outbox.enqueue(message(recipients));
    const [order] = await until(
      () => campaign.orders(),
      ([one]) => JSON.stringify(one?.evidence ?? {}).includes('trouble'),
    );
    expect(order).toMatchObject({ state: 'checking', evidence: { trouble: expect.any(String) } });
    for (const to of recipients) await bench.emulator.waitForMessages({ to }, { timeoutMs: 100_000 });
    expect(await campaign.progress()).toMatchObject({ withheld: 0, checking: 0 });
  });

  it('waits with the reason when the account has no subscription, and can be cancelled', async () => {
    const bare = await startEmulator({
      seed: { accounts: [{ key: 'emulator', hash: 'emulator', senders: ['EMULATOR'], brandCodes: [] }] },
    });
    const guard = {
      brandCode: BRAND,
      policy: 'check',
      staleAfterMs: 3 * DAY,
      checksPerOrder: 1_000,
    } as const;
    const { outbox, stop } = await bench.instance('gate-403', {}, bare.url, { guard });
    const campaign = await outbox.enqueue(message(numbers(2)));
    await until(
      () => campaign.orders(),
      ([one]) => JSON.stringify(one?.evidence ?? {}).includes('no-iys-subscription'),
    );
    expect(await campaign.progress()).toMatchObject({ queued: 2, checking: 2, withheld: 0 });
    expect(await campaign.cancel()).toBe(2);
    expect((await campaign.orders())[0]?.state).toBe('cancelled');
    await stop();
    await bare.close();
  });

  it('expires during the check and is not sent late', async () => {
    const { outbox, next } = await guarded('gate-expires', { checksPerSecond: 0.1 });
    const emitted = next('expired');
    const campaign = await outbox.enqueue(message(numbers(3)), { notAfter: new Date(Date.now() + 1_500) });
    expect(await emitted).toMatchObject({ campaign: campaign.id });
    expect(await campaign.progress()).toMatchObject({ notSent: 3, checking: 0 });
  });

  it('with few recipients does not wait for the checks of a large one', async () => {
    const slow = await guarded('gate-fair', { checksPerSecond: 100, checksPerOrder: 1_500 });
    const large = await slow.outbox.enqueue(message(numbers(1_500)));
    const [one = ''] = numbers(1);
    await registry(one, 'ONAY');
    await slow.outbox.enqueue(message([one]));
    await bench.emulator.waitForMessages({ to: one }, { timeoutMs: 100_000 });
    const { checking } = await large.progress();
    expect(checking).toBeGreaterThan(0);
    await large.cancel();
    await slow.stop();
  });

  it('from a stream is guarded when it is written, and is checked by any instance', async () => {
    const account = 'gate-stream';
    const enqueuing = await guarded(account, { run: false });
    const recipients = numbers(300);
    const [granted, refused, open] = [
      recipients.slice(0, 100),
      recipients.slice(100, 200),
      recipients.slice(200),
    ];
    const consentDate = new Date(Math.floor(Date.now() / 1000) * 1000);
    await enqueuing.ledger.recordMany(
      recipients.slice(0, 200).map((recipient, index) => ({
        ...about,
        recipient,
        status: index < 100 ? 'ONAY' : 'RET',
        source: 'HS_WEB',
        consentDate,
      })),
      { register: false },
    );
    for (const recipient of [...granted, ...open]) await registry(recipient, 'ONAY', consentDate);
    const campaign = await enqueuing.outbox.enqueueMany(recipients, {
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Kampanya',
    });
    expect(await campaign.progress()).toMatchObject({
      recipients: 300,
      withheld: 100,
      checking: 100,
      queued: 200,
    });
    const workers: Instance[] = [await guarded(account), await guarded(account)];
    await until(
      () => campaign.progress(),
      ({ submitted }) => submitted === 200,
    );
    expect(bench.emulator.inbox({ to: refused[0] ?? '' })).toEqual([]);
    expect(workers.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  // guarantee: G-015
  it('is checked by another instance when the first one has crashed', async () => {
    const { outbox } = await guarded('gate-died', { run: false });
    const [one = ''] = numbers(1);
    await registry(one, 'ONAY');
    const campaign = await outbox.enqueue(message([one]));
    await claimByGoneInstance(bench.database.kysely, { campaign: campaign.id });
    await guarded('gate-died');
    await bench.emulator.waitForMessages({ to: one }, { timeoutMs: 100_000 });
  });

  it('keeps registry responses about unknown recipients for 30 days', async () => {
    const { kysely } = bench.database;
    const [unlisted = '', known = '', lately = ''] = numbers(3);
    await storeAnswers(kysely, '77', [
      { recipient: unlisted, answer: 'none', days: 31 },
      { recipient: known, answer: 'none', days: 31 },
      { recipient: lately, answer: 'none', days: 29 },
    ]);
    const ledger = ledgerOn({ name: 'gate-tidy', brandCode: '77' }, kysely);
    await ledger.optOut({ ...about, recipient: known });
    const guard = { brandCode: '77', policy: 'check', staleAfterMs: DAY, checksPerOrder: 1_000 } as const;
    expect(
      await new GuardRepository(kysely, randomUUID(), { consents: guard }).purgeUnknownRecipients(),
    ).toBe(false);
    expect(await answeredRecipients(kysely, '77')).toEqual([known, lately]);
  });

  it('checks at most the allowed number of recipients, and withholds the others with the reason', async () => {
    const { outbox, consent } = await guarded('gate-capped', { checksPerOrder: 4 });
    const people = numbers(12);
    const [stale = ''] = people;
    await consent(stale, new Date(Date.now() - 10 * DAY));
    for (const phone of people) await registry(phone, 'ONAY');
    const campaign = await outbox.enqueue(message(people, 'Yarın başlıyor, son gün'));
    await ended(campaign);
    const asked = bench.emulator.journal(5_000).filter(({ endpoint, request }) => {
      const text = JSON.stringify(request);
      return endpoint === 'iys-check' && people.some((phone) => text.includes(phone));
    });
    expect(asked).toHaveLength(4);
    const reached = await recipientsOf(campaign);
    const going = reached.filter(({ status }) => status !== 'withheld');
    expect(going.map(({ consent: verdict }) => verdict)).toEqual([
      'granted',
      'granted',
      'granted',
      'granted',
    ]);
    const withheld = reached.filter(({ status }) => status === 'withheld');
    expect(withheld).toHaveLength(8);
    expect(withheld.every(({ consent: verdict }) => verdict === 'unknown' || verdict === 'stale')).toBe(true);
    for (const { number } of withheld) expect(bench.emulator.inbox({ to: number })).toEqual([]);
    expect((await campaign.orders())[0]).toMatchObject({ recipients: 4, withheld: 8 });
  });

  it('with more unknown recipients than allowed is withheld when no checked recipient has consented', async () => {
    const { outbox } = await guarded('gate-capped-none', { checksPerOrder: 2 });
    const campaign = await outbox.enqueue(message(numbers(5), 'Yarın başlıyor, ilk gün'));
    await ended(campaign);
    expect((await campaign.orders())[0]).toMatchObject({ state: 'withheld', recipients: 0, withheld: 5 });
  });

  it('is not guarded when it is transactional', async () => {
    const { outbox, ledger } = await guarded('gate-otp');
    const [phone = ''] = numbers(1);
    await ledger.optOut({ ...about, recipient: phone });
    const campaign = await outbox.enqueue({ kind: 'transactional', text: 'Kodunuz 1', recipients: [phone] });
    await bench.emulator.waitForMessages({ to: phone }, { timeoutMs: 100_000 });
    expect((await campaign.orders())[0]).toMatchObject({ withheld: 0, brandCode: null, consentPolicy: null });
  });
});
