import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { startEmulator, type Emulator, type Profile } from 'iletimerkezi-emulator';

/** Our client and the emulator share no code of the wire: here they meet, under every reading of the provider. */
describe.each<Profile>(['seed', 'observed', 'legacy'])('our client against the profile %s', (profile) => {
  let emulator: Emulator;
  let client: IletimerkeziClient;

  beforeAll(async () => {
    emulator = await startEmulator({ profile });
    const credentials = { key: 'emulator', hash: 'emulator' };
    client = new IletimerkeziClient({ baseUrl: emulator.url, credentials, retry: false });
  });
  beforeEach(() => {
    emulator.reset();
    emulator.freeze(true);
  });
  afterAll(() => emulator.close());

  const send = (text: string, ...recipients: string[]) =>
    client.sendSms({ kind: 'transactional', sender: 'EMULATOR', text, recipients });

  // guarantee: G-120
  it('sends and follows an order to its end', async () => {
    const { orderId } = await send('Merhaba söyle', '+905301234567', '+905309999001');
    expect((await client.getReport(orderId)).status).toBe('sending');
    emulator.advance('PT1M');
    const report = await client.getReport(orderId);
    expect(report).toMatchObject({ orderId, status: 'completed' });
    expect(report.recipients.map(({ number, status }) => [number, status])).toEqual([
      ['+905301234567', 'delivered'],
      ['+905309999001', 'undelivered'],
    ]);
    expect(emulator.inbox()[0]?.text).toBe('Merhaba söyle');
  });

  it('lists orders by day', async () => {
    for (let index = 0; index < 31; index++) await send(`Kod ${index}`, '+905301234567');
    const ids = new Set<string>();
    for await (const order of client.orders({ from: emulator.now(), to: emulator.now() }))
      ids.add(order.orderId);
    expect(ids.size).toBe(31);
  });

  it('schedules and cancels', async () => {
    const order = {
      kind: 'transactional',
      sender: 'EMULATOR',
      text: 'Sonra',
      recipients: ['+905301234567'],
    } as const;
    const sendAt = new Date(emulator.now().getTime() + 3_600_000);
    const { orderId } = await client.sendSms({ ...order, sendAt });
    await client.cancelOrder(orderId);
    await expect(client.cancelOrder(orderId)).rejects.toMatchObject({
      code: 'order-not-found',
      providerCode: 455,
    });
    emulator.advance('PT2H');
    expect(emulator.inbox()).toEqual([]);
  });

  it('reads balance, senders and the blacklist', async () => {
    expect((await client.getBalance()).sms).toBe(10_000_000);
    expect(await client.getSenders()).toContain('EMULATOR');
    await client.addToBlacklist('+905301234567');
    expect((await client.getBlacklist()).numbers).toEqual(['+905301234567']);
    await client.removeFromBlacklist('+905301234567');
    await expect(client.removeFromBlacklist('+905301234567')).rejects.toMatchObject({ providerCode: 474 });
  });

  it('registers and checks consents, and sends to who gave one', async () => {
    const key = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
    const consentDate = new Date(emulator.now().getTime() - 60_000);
    await client.registerConsents({
      brandCode: 1234,
      records: [{ ...key, status: 'ONAY', source: 'HS_WEB', consentDate }],
    });
    expect(await client.checkConsent({ brandCode: 1234, ...key })).toMatchObject({ state: 'granted' });
    expect(
      (await client.checkConsent({ brandCode: 1234, ...key, recipient: '+905301234568' })).state,
    ).not.toBe('granted');
    await client.sendSms({
      kind: 'commercial',
      audience: 'BIREYSEL',
      sender: 'EMULATOR',
      text: 'Kampanya',
      recipients: ['+905301234567'],
    });
    emulator.advance('PT1M');
    expect(emulator.inbox({ status: 'delivered' })).toHaveLength(1);
  });

  it('distinguishes refusals by the body, with any HTTP status', async () => {
    await send('Aynı', '+905301234567');
    await expect(send('Aynı', '+905301234567')).rejects.toMatchObject({ providerCode: 451 });
    await expect(
      client.sendSms({ kind: 'transactional', sender: 'OTHER', text: 'x', recipients: ['+905301234567'] }),
    ).rejects.toMatchObject({ providerCode: 450 });
  });
});
