// starts: PostgreSQL
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { many, number } from '../test-support/messages.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { SmsService } from './sms.service.js';

let database: SpecDatabase;
let app: TestApp | undefined;

beforeEach(async () => {
  database = await createSpecDatabase();
});
afterEach(async () => {
  await app?.close();
  await database.drop();
});

async function start(options: Partial<IletimerkeziOptions>): Promise<TestApp> {
  const storage = { url: urlOf(database) };
  app = await startTestApp({
    emulator: { quirks: { tacirConsent: 'opt-out' } },
    options: { storage, retry: false, timeouts: { responseMs: 500 }, brandCode: undefined, ...options },
  });
  return app;
}

let texts = 0;
/** The provider refuses the same text to the same recipients within ten minutes. */
const newText = () => `Yarın başlıyor: ${(texts += 1)}. gün`;

const send = ({ get }: TestApp, recipients: string[], sendAt?: Date) =>
  get(SmsService).send({ kind: 'commercial', audience: 'TACIR', text: newText(), recipients, sendAt });

/** Hours that are closed now: they last a minute, on the day after tomorrow in Türkiye. */
function closedNow() {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
  const today = new Date(Date.now() + 3 * 3_600_000).getUTCDay();
  const closed = days.filter((_, index) => index !== (today + 2) % 7).map((day) => [day, false]);
  return { from: '12:00', to: '12:01', days: Object.fromEntries(closed) };
}

describe('a direct commercial send with a frequency cap', () => {
  it('withholds people who got as many messages, and reports them', async () => {
    const one = await start({ frequencyCap: { messages: 1, days: 7 } });
    const [phone = '', other = ''] = many(2);
    expect(await send(one, [phone])).toMatchObject({ withheld: [] });
    expect(await send(one, [phone, other])).toMatchObject({
      withheld: [{ recipient: phone, reason: 'too-often', position: null }],
    });
    const requests = one.emulator.journal().length;
    await expect(send(one, [phone, other])).rejects.toMatchObject({
      code: 'recipients-withheld',
      reasons: { 'too-often': 2 },
    });
    expect(one.emulator.journal()).toHaveLength(requests);
  });

  it('with consents withholds by both', async () => {
    const one = await start({
      brandCode: '1234',
      consents: { policy: 'allow' },
      frequencyCap: { messages: 1, days: 7 },
    });
    const phone = number();
    expect(await send(one, [phone])).toMatchObject({ withheld: [] });
    await expect(send(one, [phone])).rejects.toMatchObject({ reasons: { 'too-often': 1 } });
  });

  // guarantee: G-124
  it('never exceeds the cap with concurrent sends', async () => {
    const one = await start({ frequencyCap: { messages: 2, days: 7 } });
    const phone = number();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => send(one, [phone])));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it('does not count an order that the provider refused, and counts one of unknown outcome', async () => {
    const one = await start({ frequencyCap: { messages: 1, days: 7 } });
    const phone = number();
    // The emulator refuses an order whose recipients have no consent.
    const refused = one.get(SmsService).send({
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: newText(),
      recipients: [phone],
    });
    await expect(refused).rejects.toMatchObject({ outcome: 'not-applied' });
    one.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut', times: 1 });
    await expect(send(one, [phone])).rejects.toMatchObject({ outcome: 'unknown' });
    await expect(send(one, [phone])).rejects.toMatchObject({ code: 'recipients-withheld' });
  });
});

describe('a direct commercial send with sending hours', () => {
  it('is refused outside of them with the next opening, without a request', async () => {
    const one = await start({ storage: false, sendingHours: closedNow() });
    await expect(send(one, [number()])).rejects.toMatchObject({
      code: 'outside-hours',
      retryAt: expect.any(Date),
    });
    const past = { faults: [expect.objectContaining({ path: 'sendAt', code: 'outside-sending-hours' })] };
    await expect(send(one, [number()], new Date(Date.now() + 60_000))).rejects.toMatchObject(past);
    expect(one.emulator.journal()).toEqual([]);
    await one.get(SmsService).send({ kind: 'transactional', text: 'Kodunuz 1', recipients: [number()] });
  });
});
