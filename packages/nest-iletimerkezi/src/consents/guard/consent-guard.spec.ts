import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IletimerkeziEvents, type IletimerkeziEvent } from '../../events/events.js';
import { ConsentsService } from '../consents.service.js';
import { validateOptions } from '../../options/validate-options.js';
import { Storages } from '../../storage/storages.js';
import { SmsService } from '../../sending/sms.service.js';
import { becomes } from '../../test-support/becomes.js';
import { citizen } from '../../test-support/citizen.js';
import { createSpecDatabase, urlOf, type SpecDatabase } from '../../test-support/database.js';
import { countSends, forgetCurrent, unconfirmedSends } from '../../test-support/ledger-tables.js';
import { emulatorAccount, startTestApp, type TestApp } from '../../test-support/test-app.js';
import { ConsentGuard } from './consent-guard.js';
import type { ConsentPolicy } from '../../options/guard-rules.js';
import { RecipientsWithheldError } from './withheld.js';

const BRAND = '1234';
const DAY = 86_400_000;
const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const number = (index: number): string => `+90533${String(index).padStart(7, '0')}`;
const [YES, NO, UNKNOWN, OTHER] = [number(1), number(2), number(3), number(4)];
const order = (recipients: string[]) =>
  ({ kind: 'commercial', audience: 'BIREYSEL', text: 'Yarın başlıyor', recipients }) as const;

let spec: SpecDatabase;
const apps = new Map<ConsentPolicy, TestApp>();
beforeAll(async () => {
  spec = await createSpecDatabase();
});
beforeEach(async () => {
  for (const [, app] of apps) {
    app.emulator.reset();
    const db = app.get(Storages).of('default')?.kysely;
    if (db) await forgetCurrent(db);
  }
});
afterAll(async () => {
  for (const [, app] of apps) await app.close();
  await spec.drop();
});

/** One application for each policy, on one database. */
async function start(policy: ConsentPolicy = 'check') {
  const options = { storage: { url: urlOf(spec) }, consents: { checksPerSecond: 1_000, policy } };
  const app = apps.get(policy) ?? (await startTestApp({ options }));
  apps.set(policy, app);
  const db = app.get(Storages).of('default')?.kysely;
  if (db === undefined) throw new Error('the account has no storage');
  const ledger = app.get(ConsentsService);
  return {
    app,
    db,
    ledger,
    sms: app.get(SmsService),
    consent: (recipient: string, consentDate = new Date()) =>
      ledger.record(
        { ...about, recipient, status: 'ONAY', source: 'HS_WEB', consentDate },
        { register: false },
      ),
    registry: (recipient: string, status: 'ONAY' | 'RET', consentDate?: Date) =>
      citizen(app.emulator.url, { brandCode: BRAND, recipient, status, consentDate }),
    sends: () => app.emulator.journal(1_000).filter(({ endpoint }) => endpoint === 'send-sms').length,
    checks: () => app.emulator.journal(1_000).filter(({ endpoint }) => endpoint === 'iys-check').length,
  };
}

