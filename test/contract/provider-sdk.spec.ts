import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IletiMerkeziClient } from '@iletimerkezi/iletimerkezi-node';
import { decodeDeliveryWebhook, IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { PassThrough } from 'node:stream';
import { pointSdk } from './point-sdk.js';

/**
 * The provider's own Node SDK 1.0.1 against the emulator, every method. What it gets wrong is pinned here beside what
 * our client makes of the same answer, and listed in docs/provider-sdk.md.
 */
const SEED = {
  accounts: [{ key: 'k', hash: 'h', balance: 20_000, senders: ['ACME'], brandCodes: [1234] }],
};
const NUMBER = '5301234567';

let emulator: Emulator;
let sdk: IletiMerkeziClient;
let ours: IletimerkeziClient;
beforeAll(async () => {
  emulator = await startEmulator({ seed: SEED });
  pointSdk(emulator.url);
  sdk = new IletiMerkeziClient('k', 'h', 'ACME');
  ours = new IletimerkeziClient({
    baseUrl: emulator.url,
    credentials: { key: 'k', hash: 'h' },
    retry: false,
  });
});
beforeEach(() => {
  emulator.reset();
  emulator.freeze(true);
});
afterAll(() => emulator.close());

const sendAs = (text = 'Merhaba', to: string | string[] = NUMBER) =>
  sdk.sms().disableIysConsent().send(to, text);
const idOf = async (...args: Parameters<typeof sendAs>) => String((await sendAs(...args)).getOrderId());
/** The day in Istanbul, three hours ahead of UTC: the provider's reports are by its own day. */
const today = () => new Date(emulator.now().getTime() + 3 * 3_600_000).toISOString().slice(0, 10);
const quirks = (changes: object) =>
  fetch(`${emulator.url}/_emulator/quirks`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ quirks: changes }),
  });

