import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ValidationPipe, type Type } from '@nestjs/common';
import {
  parsePhones,
  type ComposedMessage,
  type ConsentRecord,
  type MessagePreview,
  type SavedTemplate,
  type SavedText,
  type SavedTextChange,
  type SavedTextResult,
  type SubmitResult,
  type TemplateToSave,
  toSavedTextChange,
} from 'iletimerkezi-core';
import {
  toBalance,
  toBlacklist,
  toConsentCheck,
  toConsentHistory,
  toConsentOutcome,
  toOrderRows,
  toReportRows,
  toSubmitResult,
  type CampaignPreview,
  type ConsentEntry,
  type LedgerRecord,
  type OutboxMessage,
  type SendOrder,
} from 'nest-iletimerkezi';
import {
  BlockedNumberDto,
  CampaignOptionsDto,
  ConsentFormDto,
  ConsentRecordDto,
  RecipientsDto,
  RescheduleCampaignDto,
  SavedTextChangeDto,
  SavedTextDto,
  SaveTemplateDto,
  SendCampaignDto,
  SendSmsDto,
  toConsentEntries,
  toDeclineEntries,
  toCampaign,
  toEnqueueOptions,
  toSendOrder,
  toTemplateToSave,
} from 'nest-iletimerkezi/dto';
import type {
  BalanceCardProps,
  BlacklistManagerProps,
  ConsentBadgeProps,
  ConsentFormRecord,
  ConsentHistoryProps,
  ConsentOutcome,
  OrdersTableProps,
  RecipientsChange,
  ReportTableProps,
  SmsComposerProps,
} from 'react-sms-ui';

/** Fields of any member of a union. */
type Fields<Value> = Value extends unknown ? keyof Value : never;
/** Names the fields that the second type lacks; assignable from `undefined` only where there is none. */
type Lost<From, To> = [Exclude<Fields<From>, Fields<To>>] extends [never]
  ? undefined
  : { lost: Exclude<Fields<From>, Fields<To>> };
type Item<List> = List extends readonly (infer Each)[] ? Each : never;

/** Fails to compile once a field exists on one side alone. */
const LOST: [
  Lost<ComposedMessage, SendSmsDto>,
  Lost<SendSmsDto, ComposedMessage>,
  Lost<ComposedMessage, SendCampaignDto>,
  Lost<Omit<SendSmsDto, 'values'>, SendOrder>,
  Lost<Omit<SendSmsDto, 'values'>, OutboxMessage>,
  Lost<Pick<RecipientsChange, 'recipients'>, RecipientsDto>,
  Lost<ConsentFormRecord, ConsentFormDto>,
  Lost<Item<ConsentFormRecord['records']>, Item<ConsentFormDto['records']>>,
  Lost<Item<ConsentFormRecord['contacts']>, Item<ConsentFormDto['contacts']>>,
  Lost<ConsentFormRecord['evidence'], ConsentFormDto['evidence']>,
  Lost<ConsentFormDto['evidence'], NonNullable<ConsentEntry['evidence']>>,
  Lost<Item<ConsentFormRecord['evidence']['ticks']>, Item<ConsentFormDto['evidence']['ticks']>>,
  Lost<Item<ConsentFormRecord['records']>, ConsentRecordDto>,
  Lost<ConsentRecordDto, ConsentRecord>,
  Lost<Parameters<NonNullable<BlacklistManagerProps['onBlock']>>[0], BlockedNumberDto>,
  Lost<TemplateToSave, SaveTemplateDto>,
  Lost<MessagePreview, CampaignPreview>,
  Lost<SaveTemplateDto, TemplateToSave>,
  Lost<SavedText, SavedTextDto>,
  Lost<SavedTextChange, SavedTextChangeDto>,
] = [
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
];