describe('a direct commercial send', () => {
  // guarantee: G-038
  it('withholds recipients who refused, returns them, and stores the records it relies on', async () => {
    const { app, sms, ledger, consent, registry } = await start();
    const events: IletimerkeziEvent[] = [];
    app.get(IletimerkeziEvents).events$.subscribe((event) => events.push(event));
    const { position } = await consent(YES);
    await registry(YES, 'ONAY');
    const refusal = await ledger.optOut({ ...about, recipient: NO });
    const sent = await sms.send(order([YES, NO]));
    expect(sent.withheld).toEqual([{ recipient: NO, reason: 'refused', position: refusal.position }]);
    await app.emulator.waitForMessages({ to: YES }, { timeoutMs: 100_000 });
    expect(app.emulator.inbox({ to: NO })).toEqual([]);
    expect(await ledger.sendBasis(sent.orderId)).toMatchObject({
      brandCode: BRAND,
      audience: 'BIREYSEL',
      policy: 'check',
      positions: [position],
      allowed: [],
      withheld: 1,
    });
    expect(events).toMatchObject([
      { type: 'order.accepted', recipients: 1 },
      { type: 'order.withheld', recipients: 1, reasons: { refused: 1 } },
    ]);
  });

  it('checks unknown recipients at İYS, and finds a refusal made there', async () => {
    const { app, sms, ledger, registry, checks } = await start();
    await registry(UNKNOWN, 'ONAY', new Date(Date.now() - DAY));
    await registry(NO, 'RET');
    const { withheld } = await sms.send(order([UNKNOWN, NO, OTHER]));
    expect(withheld).toMatchObject([
      { recipient: NO, reason: 'refused' },
      { recipient: OTHER, reason: 'no-record', position: null },
    ]);
    await app.emulator.waitForMessages({ to: UNKNOWN }, { timeoutMs: 100_000 });
    expect(await ledger.current({ ...about, recipient: NO })).toMatchObject({ status: 'RET' });
    expect(checks()).toBe(3);
  });

  it('removes withheld recipients from each text, and texts without recipients', async () => {
    const { app, sms, consent, registry, ledger } = await start();
    for (const recipient of [YES, UNKNOWN]) {
      await consent(recipient);
      await registry(recipient, 'ONAY');
    }
    await ledger.optOut({ ...about, recipient: NO });
    await ledger.optOut({ ...about, recipient: OTHER });
    const { orderId, withheld } = await sms.sendEach({
      kind: 'commercial',
      audience: 'BIREYSEL',
      messages: [
        { text: 'Merhaba Ayşe', recipients: [YES, NO] },
        { text: 'Merhaba Barış', recipients: [OTHER] },
        { text: 'Merhaba Can', recipients: ['5330000003'] },
      ],
    });
    expect(withheld.map(({ recipient }) => recipient).toSorted()).toEqual([NO, OTHER]);
    const messages = await app.emulator.waitForMessages({ orderId }, { count: 2, timeoutMs: 100_000 });
    expect(messages.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual([
      `${YES} Merhaba Ayse`,
      `${UNKNOWN} Merhaba Can`,
    ]);
  });

  it('throws an error without numbers in its message when no recipient is left', async () => {
    const { sms, ledger, sends } = await start('block');
    await ledger.optOut({ ...about, recipient: NO });
    const error: unknown = await sms.send(order([NO, UNKNOWN])).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'recipients-withheld',
      outcome: 'not-applied',
      withheld: [
        { recipient: NO, reason: 'refused' },
        { recipient: UNKNOWN, reason: 'unknown' },
      ],
    });
    expect(`${String(error)} ${inspect(error)} ${JSON.stringify(error)}`).not.toMatch(/533000/);
    expect(sends()).toBe(0);
  });

  // guarantee: G-042
  it('sends to unknown recipients with the policy allow, and stores who had no record', async () => {
    const { sms, consent, checks, app, ledger } = await start('allow');
    app.emulator.setQuirks({ missingConsent: 'filter' });
    const { position } = await consent(YES, new Date(Date.now() - 30 * DAY));
    const { orderId, withheld } = await sms.send(order([YES, UNKNOWN]));
    expect(withheld).toEqual([]);
    expect(await ledger.sendBasis(orderId)).toMatchObject({
      policy: 'allow',
      positions: [position],
      allowed: [UNKNOWN],
    });
    expect(checks()).toBe(0);
    await ledger.erase(UNKNOWN);
    expect(await ledger.sendBasis(orderId)).toMatchObject({ allowed: [] });
  });

  // guarantee: G-044
  it('withholds recipients that could not be checked, with the cause when no recipient is left', async () => {
    const { app, sms, consent, registry } = await start();
    await consent(YES);
    await registry(YES, 'ONAY');
    app.emulator.addFault({ endpoint: 'iys-check', fault: 'throttle', times: 100 });
    expect((await sms.send(order([YES, UNKNOWN]))).withheld).toEqual([
      { recipient: UNKNOWN, reason: 'not-checked', position: null },
    ]);
    await expect(sms.send(order([UNKNOWN]))).rejects.toMatchObject({
      code: 'recipients-withheld',
      cause: { httpStatus: 429 },
    });
  });

  it('checks at most 200 recipients', async () => {
    const { sms, checks, sends } = await start();
    const many = Array.from({ length: 201 }, (_, index) => number(1_000 + index));
    await expect(sms.send(order(many))).rejects.toMatchObject({ code: 'too-many-to-check', unchecked: 201 });
    expect(checks() + sends()).toBe(0);
  });

  // guarantee: G-039
  it('withholds a recipient who opts out while the order waits', async () => {
    const { app, sms, ledger, consent, registry } = await start();
    for (const recipient of [YES, OTHER]) {
      await consent(recipient);
      await registry(recipient, 'ONAY');
    }
    // A hundred recipients fill the second and are answered late, so the next order waits for its turn.
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: 1_000 });
    const filling = sms.send({
      kind: 'transactional',
      text: 'Kodunuz 1',
      recipients: Array.from({ length: 100 }, (_, index) => number(2_000 + index)),
    });
    const waiting = sms.send(order([YES, OTHER]));
    await ledger.optOut({ ...about, recipient: OTHER });
    await filling;
    expect((await waiting).withheld).toMatchObject([{ recipient: OTHER, reason: 'refused' }]);
    expect(app.emulator.inbox({ to: OTHER })).toEqual([]);
  });

  it('sends nothing when all recipients opt out while the order waits, and returns them', async () => {
    const { app, sms, ledger, consent, registry, sends } = await start();
    await consent(YES);
    await registry(YES, 'ONAY');
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: 1_000 });
    const filling = sms.send({
      kind: 'transactional',
      text: 'Kodunuz 1',
      recipients: Array.from({ length: 100 }, (_, index) => number(3_000 + index)),
    });
    const received: IletimerkeziEvent[] = [];
    const listening = app.get(IletimerkeziEvents).events$.subscribe((event) => received.push(event));
    const waiting = sms.send(order([YES])).catch((error: unknown) => error);
    await ledger.optOut({ ...about, recipient: YES });
    await filling;
    expect(await waiting).toBeInstanceOf(RecipientsWithheldError);
    listening.unsubscribe();
    expect(sends()).toBe(1);
    expect(received).toContainEqual(
      expect.objectContaining({ type: 'order.withheld', recipients: 1, reasons: { refused: 1 } }),
    );
  });

  it('sends nothing when it is aborted during the checks', async () => {
    const { app, sms, sends, checks } = await start();
    app.emulator.addFault({ endpoint: 'iys-check', fault: 'slow', delayMs: 60_000 });
    const stop = new AbortController();
    const ended = sms.send(order([UNKNOWN]), { signal: stop.signal }).catch((error: unknown) => error);
    await becomes(checks, 1);
    stop.abort();
    expect(await ended).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(sends()).toBe(0);
  });

  it('refuses an invalid order before any check', async () => {
    const { sms, checks, sends } = await start();
    await expect(sms.send(order(['12']))).rejects.toMatchObject({ code: 'invalid-input' });
    expect(checks() + sends()).toBe(0);
  });

  it('keeps the basis of a send whose outcome is unknown', async () => {
    const { app, sms, db, consent, registry } = await start();
    const { position } = await consent(YES);
    await registry(YES, 'ONAY');
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    await expect(sms.send(order([YES]))).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await unconfirmedSends(db)).toEqual([{ positions: [position] }]);
  });

  it('judges a scheduled order when it is scheduled, and cancels it after a later refusal', async () => {
    const { app, sms, ledger, consent, registry } = await start();
    for (const recipient of [YES, NO]) {
      await consent(recipient);
      await registry(recipient, 'ONAY');
    }
    await ledger.optOut({ ...about, recipient: NO });
    const sendAt = new Date(app.emulator.now().getTime() + 3_600_000);
    const { orderId, withheld } = await sms.schedule({ ...order([YES, NO]), sendAt });
    expect(withheld).toMatchObject([{ recipient: NO, reason: 'refused' }]);
    await ledger.optOut({ ...about, recipient: YES });
    await sms.cancel(orderId);
    app.emulator.advance('PT2H');
    expect(app.emulator.inbox({ to: YES })).toEqual([]);
  });

  it('previews recipients without a call to İYS', async () => {
    const { consent, ledger, checks } = await start();
    const { position } = await consent(YES);
    await ledger.optOut({ ...about, recipient: NO });
    expect(await ledger.preview(['05330000001', NO, UNKNOWN], 'BIREYSEL')).toMatchObject({
      granted: new Map([[YES, position]]),
      withheld: [{ recipient: NO, reason: 'refused' }],
      unchecked: [UNKNOWN],
    });
    expect(checks()).toBe(0);
  });

  it('withholds a foreign number as not checkable', async () => {
    const { ledger, consent, registry, checks } = await start();
    const { position } = await consent(YES);
    await registry(YES, 'ONAY');
    const abroad = '+491711234567';
    expect(await ledger.preview([YES, abroad], 'BIREYSEL', { check: true })).toMatchObject({
      granted: new Map([[YES, position]]),
      withheld: [{ recipient: abroad, reason: 'not-checkable', position: null }],
      failure: { code: 'invalid-input' },
    });
    expect(checks()).toBe(0);
  });

  it('stores no basis of a send that was not applied', async () => {
    const { sms, db, consent, registry } = await start();
    await consent(YES);
    await registry(YES, 'ONAY');
    const before = await countSends(db);
    await expect(sms.send({ ...order([YES]), sender: 'UNLISTED' })).rejects.toMatchObject({
      outcome: 'not-applied',
    });
    expect(await countSends(db)).toBe(before);
  });
});

describe('without storage', () => {
  it('sends without a judgement, and the provider’s own check decides', async () => {
    const app = await startTestApp();
    expect(app.get(ConsentGuard).isOn).toBe(false);
    await citizen(app.emulator.url, { brandCode: BRAND, recipient: YES, status: 'ONAY' });
    expect(await app.get(SmsService).send(order([YES]))).toMatchObject({ withheld: [] });
    await app.close();
  });

  it('refuses a policy at startup', () => {
    const options = { ...emulatorAccount('http://127.0.0.1:1'), consents: { policy: 'block' as const } };
    expect(() => validateOptions('default', options)).toThrow(/consents: .*needs storage and brandCode/);
    expect(() => validateOptions('default', { ...options, storage: {}, brandCode: undefined })).toThrow(
      /needs storage and brandCode/,
    );
  });
});
