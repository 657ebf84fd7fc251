import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSender } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';

const SENDERS = [
  'ACME',
  'N11.COM',
  'H&M',
  'MY SHOP',
  'A-101',
  'a_b',
  'abcdefghijk',
  'a!b@',
  'abcdefghijkl',
  'A/B',
  "O'NEIL",
  'ÇİÇEK',
  'A+B',
  '--',
  ' ACME',
  'ACME ',
  'A\tB',
];

/** Core and the emulator each state the shape of a sender; here both are asked about the same ones. */
describe('a sender that the account lists as approved', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: { accounts: [{ key: 'k', hash: 'h', senders: SENDERS }] } });
  });
  afterAll(() => emulator.close());

  async function sendRaw(sender: string): Promise<unknown> {
    const order = { sender, iys: '0', message: { text: 'Merhaba', receipents: { number: ['5301234567'] } } };
    const answer = await fetch(`${emulator.url}/v1/send-sms/json`, {
      method: 'POST',
      body: JSON.stringify({ request: { authentication: { key: 'k', hash: 'h' }, order } }),
    });
    const { response } = (await answer.json()) as { response: { status: { code: unknown } } };
    return response.status.code;
  }

  it.each(SENDERS)('is accepted when core accepts it, and refused with 450 otherwise: %p', async (sender) => {
    emulator.reset();
    expect(await sendRaw(sender)).toBe(parseSender(sender).ok ? 200 : 450);
  });

  it('is tried with senders that core accepts and senders that it refuses', () => {
    expect(new Set(SENDERS.map((sender) => parseSender(sender).ok))).toEqual(new Set([true, false]));
  });
});