/** Fails to compile once a component does not take what the function returns. */
const FITS: [
  (result: ReturnType<typeof toSubmitResult>) => Awaited<ReturnType<SmsComposerProps['onSubmit']>>,
  (rows: ReturnType<typeof toReportRows>) => ReportTableProps['rows'],
  (rows: ReturnType<typeof toOrderRows>) => OrdersTableProps['orders'],
  (rows: ReturnType<typeof toConsentHistory>) => ConsentHistoryProps['entries'],
  (check: ReturnType<typeof toConsentCheck>) => Pick<ConsentBadgeProps, 'consent' | 'checkedAt'>,
  (outcome: ReturnType<typeof toConsentOutcome>) => ConsentOutcome,
  (balance: ReturnType<typeof toBalance>) => Pick<BalanceCardProps, 'credits' | 'amount'>,
  (list: Awaited<ReturnType<typeof toBlacklist>>) => BlacklistManagerProps['numbers'],
  (preview: CampaignPreview) => MessagePreview,
  (texts: readonly SavedTemplate[]) => Pick<SmsComposerProps, 'templates' | 'drafts'>,
  (
    save: (change: SavedTextChange) => Promise<SavedTextResult<SavedTemplate>>,
  ) => Pick<SmsComposerProps, 'onSaveTemplate' | 'onSaveDraft'>,
] = [
  (result) => result,
  (rows) => rows,
  (rows) => rows,
  (rows) => rows,
  (check) => check,
  (outcome) => outcome,
  (balance) => balance,
  ({ numbers }) => numbers,
  (preview) => preview,
  (texts) => ({ templates: texts, drafts: texts }),
  (save) => ({ onSaveTemplate: save, onSaveDraft: save }),
];

const pipe = new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });

/** A value as a controller gets it: sent as JSON and validated. */
const received = <Dto>(metatype: Type<Dto>, value: unknown): Promise<Dto> =>
  pipe.transform(JSON.parse(JSON.stringify(value)), { type: 'body', metatype });

