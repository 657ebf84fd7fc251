// starts: PostgreSQL
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountService } from '../client/account.service.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { many, number } from '../test-support/messages.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { SmsService } from './sms.service.js';

let database: SpecDatabase;
let app: TestApp;
let sms: SmsService;
let account: AccountService;

beforeEach(async () => {
  database = await createSpecDatabase();
  app = await startTestApp({
    options: {
      storage: { url: urlOf(database) },
      retry: false,
      limits: { spend: { perDay: 4, perMonth: 10 } },
    },
  });
  sms = app.get(SmsService);
  account = app.get(AccountService);
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

const send = (...recipients: string[]) => sms.send({ kind: 'transactional', text: 'Kodunuz 1', recipients });

const used = async () => {
  const { day, month } = (await account.spend()) ?? {};
  return { day: [day?.reserved, day?.settled], month: [month?.reserved, month?.settled] };
};

describe('a direct send with spend limits', () => {
  it('counts, and is refused beyond a cap without a request', async () => {
    await send(...many(3));
    expect(await used()).toEqual({ day: [0, 3], month: [0, 3] });
    const requests = app.emulator.journal().length;
    await expect(send(...many(2))).rejects.toMatchObject({
      code: 'spend-limit-exceeded',
      path: 'limits.spend.perDay',
      retryAt: expect.any(Date),
    });
    expect(app.emulator.journal()).toHaveLength(requests);
    expect(await account.spend()).toMatchObject({
      day: { cap: 4, left: 1 },
      month: { cap: 10, left: 7 },
      waiting: 0,
    });
  });

  // guarantee: G-121
  it('never exceeds the cap with concurrent sends', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => send(number())));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(await used()).toMatchObject({ day: [0, 4] });
  });

  it('gives the credits back when the provider refuses the order', async () => {
    const refused = sms.send({
      kind: 'transactional',
      sender: 'UNKNOWN',
      text: 'Kodunuz 1',
      recipients: many(4),
    });
    await expect(refused).rejects.toMatchObject({ outcome: 'not-applied' });
    expect(await used()).toEqual({ day: [0, 0], month: [0, 0] });
    await send(...many(4));
  });

  it('keeps the credits of a send of unknown outcome', async () => {
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    await expect(send(...many(2))).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await used()).toEqual({ day: [2, 0], month: [2, 0] });
  });

  it('leaves invalid orders to the check of the client', async () => {
    await expect(send('0212')).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await used()).toEqual({ day: [0, 0], month: [0, 0] });
  });
});
