import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isInputError } from 'iletimerkezi-core';
import type { IletimerkeziEvent } from '../events/events.js';
import { IletimerkeziEvents } from '../events/events.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { SmsService } from './sms.service.js';

const NUMBER = '+905301234567';
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+90530${String(1_000_000 + index)}`);

describe('SmsService', () => {
  let app: TestApp;
  let sms: SmsService;
  let events: IletimerkeziEvent[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    sms = app.get(SmsService);
    app.get(IletimerkeziEvents).events$.subscribe((event) => events.push(event));
  });
  beforeEach(() => {
    app.emulator.reset();
    events = [];
  });
  afterAll(() => app.close());

  /** Schedules an order for one hour later. */
  const schedule = () => {
    const sendAt = new Date(Date.now() + 3_600_000);
    return sms.schedule({ kind: 'transactional', text: 'Hatırlatma', recipients: [NUMBER], sendAt });
  };

  it('sends one text and returns the order id under which the emulator delivers it', async () => {
    const { orderId } = await sms.send({
      kind: 'transactional',
      text: 'Kodunuz 123456',
      recipients: ['5301234567'],
    });
    const [message] = await app.emulator.waitForMessages({ orderId }, { timeoutMs: 100_000 });
    expect(message).toMatchObject({ to: NUMBER, text: 'Kodunuz 123456', from: 'EMULATOR' });
    expect(events).toMatchObject([{ type: 'order.accepted', account: 'default', orderId, recipients: 1 }]);
  });

  it('sends each text to its own recipients in one order', async () => {
    const { orderId } = await sms.sendEach({
      kind: 'transactional',
      messages: [
        { text: 'Merhaba Ayşe', recipients: ['+905301234567'] },
        { text: 'Merhaba Barış', recipients: ['+905301234568'] },
      ],
    });
    const messages = await app.emulator.waitForMessages({ orderId }, { count: 2, timeoutMs: 100_000 });
    expect(messages.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual([
      '+905301234567 Merhaba Ayse',
      '+905301234568 Merhaba Baris',
    ]);
    expect(events).toMatchObject([{ type: 'order.accepted', recipients: 2 }]);
  });

  it('schedules an order, which is sent at its time', async () => {
    const { orderId } = await schedule();
    expect(app.emulator.inbox({ orderId })).toEqual([]);
    app.emulator.advance('PT2H');
    expect(app.emulator.inbox({ orderId })).toHaveLength(1);
  });

  it('cancels a scheduled order once', async () => {
    const { orderId } = await schedule();
    await sms.cancel(orderId);
    app.emulator.advance('PT2H');
    expect(app.emulator.inbox({ orderId })).toEqual([]);
    await expect(sms.cancel(orderId)).rejects.toMatchObject({ code: 'order-not-found' });
  });

  it('rejects a past time, which the provider would send immediately', async () => {
    const sendAt = new Date(Date.now() - 1_000);
    const late = sms.schedule({ kind: 'transactional', text: 'Geç', recipients: [NUMBER], sendAt });
    await expect(late).rejects.toMatchObject({ code: 'invalid-input', faults: [{ path: 'sendAt' }] });
    expect(app.emulator.journal()).toEqual([]);
  });

  // guarantee: G-026
  it('lists every fault of an order before any request is made', async () => {
    const bad = sms.send({ kind: 'transactional', text: ' ', recipients: ['12'], sender: 'BAŞLIK' });
    const error: unknown = await bad.catch((thrown: unknown) => thrown);
    expect(isInputError(error) && error.faults.map(({ path }) => path)).toEqual([
      'sender',
      'text',
      'recipients[0]',
    ]);
    expect(app.emulator.journal()).toEqual([]);
    expect(events).toMatchObject([{ type: 'order.failed', code: 'invalid-input', outcome: 'not-applied' }]);
  });

  // guarantee: G-003
  it('does not retry a send whose response was cut off, and reports the outcome as unknown', async () => {
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    const order = { kind: 'transactional', text: 'Bir kez', recipients: [NUMBER] } as const;
    await expect(sms.send(order)).rejects.toMatchObject({ outcome: 'unknown', retryable: false });
    await app.emulator.waitForMessages({ text: 'Bir kez' }, { timeoutMs: 100_000 });
    expect(app.emulator.inbox({ text: 'Bir kez' })).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'order.failed', outcome: 'unknown' }]);
  });

  it('rejects a send that waits for the rate limit when its signal is aborted', async () => {
    await sms.send({ kind: 'transactional', text: 'Dolu saniye', recipients: numbers(100) });
    const abort = new AbortController();
    const waiting = sms.send(
      { kind: 'transactional', text: 'Sırada', recipients: [NUMBER] },
      { signal: abort.signal },
    );
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(app.emulator.journal()).toHaveLength(1);
  });

  // guarantee: G-034
  it('stays below the provider’s limit of 100 recipients per second with many concurrent sends', async () => {
    const strict = await startTestApp({ emulator: { quirks: { rateLimit: 'refuse-503' } } });
    const orders = numbers(230).map((number, index) =>
      strict.get(SmsService).send({ kind: 'transactional', text: `Kod ${index}`, recipients: [number] }),
    );
    await expect(Promise.all(orders)).resolves.toHaveLength(230);
    await strict.close();
  });

  it('sends large orders while the limit for small ones is reached', async () => {
    const orders = await Promise.all(
      ['Bir', 'İki'].map((text) => sms.send({ kind: 'transactional', text, recipients: numbers(150) })),
    );
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(2);
  });

  it('estimates in the account’s character mode, for all recipients', () => {
    expect(sms.estimate({ text: 'a'.repeat(156), recipients: 10 })).toMatchObject({
      encoding: 'gsm7',
      parts: 2,
      totalParts: 20,
      totalPartsMax: 20,
    });
    expect(sms.estimate({ text: 'ş' }).text).toBe('s');
  });

  it('requires a sender when neither the order nor the options have one', async () => {
    const bare = await startTestApp({ options: { defaultSender: undefined } });
    const order = { kind: 'transactional', text: 'Merhaba', recipients: [NUMBER] } as const;
    await expect(bare.get(SmsService).send(order)).rejects.toMatchObject({ faults: [{ path: 'sender' }] });
    await bare.close();
  });

  it('rejects invalid calls at compile time', () => {
    const wrong = (service: SmsService) => [
      // @ts-expect-error A kind is required.
      service.send({ text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A commercial order requires an audience.
      service.send({ kind: 'commercial', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error This is neither of the two audiences.
      service.send({ kind: 'commercial', audience: 'HERKES', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A time is a Date, not a string.
      service.send({ kind: 'transactional', text: 'a', recipients: [NUMBER], sendAt: '2027-01-01' }),
      // @ts-expect-error schedule() requires a time.
      service.schedule({ kind: 'transactional', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A time is a Date, not a string.
      service.schedule({ kind: 'transactional', text: 'a', recipients: [NUMBER], sendAt: '2027-01-01' }),
      // @ts-expect-error Recipients are a list.
      service.send({ kind: 'transactional', text: 'a', recipients: NUMBER }),
      // @ts-expect-error Several texts belong to sendEach().
      service.send({ kind: 'transactional', messages: [{ text: 'a', recipients: [NUMBER] }] }),
    ];
    expect(wrong).toHaveLength(1);
  });
});
