import { expect, it } from '@jest/globals';
import { ValidationPipe } from '@nestjs/common';
import type { ConsentFormRecord } from 'react-sms-ui';
import { FormDecisionDto } from './form-decision.dto.js';

/** The type of a value after JSON serialisation. */
type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? Json<Item>[]
    : Value extends object
      ? { -readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value;

/** The fields that are missing in the other type. */
type Lost<From, To> = Exclude<keyof From, keyof To>;
type Item<List extends readonly unknown[] | undefined> = NonNullable<List>[number];

/** Fails to compile if the kit emits another type, or a field that the DTO neither has nor omits explicitly. */
const accepted = (record: Json<ConsentFormRecord>): FormDecisionDto => record;
const LEFT_OUT: {
  // The server sets the source.
  record: Lost<ConsentFormRecord, FormDecisionDto> extends 'source' ? true : never;
  // The decision sets the status; the server sets the date and the source.
  records: Lost<Item<ConsentFormRecord['records']>, Item<FormDecisionDto['records']>> extends
    | 'status'
    | 'source'
    | 'consentDate'
    ? true
    : never;
  contacts: Lost<Item<ConsentFormRecord['contacts']>, Item<FormDecisionDto['contacts']>> extends never
    ? true
    : never;
  evidence: Lost<ConsentFormRecord['evidence'], FormDecisionDto['evidence']> extends never ? true : never;
  ticks: Lost<
    Item<ConsentFormRecord['evidence']['ticks']>,
    Item<FormDecisionDto['evidence']['ticks']>
  > extends never
    ? true
    : never;
} = { record: true, records: true, contacts: true, evidence: true, ticks: true };

it('accepts every value that ConsentForm emits, and keeps every field that it does not omit explicitly', async () => {
  const whose = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
  const record: ConsentFormRecord = {
    id: '0b0f7a1e-6c8e-4a3f-9d51-0f4f5f1b7a10',
    decision: 'consent',
    channels: ['MESAJ'],
    recipientType: 'BIREYSEL',
    source: 'HS_WEB',
    contacts: [{ channel: 'MESAJ', recipient: '+905301234567' }],
    records: [{ ...whose, status: 'ONAY', source: 'HS_WEB', consentDate: new Date('2026-11-20T09:00:00Z') }],
    evidence: {
      text: 'Metin',
      textHash: 'a'.repeat(64),
      textVersion: '3',
      locale: 'tr',
      shownAt: new Date('2026-11-20T12:00:00+03:00'),
      decidedAt: new Date('2026-11-20T12:01:00+03:00'),
      ticks: [{ channel: 'MESAJ', tickedAt: new Date('2026-11-20T12:00:30+03:00') }],
    },
  };
  const pipe = new ValidationPipe({ transform: true, whitelist: true });
  const take = (value: unknown): Promise<unknown> =>
    pipe.transform(value, { type: 'body', metatype: FormDecisionDto });
  const { source: _, ...kept } = record;
  const body: unknown = JSON.parse(JSON.stringify(record));
  const evidence: unknown = JSON.parse(JSON.stringify(record.evidence));
  expect(await take(body)).toEqual({ ...kept, records: [whose], evidence });
  expect(Object.values(LEFT_OUT)).not.toContain(false);
  expect(accepted).toHaveLength(1);

  // A refusal does not require a recipient.
  const refusal: ConsentFormRecord = {
    ...record,
    decision: 'refuse',
    recipientType: undefined,
    contacts: [],
    records: [],
  };
  await expect(take(JSON.parse(JSON.stringify(refusal)))).resolves.toMatchObject({ decision: 'refuse' });
});