/** Returns a value as the browser receives it from a controller. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

it('has no field that one side lacks', () => {
  expect(LOST.filter((lost) => lost !== undefined)).toEqual([]);
  expect(FITS.every((fit) => fit.length === 1)).toBe(true);
});

it('keeps every option of a campaign that is sent again, and the time of one that is moved', async () => {
  const options = {
    dedupeKey: 'again:1',
    expect: 'a'.repeat(64),
    notBefore: new Date('2030-01-20T10:45:00Z'),
    notAfter: new Date('2030-01-20T11:45:00Z'),
  };
  expect(toEnqueueOptions(await received(CampaignOptionsDto, options))).toEqual(options);
  expect(toEnqueueOptions(await received(CampaignOptionsDto, {}))).toEqual({});
  const preview = {
    digest: 'a'.repeat(64),
    recipients: 2,
    credits: { min: 2, max: 3 },
    startsAt: '2030-01-20T10:45:00.000Z',
    blacklist: 'applied',
  } as const;
  const previewed: CampaignOptionsDto = { expect: preview };
  expect(toEnqueueOptions(await received(CampaignOptionsDto, previewed))).toEqual(previewed);
  for (const faulty of [{ digest: 5 }, { recipients: -1 }, { credits: null }, { startsAt: 'x' }])
    await expect(received(CampaignOptionsDto, { expect: { ...preview, ...faulty } })).rejects.toThrow(
      'Bad Request',
    );
  await expect(received(RescheduleCampaignDto, { notBefore: '2020-01-20T10:45:00Z' })).rejects.toThrow(
    'Bad Request',
  );
  const { notBefore } = options;
  expect(await received(RescheduleCampaignDto, { notBefore })).toEqual({ notBefore });
  for (const faulty of [{ notBefore: null }, { notBefore: '2030-01-20' }, { expect: 'x' }, { dedupeKey: '' }])
    await expect(received(CampaignOptionsDto, faulty)).rejects.toThrow('Bad Request');
  await expect(received(RescheduleCampaignDto, {})).rejects.toThrow('Bad Request');
});

describe('what a component emits', () => {
  it('becomes a saved text without a loss', async () => {
    const texts: TemplateToSave[] = [
      { status: 'draft', name: 'Bayram', text: '' },
      {
        id: '018f3c5e-7d2a-7c1b-9e4f-0123456789ab',
        version: 3,
        status: 'ready',
        name: 'Puan',
        text: 'Sayın {ad}, {puan} puanınız var.',
        kind: 'commercial',
        audience: 'TACIR',
        sender: 'MARKA',
      },
    ];
    for (const text of texts) expect(toTemplateToSave(await received(SaveTemplateDto, text))).toEqual(text);
    await expect(received(SaveTemplateDto, { ...texts[1], text: 'Sayın {ad' })).rejects.toThrow(
      'Bad Request',
    );
  });

  it('becomes a change of saved texts without what the page keeps', async () => {
    const stored = { id: '018f3c5e-7d2a-7c1b-9e4f-0123456789ab', version: 3, name: 'Yaz', text: 'Yaz' };
    const draft: NonNullable<SmsComposerProps['drafts']>[number] = {
      ...stored,
      sender: undefined,
      kind: 'commercial',
      audience: 'TACIR',
      sendAt: new Date('2030-01-20T10:45:00Z'),
    };
    const change = { status: 'draft', item: draft, previous: draft, reason: 'overwrite' } as const;
    const text = { ...stored, kind: 'commercial', audience: 'TACIR' };
    const expected = { status: 'draft', item: text, previous: text, reason: 'overwrite' };
    expect(toSavedTextChange(change)).toEqual(expected);
    expect(await received(SavedTextChangeDto, toSavedTextChange(change))).toEqual(expected);
    await expect(received(SavedTextChangeDto, { ...change, reason: 'x' })).rejects.toThrow('Bad Request');
  });

  it.each([SendSmsDto, SendCampaignDto])('becomes an order without a loss, as %p', async (dto) => {
    const messages: ComposedMessage[] = [
      { kind: 'transactional', sender: 'MARKA', text: 'Merhaba', recipients: ['+905301234567'] },
      {
        kind: 'commercial',
        audience: 'BIREYSEL',
        sender: 'MARKA',
        text: 'Merhaba',
        recipients: ['+905301234567', '+905301234568'],
        sendAt: new Date('2030-01-20T10:45:00Z'),
      },
    ];
    for (const message of messages) expect(toSendOrder(await received(dto, message))).toEqual(message);
  });

  it.each([SendSmsDto, SendCampaignDto])(
    'becomes a template with the values of each recipient, as %p',
    async (dto) => {
      const message: ComposedMessage = {
        kind: 'transactional',
        sender: 'MARKA',
        text: "Merhaba {ad|müşterimiz}, {ad:'e|size} özel",
        recipients: ['+905301234567', '+905301234568'],
        values: [{ ad: 'Ayşe' }, {}],
      };
      const { recipients, message: shared } = toCampaign(await received(dto, message));
      expect([...recipients]).toEqual([
        { to: '+905301234567', values: { ad: 'Ayşe' } },
        { to: '+905301234568', values: {} },
      ]);
      expect(shared).toEqual({ kind: 'transactional', sender: 'MARKA', template: message.text });

      const validated = await received(dto, message);
      expect(() => toSendOrder(validated)).toThrow('values');
      await expect(received(dto, { ...message, values: [{ ad: 'Ayşe' }] })).rejects.toThrow('Bad Request');
      await expect(received(dto, { ...message, values: [{ ad: 1 }, {}] })).rejects.toThrow('Bad Request');
      await expect(received(dto, { ...message, text: 'Merhaba {{ad}}' })).rejects.toThrow('Bad Request');
    },
  );

  const whose = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
  const record: ConsentFormRecord = {
    id: '0b0f7a1e-6c8e-4a3f-9d51-0f4f5f1b7a10',
    decision: 'consent',
    channels: ['MESAJ'],
    recipientType: 'BIREYSEL',
    source: 'HS_MOBIL',
    contacts: [{ channel: 'MESAJ', recipient: '+905301234567' }],
    records: [
      { ...whose, status: 'ONAY', source: 'HS_MOBIL', consentDate: new Date('2026-11-20T09:00:00Z') },
    ],
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

  it('becomes a consent with the evidence of the form, dated by the server', async () => {
    const request = { form: '/form', ip: '192.0.2.1', userAgent: 'Browser' };
    expect(toConsentEntries(await received(ConsentFormDto, record), request)).toEqual([
      {
        ...whose,
        status: 'ONAY',
        source: 'HS_MOBIL',
        evidence: { ...record.evidence, submissionId: record.id, ...request },
      },
    ]);
  });

  it('becomes a refusal of each channel, also by a person who states nothing', async () => {
    const refusal: ConsentFormRecord = {
      ...record,
      decision: 'refuse',
      recipientType: undefined,
      channels: ['MESAJ', 'EPOSTA'],
      records: [],
    };
    const entries = toDeclineEntries(await received(ConsentFormDto, refusal));
    expect(entries.map(({ channel, recipient }) => [channel, recipient])).toEqual([
      ['MESAJ', '+905301234567'],
      ['EPOSTA', undefined],
    ]);
  });

  it.each(['yesterday', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z'])(
    'is accepted whatever the device’s clock says: %s',
    async (shownAt) => {
      const strange = { ...record, evidence: { ...record.evidence, shownAt, decidedAt: null } };
      const [entry] = toConsentEntries(await received(ConsentFormDto, strange));
      expect(entry?.evidence).toMatchObject({ text: 'Metin' });
      expect(entry?.evidence).not.toHaveProperty('shownAt');
    },
  );

  it('becomes numbers to block and to write to', async () => {
    await expect(received(BlockedNumberDto, { number: '0530 123 45 67' })).resolves.toMatchObject({});
    await expect(received(BlockedNumberDto, { number: '0212 123 45 67' })).rejects.toThrow('Bad Request');
    await expect(received(RecipientsDto, { recipients: ['+905301234567'] })).resolves.toEqual({
      recipients: ['+905301234567'],
    });
  });
});

describe('what a component takes', () => {
  it('survives JSON', async () => {
    const accepted: SubmitResult = toSubmitResult({ orderId: '4' });
    const finalAt = new Date('2026-11-20T09:00:00Z');
    const rows = toReportRows(
      [
        { number: '+905301234567', status: 'delivered', finalAt, consent: null, consentPosition: null },
        {
          number: '+905301234568',
          status: 'withheld',
          finalAt: null,
          consent: 'refused',
          consentPosition: 3,
        },
        { number: '+905301234569', status: 'waiting', finalAt: null, consent: null, consentPosition: null },
      ],
      [
        { number: '+905301234567', parts: 2, credits: 2, billed: 2 },
        { number: '+905301234568', parts: 2, credits: 0, billed: 0 },
        { number: '+905301234569', parts: 2, credits: 2, billed: null },
      ],
    );
    const check = toConsentCheck({
      answer: 'granted',
      source: 'HS_WEB',
      consentDate: finalAt,
      checkedAt: finalAt,
    });
    const [recipient] = parsePhones(['+905301234567']).phones;
    const ledgerRecord: LedgerRecord = {
      brandCode: '1234',
      position: 7,
      recipient,
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      status: 'ONAY',
      source: 'HS_WEB',
      consentDate: finalAt,
      recordedAt: finalAt,
      origin: 'host',
      form: JSON.stringify({ textHash: 'a'.repeat(64), textVersion: '3' }),
      trace: null,
      salt: undefined,
      commitment: '',
      hash: 'b'.repeat(64),
      text: 'Metin',
      registration: 'sent',
      registrationReason: undefined,
    };
    const history = toConsentHistory([ledgerRecord]);
    const numbers = await toBlacklist(numbersOf('+905301234567', '+905301234568'), 1);
    for (const value of [accepted, rows, check, history, numbers]) expect(sent(value)).toEqual(value);

    expect(rows).toEqual([
      { number: '+905301234567', status: 'delivered', updatedAt: finalAt.getTime(), credits: 2 },
      { number: '+905301234569', status: 'waiting' },
    ]);
    expect(history).toMatchObject([
      { id: '7', registry: 'sent', evidence: { text: 'Metin', textHash: 'a'.repeat(64), version: '3' } },
    ]);
    expect(numbers).toEqual({ numbers: [{ number: '+905301234567' }], more: true });
  });

  it('names lira for an account that is billed so', () => {
    expect(toBalance({ amount: 10.5, sms: 67 })).toEqual({ billing: 'credits', credits: 67 });
    expect(toBalance({ amount: 10.5, sms: 67 }, 'lira')).toEqual({
      billing: 'lira',
      credits: 67,
      amount: 10.5,
    });
  });
});

async function* numbersOf(...numbers: string[]): AsyncGenerator<string> {
  yield* numbers;
}
