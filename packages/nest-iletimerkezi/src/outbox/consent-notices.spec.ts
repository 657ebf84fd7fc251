import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { InputError } from 'iletimerkezi-core';
import pg from 'pg';
import { ConsentsService } from '../consents/consents.service.js';
import { createSpecDatabase, urlOf, type SpecDatabase } from '../test-support/database.js';
import { number } from '../test-support/messages.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { pgTransaction } from '../tx/pg.js';
import { OutboxService } from './outbox.service.js';

const notify = { text: 'Ticari SMS izniniz kaydedildi.' };
const consent = (recipient: string, channel: 'MESAJ' | 'ARAMA' | 'EPOSTA' = 'MESAJ') =>
  ({ recipient, recipientType: 'BIREYSEL', channel, status: 'ONAY', source: 'HS_WEB' }) as const;

let spec: SpecDatabase;
let app: TestingModule;
let consents: ConsentsService;
let outbox: OutboxService;
let client: pg.Client;
beforeAll(async () => {
  spec = await createSpecDatabase();
  app = await Test.createTestingModule({
    imports: [
      IletimerkeziTestingModule.forRoot({
        options: {
          storage: { url: urlOf(spec) },
          brandCode: '1234',
          characterMode: 'turkish',
          brand: {
            title: 'Örnek',
            identity: { mersis: '0123456789012345' },
            optOut: { keyword: 'RET', number: '4050' },
          },
        },
      }),
    ],
  }).compile();
  await app.init();
  consents = app.get(ConsentsService);
  outbox = app.get(OutboxService);
  client = new pg.Client(spec.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await app.close();
  await spec.drop();
});

const campaigns = async (): Promise<number> => (await outbox.campaigns({ limit: 1_000 })).length;
const noticeIn = async (recipient: string): Promise<unknown> => {
  const [record] = await consents.history(recipient);
  return JSON.parse(record?.form ?? '{}').notice;
};

describe('the notice of a consent', () => {
  it('is sent with the way to refuse, and its campaign is stored in the record', async () => {
    const recipient = number();
    const { notice } = await consents.record(consent(recipient), { notify });
    const { text } = await app.get(SmsTestKit).inbox.waitFor({ to: recipient });
    expect(text).toBe('Ticari SMS izniniz kaydedildi.\nSMS ret: RET yaz 4050');
    expect(await noticeIn(recipient)).toBe(notice);
    await expect(outbox.campaign(notice ?? '').summary()).resolves.toMatchObject({ kind: 'transactional' });
    await expect(consents.verifyChain()).resolves.toMatchObject({ valid: true });
  });

  // guarantee: G-143
  it('is not sent again when the record is repeated, or the consent stood before', async () => {
    const recipient = number();
    const entry = { ...consent(recipient), evidence: { submissionId: 'one' } };
    await consents.record(entry, { notify });
    const before = await campaigns();
    await expect(consents.record(entry, { notify })).resolves.toMatchObject({ repeated: true });
    const again = await consents.record(consent(recipient), { notify });
    expect(again.notice).toBeUndefined();
    expect(await campaigns()).toBe(before);
  });

  it('is one message for all channels of a number, and none for an e-mail address or a refusal', async () => {
    const recipient = number();
    const before = await campaigns();
    const { recorded } = await consents.recordMany(
      [
        consent(recipient),
        consent(recipient, 'ARAMA'),
        consent('ayse@ornek.com', 'EPOSTA'),
        { ...consent(number()), status: 'RET' },
      ],
      { notify },
    );
    expect(recorded.map((each) => each.notice !== undefined)).toEqual([true, true, false, false]);
    expect(recorded[0]?.notice).toBe(recorded[1]?.notice);
    expect(await campaigns()).toBe(before + 1);
  });

  // guarantee: G-143
  it('is enqueued in the transaction of the host', async () => {
    const before = await campaigns();
    const [kept, undone] = [number(), number()];
    await client.query('begin');
    await consents.record(consent(undone), { notify, tx: pgTransaction(client) });
    await client.query('rollback');
    expect(await campaigns()).toBe(before);
    expect(await consents.history(undone)).toEqual([]);
    await client.query('begin');
    await consents.record(consent(kept), { notify, tx: pgTransaction(client) });
    await client.query('commit');
    expect(await campaigns()).toBe(before + 1);
  });

  it('is not sent unless it is asked for', async () => {
    const before = await campaigns();
    await consents.record(consent(number()));
    expect(await campaigns()).toBe(before);
  });

  it('is refused with its faults before anything is recorded', async () => {
    const recipient = number();
    const recording = consents.record(consent(recipient), { notify: { text: 'Sayın {ad}', sender: 'a!b@' } });
    await expect(recording).rejects.toBeInstanceOf(InputError);
    await expect(recording).rejects.toMatchObject({
      faults: [{ path: 'notify.sender' }, { path: 'notify.text' }],
    });
    expect(await consents.history(recipient)).toEqual([]);
  });
});
