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

  it('sends one text and gives the order id that the phone network knows', async () => {
    const { orderId } = await sms.send({
      kind: 'transactional',
      text: 'Kodunuz 123456',
      recipients: ['5301234567'],
    });
    const [message] = await app.emulator.waitForMessages({ orderId }, { timeoutMs: 25_000 });
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
    const messages = await app.emulator.waitForMessages({ orderId }, { count: 2, timeoutMs: 25_000 });
    expect(messages.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual([
      '+905301234567 Merhaba Ayse',
      '+905301234568 Merhaba Baris',
    ]);
    expect(events).toMatchObject([{ type: 'order.accepted', recipients: 2 }]);
  });

  it('schedules an order, which leaves at its time', async () => {
    const sendAt = new Date(Date.now() + 3_600_000);
    const { orderId } = await sms.schedule({
      kind: 'transactional',
      text: 'Hatırlatma',
      recipients: [NUMBER],
      sendAt,
    });
    expect(app.emulator.inbox({ orderId })).toEqual([]);
    app.emulator.advance('PT2H');
    expect(app.emulator.inbox({ orderId })).toHaveLength(1);
  });

  it('takes a scheduled order back, once', async () => {
    const sendAt = new Date(Date.now() + 3_600_000);
    const { orderId } = await sms.schedule({
      kind: 'transactional',
      text: 'Hatırlatma',
      recipients: [NUMBER],
      sendAt,
    });
    await sms.cancel(orderId);
    app.emulator.advance('PT2H');
    expect(app.emulator.inbox({ orderId })).toEqual([]);
    await expect(sms.cancel(orderId)).rejects.toMatchObject({ code: 'order-not-found' });
  });

  it('refuses a moment that has passed, which the provider would take for at once', async () => {
    const sendAt = new Date(Date.now() - 1_000);
    const late = sms.schedule({ kind: 'transactional', text: 'Geç', recipients: [NUMBER], sendAt });
    await expect(late).rejects.toMatchObject({ code: 'invalid-input', faults: [{ path: 'sendAt' }] });
    expect(app.emulator.journal()).toEqual([]);
  });

  // guarantee: G-026
  it('lists every fault of an order before anything leaves', async () => {
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
  it('does not repeat a send whose answer was cut off, and says that the outcome is unknown', async () => {
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    const order = { kind: 'transactional', text: 'Bir kez', recipients: [NUMBER] } as const;
    await expect(sms.send(order)).rejects.toMatchObject({ outcome: 'unknown', retryable: false });
    await app.emulator.waitForMessages({ text: 'Bir kez' }, { timeoutMs: 25_000 });
    expect(app.emulator.inbox({ text: 'Bir kez' })).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'order.failed', outcome: 'unknown' }]);
  });

  it('ends a send that waits for its turn when its signal is aborted', async () => {
    await sms.send({ kind: 'transactional', text: 'Dolu saniye', recipients: numbers(100) });
    const impatient = new AbortController();
    const waiting = sms.send(
      { kind: 'transactional', text: 'Sırada', recipients: [NUMBER] },
      { signal: impatient.signal },
    );
    impatient.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(app.emulator.journal()).toHaveLength(1);
  });

  // guarantee: G-034
  it('never meets the provider’s limit of 100 recipients a second, however many send at once', async () => {
    const strict = await startTestApp({ emulator: { quirks: { rateLimit: 'refuse-503' } } });
    const orders = numbers(230).map((number, index) =>
      strict.get(SmsService).send({ kind: 'transactional', text: `Kod ${index}`, recipients: [number] }),
    );
    await expect(Promise.all(orders)).resolves.toHaveLength(230);
    await strict.close();
  });

  it('lets large orders through beside a full second', async () => {
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

  it('asks for a sender where neither the order nor the options name one', async () => {
    const bare = await startTestApp({ options: { defaultSender: undefined } });
    const order = { kind: 'transactional', text: 'Merhaba', recipients: [NUMBER] } as const;
    await expect(bare.get(SmsService).send(order)).rejects.toMatchObject({ faults: [{ path: 'sender' }] });
    await bare.close();
  });

  it('refuses wrong calls at compile time', () => {
    const wrong = (service: SmsService) => [
      // @ts-expect-error A kind is needed.
      service.send({ text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A commercial order needs an audience.
      service.send({ kind: 'commercial', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error There are two audiences, and this is neither.
      service.send({ kind: 'commercial', audience: 'HERKES', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A moment is a Date, not a text.
      service.send({ kind: 'transactional', text: 'a', recipients: [NUMBER], sendAt: '2027-01-01' }),
      // @ts-expect-error Schedule needs a moment.
      service.schedule({ kind: 'transactional', text: 'a', recipients: [NUMBER] }),
      // @ts-expect-error A moment is a Date, not a text.
      service.schedule({ kind: 'transactional', text: 'a', recipients: [NUMBER], sendAt: '2027-01-01' }),
      // @ts-expect-error Recipients are a list.
      service.send({ kind: 'transactional', text: 'a', recipients: NUMBER }),
      // @ts-expect-error Several texts belong to sendEach().
      service.send({ kind: 'transactional', messages: [{ text: 'a', recipients: [NUMBER] }] }),
    ];
    expect(wrong).toHaveLength(1);
  });
});
