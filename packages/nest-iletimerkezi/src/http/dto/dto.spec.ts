import { describe, expect, it } from '@jest/globals';
import { ValidationPipe, type Type } from '@nestjs/common';
import { CheckConsentDto, ConsentRecordDto, RegisterConsentsDto } from './consent.dto.js';
import { SendCampaignDto, SendSmsDto, toCampaign, toSendOrder } from './send-sms.dto.js';

const pipe = new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });

/** Transforms a request's body as in a host's controller. */
const take = <Dto>(metatype: Type<Dto>, body: object): Promise<Dto> =>
  pipe.transform(body, { type: 'body', metatype });

/** Returns the validation errors of the request. */
const refusal = (metatype: Type<object>, body: object): Promise<string[]> =>
  take(metatype, body).then(
    () => [],
    (error: { getResponse(): { message: string[] } }) => error.getResponse().message,
  );

describe('SendSmsDto', () => {
  const body = { kind: 'transactional', text: 'Merhaba', recipients: ['0530 123 45 67'] };

  it('becomes an order that send() accepts', async () => {
    expect(toSendOrder(await take(SendSmsDto, body))).toEqual({ ...body, sender: undefined });
    const commercial = { ...body, kind: 'commercial', audience: 'TACIR', sender: 'SHOP' };
    expect(toSendOrder(await take(SendSmsDto, commercial))).toEqual(commercial);
  });

  it('is rejected with every fault', async () => {
    const faults = await refusal(SendSmsDto, {
      kind: 'commercial',
      text: '',
      recipients: ['12'],
      sender: 'ŞİRKET',
    });
    expect(faults.map((fault) => fault.split(/[ :[]/)[0] ?? '').toSorted()).toEqual([
      'audience',
      'recipients',
      'sender',
      'text',
    ]);
  });

  it('is rejected without a kind, which has no default', async () => {
    await expect(refusal(SendSmsDto, { ...body, kind: undefined })).resolves.toHaveLength(1);
  });

  // Nest's pipe removes `constructor` and `__proto__` from every body.
  it.each(['ad', 'toString', 'valueOf', 'then', 'length'])(
    'keeps the values of a column with the name %s',
    async (name) => {
      const dto = await take(SendCampaignDto, {
        ...body,
        text: `Merhaba {${name}}`,
        values: [{ [name]: 'Ayşe' }],
      });
      expect([...toCampaign(dto).recipients]).toEqual([
        { to: body.recipients[0], values: { [name]: 'Ayşe' } },
      ]);
    },
  );

  it.each([[[null]], [['a']], [[{ ad: { ad: 'a' } }]], [{ ad: 'a' }], [[[]]], ['a'], [null]])(
    'is rejected with the values %j',
    async (values) => {
      expect(await refusal(SendCampaignDto, { ...body, text: 'Merhaba {ad}', values })).toHaveLength(1);
    },
  );

  it('cannot be converted when it is commercial and has no audience', () => {
    const dto = Object.assign(new SendSmsDto(), { ...body, kind: 'commercial' });
    expect(() => toSendOrder(dto)).toThrow('audience');
  });
});

describe('Consent DTOs', () => {
  const whose = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' };
  const record = {
    ...whose,
    status: 'ONAY',
    source: 'HS_WEB',
    consentDate: new Date(Date.now() - 60_000).toISOString(),
  };

  it('convert ISO strings to dates', async () => {
    const dto = await take(RegisterConsentsDto, { records: [record] });
    expect(dto.records[0]).toBeInstanceOf(ConsentRecordDto);
    expect(dto.records[0]?.consentDate).toEqual(new Date(record.consentDate));
  });

  it('report the record and the invalid field', async () => {
    const old = { ...record, consentDate: '2020-01-01T00:00:00Z' };
    await expect(refusal(RegisterConsentsDto, { records: [record, old] })).resolves.toEqual([
      expect.stringMatching(/^records.1.consentDate: .*3 days/),
    ]);
    await expect(refusal(CheckConsentDto, { ...whose, channel: 'FAKS' })).resolves.toHaveLength(1);
    await expect(refusal(RegisterConsentsDto, { records: [] })).resolves.toHaveLength(1);
  });

  it('accept a refusal with any date, and a record without a date', async () => {
    const { consentDate: _, ...undated } = record;
    for (const consentDate of [
      '2020-01-01T00:00:00Z',
      '2099-01-01T00:00:00Z',
      'yesterday',
      null,
      undefined,
    ]) {
      const dto = await take(RegisterConsentsDto, { records: [{ ...record, status: 'RET', consentDate }] });
      expect(dto.records).toHaveLength(1);
    }
    const dto = await take(RegisterConsentsDto, { records: [undated] });
    expect(dto.records[0]?.consentDate).toBeUndefined();
    await expect(
      refusal(RegisterConsentsDto, { records: [{ ...record, consentDate: null }] }),
    ).resolves.toHaveLength(1);
  });
});