describe('what the SDK does right', () => {
  it('sends one text to one number, to several, and a text to each', async () => {
    expect((await sendAs()).ok()).toBe(true);
    expect((await sendAs('Merhaba', [NUMBER, '5301234568'])).ok()).toBe(true);
    const each = await sdk
      .sms()
      .disableIysConsent()
      .send({ [NUMBER]: 'Bir', '5301234568': 'Iki' });
    expect(each.getMessage()).toBe('İşlem başarılı');
    expect(emulator.inbox({ orderId: String(each.getOrderId()) }).map(({ text }) => text)).toEqual([
      'Iki',
      'Bir',
    ]);
    expect(emulator.inbox()).toHaveLength(5);
    expect(JSON.parse(sdk.debug())).toMatchObject({
      status: 200,
      response: { response: { status: { code: 200 } } },
    });
  });

  it('sends later when the date is written as the API wants it', async () => {
    const answer = await sdk.sms().disableIysConsent().schedule('20/01/2099 10:00').send(NUMBER, 'Sonra');
    expect(answer.ok()).toBe(true);
    expect(emulator.inbox()).toEqual([]);
    const early = await sdk.reports().get(String(answer.getOrderId()));
    expect([early.ok(), early.getErrorCode()]).toEqual([false, 456]);
  });

  it('reads a report', async () => {
    const id = await idOf('Merhaba', [NUMBER, '5309999001']);
    emulator.advance('PT1M');
    const report = await sdk.reports().get(id);
    expect(report.getOrderId()).toBe(id);
    expect([report.getOrderStatus(), report.getOrderStatusCode()]).toEqual(['COMPLETED', 114]);
    expect([report.getTotal(), report.getDelivered(), report.getUndelivered(), report.getWaiting()]).toEqual([
      2, 1, 1, 0,
    ]);
    expect([report.getMessageStatus(0), report.getMessageStatusCode(1)]).toEqual(['DELIVERED', 112]);
    expect([report.getSender(), report.getMessageCount()]).toEqual(['ACME', 2]);
    expect(report.getSubmitAt()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(report.getSendAt()).toBe(report.getSubmitAt());
    expect(report.getMessages()[0]?.number).toBe('+905301234567');
    expect(report.toJSON()).toMatchObject({ success: true, order: { id, total: 2 } });
    expect((await sdk.reports().get('1')).getErrorCode()).toBe(455);
  });

  it('reads balance and senders', async () => {
    const balance = await sdk.account().balance();
    expect(balance.toJSON()).toMatchObject({ success: true, amount: 3150, credits: 20_000 });
    expect((await sdk.senders().list()).getSenders()).toEqual(['ACME']);
  });

  it('lists the orders of a range, page after page when the service counts all of them', async () => {
    await quirks({ reportsCount: 'total' });
    for (let index = 0; index < 31; index++) await sendAs(`Kod ${index}`);
    const summary = sdk.summary();
    const first = await summary.list(today(), today());
    expect([first.getOrders().length, first.getTotalPages(), first.hasMorePages()]).toEqual([30, 2, true]);
    const [order] = first.getOrders();
    expect([order?.getStatus(), order?.getTotal(), order?.getWaiting(), order?.getSender()]).toEqual([
      'SENDING',
      1,
      1,
      'ACME',
    ]);
    expect([order?.getDelivered(), order?.getUndelivered(), order?.getStatusCode()]).toEqual([0, 0, 113]);
    expect(order?.getId()).toEqual(expect.any(Number));
    expect(order?.getSubmitAt()).toMatch(/ \d\d:\d\d:\d\d$/);
    const second = await summary.next();
    expect([second.getOrders().length, second.hasMorePages(), second.getCurrentPage()]).toEqual([
      1,
      false,
      2,
    ]);
  });

  it('blocks, lists and frees a number', async () => {
    const blacklist = sdk.blacklist();
    expect((await blacklist.add(NUMBER)).ok()).toBe(true);
    const listed = await blacklist.list(1, { start: `${today()} 00:00:00` });
    expect([listed.getNumbers(), listed.getCount(), listed.hasMorePages()]).toEqual([
      ['+905301234567'],
      1,
      false,
    ]);
    expect((await blacklist.next()).getNumbers()).toEqual([]);
    expect((await blacklist.remove(NUMBER)).ok()).toBe(true);
    expect((await blacklist.remove(NUMBER)).getErrorCode()).toBe(474);
  });
});

describe('what the SDK gets wrong, and what our client does', () => {
  it('sends commercially by default: a one-time code is refused or needs consent', async () => {
    const answer = await sdk.sms().send(NUMBER, 'Kodunuz 1234');
    expect([answer.ok(), answer.getErrorCode()]).toEqual([false, 469]);
    await expect(
      // @ts-expect-error our client has no default: the kind is required
      ours.sendSms({ sender: 'ACME', text: 'Kodunuz 1234', recipients: [NUMBER] }),
    ).rejects.toMatchObject({ code: expect.any(String) });
    await ours.sendSms({ kind: 'transactional', sender: 'ACME', text: 'Kodunuz 1234', recipients: [NUMBER] });
    expect(emulator.inbox({ text: 'Kodunuz' })).toHaveLength(1);
  });

  it('documents a date that is no date of the API: the order is refused', async () => {
    const answer = await sdk
      .sms()
      .disableIysConsent()
      .schedule('2099-12-25 10:00:00')
      .send(NUMBER, 'Kampanya');
    expect([answer.ok(), answer.getErrorCode()]).toEqual([false, 457]);
    await sdk.sms().disableIysConsent().schedule('25/12/2099 10:00:00').send(NUMBER, 'Kampanya');
    expect(emulator.inbox({ text: 'Kampanya' })).toHaveLength(1);
    const { orderId } = await ours.sendSms({
      kind: 'transactional',
      sender: 'ACME',
      text: 'Sonra',
      recipients: [NUMBER],
      sendAt: new Date('2099-12-25T07:00:00Z'),
    });
    expect(emulator.inbox({ text: 'Sonra' })).toEqual([]);
    await expect(ours.getReport(orderId)).rejects.toMatchObject({ providerCode: 456 });
  });

  it('takes HTTP 200 for success, whatever the body says', async () => {
    await quirks({ httpStatus: 'always-200' });
    const answer = await sendAs('Merhaba', '12');
    expect([answer.ok(), answer.getErrorCode(), answer.getOrderId()]).toEqual([true, 452, undefined]);
    await expect(ours.getReport('1')).rejects.toMatchObject({ providerCode: 455 });
  });

  it('reports a 5xx as an exception without a word on whether the order was taken', async () => {
    emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-5xx' });
    await expect(sendAs()).rejects.toThrow('502');
    emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-5xx' });
    await expect(
      ours.sendSms({ kind: 'transactional', sender: 'ACME', text: 'Bir', recipients: [NUMBER] }),
    ).rejects.toMatchObject({ outcome: 'unknown' });
    expect(emulator.inbox()).toHaveLength(2);
  });

  it('loses pages of a report: with 5,000 recipients it stops after the third of five', async () => {
    const numbers = Array.from({ length: 5000 }, (_, index) => String(5_301_000_000 + index));
    const id = await idOf('Merhaba', numbers);
    const reports = sdk.reports();
    let report = await reports.get(id);
    let seen = report.getMessageCount();
    while (report.hasMorePages()) {
      report = await reports.next();
      seen += report.getMessageCount();
    }
    expect([seen, report.getCurrentPage()]).toEqual([3000, 3]);
    const all: string[] = [];
    for await (const { number } of ours.reportRecipients(id)) all.push(number);
    expect(new Set(all).size).toBe(5000);
  });

  it("stops after one page of orders when the count is the page's", async () => {
    for (let index = 0; index < 31; index++) await sendAs(`Kod ${index}`);
    const first = await sdk.summary().list(today(), today());
    expect([first.getCount(), first.hasMorePages()]).toEqual([30, false]);
    let orders = 0;
    const now = emulator.now();
    for await (const _order of ours.orders({ from: now, to: now })) orders += 1;
    expect(orders).toBe(31);
  });

  it('reads when an order was sent from a member that is not there', async () => {
    await sendAs();
    const [order] = (await sdk.summary().list(today(), today())).getOrders();
    expect(order?.getSentAt()).toBe('');
    const { orders } = await ours.getReports({ start: emulator.now(), end: emulator.now() });
    expect(orders[0]?.sendAt).toBeInstanceOf(Date);
  });

  it('blocks only the first of several numbers and says all is well', async () => {
    expect((await sdk.blacklist().add([NUMBER, '5301234568'])).ok()).toBe(true);
    expect((await ours.getBlacklist()).numbers).toEqual(['+905301234567']);
    await ours.addToBlacklist('5301234568');
    expect((await ours.getBlacklist()).numbers).toHaveLength(2);
  });

  it('keeps the last answer on a client all services share: concurrent calls mix', async () => {
    emulator.addFault({ endpoint: 'get-balance', fault: 'slow', delayMs: 30 });
    const slow = sdk.account().balance();
    await sdk.senders().list();
    await slow;
    expect(JSON.parse(sdk.debug())).toMatchObject({ response: { response: { balance: {} } } });
  });

  it('reads a webhook from standard input, and none of its members', async () => {
    const report = { id: 1, packet_id: 312000001, status: 'delivered', to: '+905301234567', body: 'Merhaba' };
    const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
    const input = new PassThrough();
    Object.defineProperty(process, 'stdin', { configurable: true, value: input });
    const handled = sdk.webhook().handle();
    input.end(JSON.stringify({ report }));
    const read = await handled;
    if (stdin) Object.defineProperty(process, 'stdin', stdin);
    expect([read.getOrderId(), read.getNumber(), read.getStatus(), read.getTimestamp()]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    expect(decodeDeliveryWebhook({ report })).toMatchObject({
      ok: true,
      report: { id: '1', orderId: '312000001', status: 'delivered', to: '+905301234567', text: 'Merhaba' },
    });
  });
});
