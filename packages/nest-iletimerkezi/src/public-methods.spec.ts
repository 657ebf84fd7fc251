import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { InputError } from 'iletimerkezi-core';
import { AccountService } from './client/account.service.js';
import { getIletimerkeziToken } from './client/account.tokens.js';
import { BlacklistService } from './client/blacklist.service.js';
import { ConsentsService } from './consents/consents.service.js';
import { ConsentImport } from './consents/import/consent-import.js';
import { ConsentRegistry } from './consents/registry/consent-registry.js';
import { IletimerkeziModule } from './module/iletimerkezi.module.js';
import { Campaign } from './outbox/campaign.js';
import { OutboxService } from './outbox/outbox.service.js';
import { PhoneVerificationService } from './phone-verification/phone-verification.service.js';
import { ReportsService } from './client/reports.service.js';
import { SmsService } from './sending/sms.service.js';
import { Database } from './storage/database.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from './test-support/database.js';
import { holdWithProviderOrder } from './test-support/outbox-tables.js';
import { emulatorAccount, startTestApp, type TestApp } from './test-support/test-app.js';
import { CampaignReports } from './http/reports/campaign-reports.js';
import { TemplatesService } from './templates/templates.service.js';
import { DeliveryInbox } from './webhooks/delivery-inbox.js';

const CLASSES: readonly Function[] = [
  OutboxService,
  Campaign,
  CampaignReports,
  SmsService,
  ReportsService,
  AccountService,
  BlacklistService,
  ConsentsService,
  ConsentRegistry,
  ConsentImport,
  DeliveryInbox,
  PhoneVerificationService,
  TemplatesService,
];

/** Methods that Nest calls, internal methods, and methods that are private only in TypeScript. */
const NOT_PUBLIC =
  /^(constructor|onApplicationBootstrap|onModuleInit|onModuleDestroy|beforeApplicationShutdown|onApplicationShutdown|prepare|fire)$/;
const PRIVATE: ReadonlySet<string> = new Set([
  'SmsService.submit',
  'SmsService.guarded',
  'SmsService.isGuarded',
  'SmsService.checked',
  'SmsService.emitWithheld',
  'SmsService.withSender',
  // Called only by the webhook's guard and interceptor with decoded values.
  'DeliveryInbox.receive',
  'DeliveryInbox.accept',
  'DeliveryInbox.refuse',
  'DeliveryInbox.idle',
  'DeliveryInbox.dispatchAgain',
  'DeliveryInbox.takeClaim',
]);

function publicMethods(): string[] {
  return CLASSES.flatMap(({ name, prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype as object))
      .filter(([key, { value }]) => typeof value === 'function' && !NOT_PUBLIC.test(key))
      .map(([key]) => `${name}.${key}`)
      .filter((method) => !PRIVATE.has(method)),
  );
}

let app: TestApp;
let spec: SpecDatabase;
let database: Database;
/** Data of the other account. */
let theirs: { campaign: string; order: string; providerOrder: string; position: number };

const mine = <Service extends object>(service: Type<Service>): Service =>
  app.get<Service>(service as Type<Service>);

beforeAll(async () => {
  spec = await createSpecDatabase();
  const storage = { url: urlOf(spec) };
  const outbox = { run: false };
  const phoneVerification = { hashKeys: ['a key of this spec, which is long enough'] };
  app = await startTestApp({
    options: { storage, outbox, phoneVerification },
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount('http://127.0.0.1:9'),
        account: 'theirs',
        brandCode: '77',
        storage,
        outbox,
        phoneVerification,
      }),
    ],
  });
  database = new Database(spec.connection);
  const other = app.get<OutboxService>(getIletimerkeziToken('theirs', OutboxService) as string);
  const campaign = await other.enqueue({ kind: 'transactional', text: 'x', recipients: ['+905301234567'] });
  const [order] = await campaign.orders();
  const record = await theirConsents().record({ ...KEY, status: 'RET', source: 'HS_WEB' });
  await holdWithProviderOrder(database.kysely, { account: 'theirs' }, '4711');
  theirs = { campaign: campaign.id, order: order!.id, providerOrder: '4711', position: record.position };
});
afterAll(async () => {
  await app.close();
  await database.close();
  await spec.drop();
});

const KEY = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const ENTRY = { ...KEY, status: 'ONAY', source: 'HS_WEB', consentDate: new Date() } as const;
/** The request of a client that always reads. */
const REQUEST = { headers: {}, socket: new PassThrough() };
const ORDER = { kind: 'transactional', text: 'x', recipients: ['+905301234567'] } as const;
const HALF = '\ud83c';
const NAN = new Date(Number.NaN);
const FAR = new Date(8.64e15);

/** JavaScript callers can pass values that the types forbid. */
// oxlint-disable-next-line typescript/no-explicit-any
type Any = any;
const outbox = (): Any => mine(OutboxService);
const campaign = (id: unknown): Any => outbox().campaign(id);
const theirCampaign = (): Any => campaign(theirs.campaign);
const consents = (): Any => mine(ConsentsService);
const theirConsents = (): ConsentsService =>
  app.get<ConsentsService>(getIletimerkeziToken('theirs', ConsentsService) as string);
const verification = (): Any => mine(PhoneVerificationService);
/** Starts a verification of the other account. @returns its id. */
const theirVerification = async (): Promise<string> => {
  const token = getIletimerkeziToken('theirs', PhoneVerificationService) as string;
  const other = app.get<PhoneVerificationService>(token);
  const phone = `+90530${String((started += 1)).padStart(7, '0')}`;
  return (await other.start({ phone, purpose: 'x' })).id;
};
let started = 0;
const START = { phone: '+905301234567', purpose: 'x' } as const;
const CODE = { ...START, code: '123456' } as const;
const ofVerification = (method: string, given: object, gives: unknown): Entry => ({
  foreign: [async () => verification()[method]({ ...given, id: await theirVerification() }), { gives }],
  bad: badTexts('id', (id) => verification()[method]({ ...given, id })),
});
const templates = (): Any => mine(TemplatesService);
const TEMPLATE = { status: 'ready', name: 'x', text: 'x' } as const;
/** Saves a text of the other account. @returns its id. */
const theirTemplate = async (): Promise<string> => {
  const token = getIletimerkeziToken('theirs', TemplatesService) as string;
  return (await app.get<TemplatesService>(token).save(TEMPLATE)).id;
};
const ofTemplate = (call: (id: unknown) => Promise<unknown>): Entry => ({
  foreign: [async () => call(await theirTemplate()), { rejects: NOT_FOUND }],
  bad: badIds('id', call),
});
const EXPIRED = { status: 'expired' };
const reports = (): Any => mine(CampaignReports);
const NOT_FOUND = { code: expect.stringMatching(/-not-found$/) };

async function drained(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

interface Entry {
  /** A call with an id of the other account and its expected result, or the reason why there is no such id. */
  readonly foreign:
    | readonly [
        call: () => Promise<unknown>,
        answer: { readonly rejects: object } | { readonly gives: unknown },
      ]
    | 'takes no id'
    | 'contains the account'
    | 'ids are the provider’s, which scopes them by credentials'
    | 'the caller passes the brand code; the recipient belongs to the brand';
  /** Calls with invalid values, each with the path of its fault. */
  readonly bad: readonly (readonly [path: string, call: () => unknown])[];
}

const badIds = (path: string, call: (id: unknown) => unknown): Entry['bad'] =>
  ['', 'x', 'a\0b', HALF, 'x'.repeat(6_000), null, undefined, 5, {}].map(
    (id) => [path, () => call(id)] as const,
  );
const badLimits = (call: (limit: unknown) => unknown): Entry['bad'] =>
  [0, -1, 1.5, Number.NaN, Infinity, -Infinity, '5', null].map(
    (limit) => ['limit', () => call(limit)] as const,
  );
const badTexts = (path: string, call: (text: unknown) => unknown): Entry['bad'] =>
  ['', 'a\0b', HALF, 'x'.repeat(6_000), null, undefined, 5, {}].map(
    (text) => [path, () => call(text)] as const,
  );
const badBrands = (call: (brandCode: unknown) => unknown): Entry['bad'] =>
  ['', 'x', '1\0', HALF, '1'.repeat(6_000), 5].map((code) => ['brandCode', () => call(code)] as const);
const ofCampaign = (call: (one: Any) => Promise<unknown>): Entry => ({
  foreign: [() => call(theirCampaign()), { rejects: NOT_FOUND }],
  bad: badIds('id', (id) => call(campaign(id))),
});
const ofCampaignReport = (call: (id: unknown) => unknown): Entry => ({
  foreign: [async () => call(theirs.campaign), { rejects: NOT_FOUND }],
  bad: badIds('id', call),
});
const BRAND = 'the caller passes the brand code; the recipient belongs to the brand';
const PROVIDER = 'ids are the provider’s, which scopes them by credentials';
const badDates = (path: string, call: (date: unknown) => unknown): Entry['bad'] =>
  [NAN, FAR, new Date('2030-01-40'), '2030-01-31', 1_900_000_000_000, Infinity, null].map(
    (date) => [path, () => call(date)] as const,
  );

const TABLE: Record<string, Entry> = {
  'OutboxService.enqueue': {
    foreign: 'takes no id',
    bad: [
      ...badDates('notAfter', (notAfter) => outbox().enqueue(ORDER, { notAfter })),
      ...badDates('sendAt', (sendAt) => outbox().enqueue({ ...ORDER, sendAt })),
      ['lane', () => outbox().enqueue(ORDER, { lane: 'x' })],
      ['text', () => outbox().enqueue({ ...ORDER, text: 'Sayın {ad}' })],
    ],
  },
  'OutboxService.enqueueMany': {
    foreign: 'takes no id',
    bad: [
      ...badDates('notBefore', (notBefore) => outbox().enqueueMany(ORDER.recipients, ORDER, { notBefore })),
      ['recipients', () => outbox().enqueueMany('+905301234567', ORDER)],
    ],
  },
  'OutboxService.preview': {
    foreign: 'takes no id',
    bad: [
      ...badDates('notBefore', (notBefore) => outbox().preview(ORDER, { notBefore })),
      ['text', () => outbox().preview({ ...ORDER, text: 'Sayın {ad}' })],
    ],
  },
  'OutboxService.previewMany': {
    foreign: 'takes no id',
    bad: [
      ...badDates('notBefore', (notBefore) => outbox().previewMany(ORDER.recipients, ORDER, { notBefore })),
      ['recipients', () => outbox().previewMany('+905301234567', ORDER)],
    ],
  },
  'OutboxService.duplicate': {
    foreign: [() => outbox().duplicate(theirs.campaign), { rejects: NOT_FOUND }],
    bad: badIds('campaignId', (id) => outbox().duplicate(id)),
  },
  'OutboxService.compose': {
    foreign: [() => outbox().compose(theirs.campaign), { rejects: NOT_FOUND }],
    bad: badIds('campaignId', (id) => outbox().compose(id)),
  },
  'OutboxService.recordToolCall': { foreign: 'takes no id', bad: [] },
  'OutboxService.reserveToolSend': { foreign: 'takes no id', bad: [] },
  'OutboxService.releaseToolSend': { foreign: 'takes no id', bad: [] },
  'OutboxService.toolSends': { foreign: 'takes no id', bad: [] },
  'OutboxService.resendUndelivered': {
    foreign: [() => outbox().resendUndelivered(theirs.campaign), { rejects: NOT_FOUND }],
    bad: badIds('campaignId', (id) => outbox().resendUndelivered(id)),
  },
  'OutboxService.campaign': { foreign: 'takes no id', bad: [] },
  'OutboxService.campaigns': {
    foreign: [() => outbox().campaigns(), { gives: [] }],
    bad: [
      ...badLimits((limit) => outbox().campaigns({ limit })),
      ...badIds('before', (before) => outbox().campaigns({ before: before ?? 'none' })),
    ],
  },
  'CampaignReports.read': ofCampaignReport((id) => reports().read(id)),
  'CampaignReports.live': ofCampaignReport((id) => reports().live(id, { request: REQUEST })),
  'CampaignReports.withheld': {
    foreign: [() => reports().withheld(theirs.campaign), { rejects: NOT_FOUND }],
    bad: [
      ...badIds('id', (id) => reports().withheld(id)),
      ...badLimits((limit) => reports().withheld(theirs.campaign, 1, limit ?? 0)),
    ],
  },
  'CampaignReports.list': {
    foreign: [() => reports().list(), { gives: [] }],
    bad: badLimits((limit) => reports().list(limit ?? 0)),
  },
  'CampaignReports.liveList': {
    foreign: 'takes no id',
    bad: badLimits((limit) => reports().liveList({ request: REQUEST, limit: limit ?? 0 })),
  },
  'OutboxService.held': {
    foreign: [() => outbox().held(), { gives: [] }],
    bad: badLimits((limit) => outbox().held(limit)),
  },
  'OutboxService.backlog': {
    foreign: [() => outbox().backlog(), { gives: expect.objectContaining({ held: 0 }) }],
    bad: [],
  },
  'OutboxService.resolve': {
    foreign: [() => outbox().resolve(theirs.order, { resend: true }), { rejects: NOT_FOUND }],
    bad: [
      ...badIds('orderId', (id) => outbox().resolve(id, { drop: true })),
      ...[{}, { resend: false }, { sent: true, drop: true }, { sent: 'yes' }, null].map(
        (decision) => ['decision', () => outbox().resolve(theirs.order, decision)] as const,
      ),
      ...['', 'a\0', HALF, 'x'.repeat(65), 5].map(
        (providerOrderId) =>
          ['providerOrderId', () => outbox().resolve(theirs.order, { sent: true, providerOrderId })] as const,
      ),
    ],
  },
  'TemplatesService.save': {
    foreign: [
      async () => templates().save({ ...TEMPLATE, id: await theirTemplate(), version: 1 }),
      { rejects: NOT_FOUND },
    ],
    bad: [
      ...badIds('id', (id) => templates().save({ ...TEMPLATE, id: id ?? 'none' })),
      ...badTexts('name', (name) => templates().save({ ...TEMPLATE, name })),
      ...['', 'a\0b', HALF, 'x'.repeat(10_001), null, undefined, 5, {}].map(
        (text) => ['text', () => templates().save({ ...TEMPLATE, text })] as const,
      ),
      ...[-1, 1.5, Number.NaN, Infinity, '0', null].map(
        (version) => ['version', () => templates().save({ ...TEMPLATE, version })] as const,
      ),
      ['template', () => templates().save(null)],
      ['user', () => templates().save(TEMPLATE, { user: '' })],
    ],
  },
  'TemplatesService.change': {
    foreign: [
      async () => {
        const previous = { ...TEMPLATE, id: await theirTemplate(), version: 1 };
        return templates().change({ status: 'ready', item: TEMPLATE, previous, reason: 'overwrite' });
      },
      { gives: { state: 'missing' } },
    ],
    // Faults are a result.
    bad: [],
  },
  'TemplatesService.get': ofTemplate((id) => templates().get(id)),
  'TemplatesService.versions': ofTemplate((id) => templates().versions(id)),
  'TemplatesService.remove': ofTemplate((id) => templates().remove(id)),
  'TemplatesService.list': {
    foreign: [async () => (await theirTemplate(), templates().list()), { gives: { templates: [] } }],
    bad: [
      ...badLimits((limit) => templates().list({ limit })),
      ...badTexts('after', (after) => templates().list({ after: after ?? 'none' })),
    ],
  },
  'OutboxService.resume': { foreign: 'takes no id', bad: [] },
  'Campaign.progress': ofCampaign((one) => one.progress()),
  'Campaign.summary': ofCampaign((one) => one.summary()),
  'Campaign.recipients': {
    foreign: [() => theirCampaign().recipients(theirs.order), { rejects: NOT_FOUND }],
    bad: badIds('orderId', (id) => theirCampaign().recipients(id)),
  },
  'Campaign.orders': ofCampaign((one) => one.orders()),
  'Campaign.includes': ofCampaign((one) => one.includes('+905301234567')),
  'Campaign.pause': ofCampaign((one) => one.pause()),
  'Campaign.resume': ofCampaign((one) => one.resume()),
  'Campaign.costs': ofCampaign((one) => one.costs()),
  'Campaign.costSums': ofCampaign((one) => one.costSums()),
  'Campaign.recipientCosts': {
    foreign: [() => theirCampaign().recipientCosts(theirs.order), { rejects: NOT_FOUND }],
    bad: badIds('orderId', (id) => theirCampaign().recipientCosts(id)),
  },
  'Campaign.reschedule': {
    foreign: [() => theirCampaign().reschedule(new Date()), { rejects: NOT_FOUND }],
    bad: badDates('notBefore', (notBefore) => theirCampaign().reschedule(notBefore)),
  },
  'Campaign.cancel': ofCampaign((one) => one.cancel()),
  'SmsService.send': {
    foreign: 'takes no id',
    bad: [
      ['text', () => (mine(SmsService) as Any).send({ ...ORDER, text: 'a\0' })],
      ['text', () => (mine(SmsService) as Any).send({ ...ORDER, text: 'Sayın {ad}' })],
      ['kind', () => (mine(SmsService) as Any).send({ ...ORDER, kind: null })],
      ['recipients', () => (mine(SmsService) as Any).send({ ...ORDER, recipients: null })],
    ],
  },
  'SmsService.sendEach': {
    foreign: 'takes no id',
    bad: [['messages', () => (mine(SmsService) as Any).sendEach({ kind: 'transactional', messages: 5 })]],
  },
  'SmsService.schedule': {
    foreign: 'takes no id',
    bad: [
      ...badDates('sendAt', (sendAt) => (mine(SmsService) as Any).schedule({ ...ORDER, sendAt })),
      ['sendAt', () => (mine(SmsService) as Any).schedule(ORDER)],
    ],
  },
  'SmsService.cancel': {
    foreign: PROVIDER,
    bad: ['', 'a\0', HALF, 'x'.repeat(65), null, {}].map(
      (id) => ['orderId', () => (mine(SmsService) as Any).cancel(id)] as const,
    ),
  },
  'SmsService.estimate': {
    foreign: 'takes no id',
    bad: [-1, 0.5, Number.NaN, Infinity, '5'].map(
      (recipients) =>
        ['recipients', async () => (mine(SmsService) as Any).estimate({ text: 'x', recipients })] as const,
    ),
  },
  'ReportsService.get': {
    foreign: PROVIDER,
    bad: [
      ['orderId', () => (mine(ReportsService) as Any).get('a\0')],
      ['page', () => (mine(ReportsService) as Any).get('1', { page: -1 })],
      ['page', () => (mine(ReportsService) as Any).get('1', { page: Infinity })],
      ['rowCount', () => (mine(ReportsService) as Any).get('1', { rowCount: Number.NaN })],
    ],
  },
  'ReportsService.recipients': {
    foreign: PROVIDER,
    bad: [['orderId', () => drained((mine(ReportsService) as Any).recipients(HALF))]],
  },
  'ReportsService.orders': {
    foreign: 'takes no id',
    bad: badDates('from', (from) => drained((mine(ReportsService) as Any).orders({ from, to: new Date() }))),
  },
  'AccountService.balance': { foreign: 'takes no id', bad: [] },
  'AccountService.spend': { foreign: 'takes no id', bad: [] },
  'AccountService.senders': { foreign: 'takes no id', bad: [] },
  'AccountService.assertSender': { foreign: 'takes no id', bad: [] },
  'BlacklistService.list': {
    foreign: 'takes no id',
    bad: badDates('start', (start) => drained((mine(BlacklistService) as Any).list({ start }))),
  },
  'BlacklistService.add': {
    foreign: 'takes no id',
    bad: badTexts('number', (number) => (mine(BlacklistService) as Any).add(number)),
  },
  'BlacklistService.remove': {
    foreign: 'takes no id',
    bad: badTexts('number', (number) => (mine(BlacklistService) as Any).remove(number)),
  },
  'BlacklistService.addMany': {
    foreign: 'takes no id',
    bad: [['concurrency', () => (mine(BlacklistService) as Any).addMany([], { concurrency: -1 })]],
  },
  'ConsentsService.optOut': {
    foreign: BRAND,
    bad: [
      ...badBrands((brandCode) => consents().optOut(KEY, { brandCode })),
      ['tx', () => consents().optOut(KEY, { tx: {} })],
    ],
  },
  'ConsentsService.record': {
    foreign: BRAND,
    bad: [
      ...badBrands((brandCode) => consents().record(ENTRY, { brandCode })),
      ['tx', () => consents().record(ENTRY, { tx: {} })],
    ],
  },
  'ConsentsService.recordMany': {
    foreign: BRAND,
    bad: badBrands((brandCode) => consents().recordMany([ENTRY], { brandCode })),
  },
  'ConsentsService.decline': { foreign: BRAND, bad: [['tx', () => consents().decline([KEY], { tx: {} })]] },
  'ConsentsService.current': {
    foreign: BRAND,
    bad: [
      ...badTexts('recipients[0]', (recipient) => consents().current({ ...KEY, recipient })),
      ['channel', () => consents().current({ ...KEY, channel: 'SMS' })],
    ],
  },
  'ConsentsService.currentMany': {
    foreign: BRAND,
    bad: badTexts('recipients[0]', (recipient) => consents().currentMany([recipient], KEY)),
  },
  'ConsentsService.history': { foreign: BRAND, bad: badTexts('recipient', (one) => consents().history(one)) },
  'ConsentsService.list': {
    foreign: BRAND,
    bad: [
      ...badBrands((brandCode) => consents().list({ brandCode })),
      ...badLimits((limit) => consents().list({ limit })),
      ...[-1, Number.NaN, Infinity, '5'].map((after) => ['after', () => consents().list({ after })] as const),
      ...['a\0', HALF, 'x'.repeat(6_000), 5].map(
        (search) => ['search', () => consents().list({ search })] as const,
      ),
      ['registration', () => consents().list({ registration: 'x' })],
    ],
  },
  'ConsentsService.totals': {
    foreign: BRAND,
    bad: badBrands((brandCode) => consents().totals({ brandCode })),
  },
  'ConsentsService.verifyChain': {
    foreign: BRAND,
    bad: [['expected', () => consents().verifyChain({ expected: 'a\0' })]],
  },
  'ConsentsService.export': {
    foreign: BRAND,
    bad: badTexts('recipient', (one) => consents().export(one)),
  },
  'ConsentsService.exportRange': {
    foreign: BRAND,
    bad: badDates('to', (to) => drained(consents().exportRange({ from: new Date(), to }))),
  },
  'ConsentsService.erase': { foreign: BRAND, bad: badTexts('recipient', (one) => consents().erase(one)) },
  'ConsentsService.eraseBefore': {
    foreign: BRAND,
    bad: badDates('before', (date) => consents().eraseBefore(date)),
  },
  'ConsentRegistry.backlog': {
    foreign: [() => consents().registry.backlog(), { gives: expect.objectContaining({ waiting: 0 }) }],
    bad: [],
  },
  'ConsentRegistry.check': {
    foreign: BRAND,
    bad: badTexts('keys[0].recipient', (recipient) => consents().registry.check({ ...KEY, recipient })),
  },
  'ConsentRegistry.checkMany': {
    foreign: BRAND,
    bad: [
      ...[-1, 0.5, Number.NaN, Infinity, '5'].flatMap((value) => [
        ['budget', () => consents().registry.checkMany([KEY], { budget: value })] as const,
        ['maxAgeMs', () => consents().registry.checkMany([KEY], { maxAgeMs: value })] as const,
      ]),
      ['keys', () => consents().registry.checkMany(null)],
    ],
  },
  'ConsentsService.preview': {
    foreign: BRAND,
    bad: [
      ...badTexts('recipients[0]', (one) => consents().preview([one], 'BIREYSEL')),
      ['recipientType', () => consents().preview([KEY.recipient], 'HERKES')],
    ],
  },
  'ConsentsService.sendBasis': {
    foreign: [() => consents().sendBasis(theirs.providerOrder), { gives: undefined }],
    bad: badTexts('orderId', (id) => consents().sendBasis(id)),
  },
  'ConsentRegistry.counts': {
    foreign: [() => consents().registry.counts(), { gives: new Map() }],
    bad: [],
  },
  'ConsentRegistry.held': {
    foreign: [() => consents().registry.held(), { gives: [] }],
    bad: badLimits((limit) => consents().registry.held(limit)),
  },
  'ConsentRegistry.release': {
    foreign: [
      () => consents().registry.release([{ brandCode: '77', position: theirs.position }]),
      { gives: 0 },
    ],
    bad: [
      ['records[0].brandCode', () => consents().registry.release([{ brandCode: 'x', position: 1 }])],
      ...[0, -1, Number.NaN, Infinity, '1'].map(
        (position) =>
          [
            'records[0].position',
            () => consents().registry.release([{ brandCode: '77', position }]),
          ] as const,
      ),
    ],
  },
  'ConsentRegistry.resume': { foreign: 'takes no id', bad: [] },
  'ConsentImport.run': {
    foreign: 'takes no id',
    bad: badTexts('name', (name) => consents().import.run(name, [])),
  },
  'ConsentImport.batches': {
    foreign: 'takes no id',
    bad: badTexts('name', (name) => drained(consents().import.batches(name, []))),
  },
  'ConsentImport.status': {
    foreign: [
      async () => {
        const other = theirConsents().import;
        await other.run('crm', []);
        return consents().import.status('crm');
      },
      { gives: undefined },
    ],
    bad: badTexts('name', (name) => consents().import.status(name)),
  },
  'ConsentImport.refused': {
    foreign: [
      async () => {
        const other = theirConsents().import;
        await other.run('bad rows', [JSON.parse('5')]);
        expect(await drained(other.refused('bad rows'))).toHaveLength(1);
        return drained(consents().import.refused('bad rows'));
      },
      { gives: [] },
    ],
    bad: badTexts('name', (name) => drained(consents().import.refused(name))),
  },
  'ConsentRegistry.verify': {
    foreign: 'takes no id',
    bad: [0, -1, Number.NaN, Infinity, '5'].map(
      (budget) => ['budget', () => consents().registry.verify({ budget })] as const,
    ),
  },
  'ConsentRegistry.verifications': {
    foreign: [
      async () => {
        await theirConsents().registry.verify();
        return consents().registry.verifications();
      },
      { gives: [] },
    ],
    bad: badLimits((limit) => consents().registry.verifications(limit)),
  },
  'PhoneVerificationService.start': {
    foreign: 'takes no id',
    bad: [
      ...badTexts('purpose', (purpose) => verification().start({ ...START, purpose })),
      ...['', '12', '0212 123 45 67', null, undefined, 5, {}].map(
        (phone) => ['phone', () => verification().start({ ...START, phone })] as const,
      ),
      ...['', 'a\0', 5, null].map((ip) => ['ip', () => verification().start({ ...START, ip })] as const),
      ['sessionId', () => verification().start({ ...START, sessionId: 'x'.repeat(501) })],
      ['locale', () => verification().start({ ...START, locale: 'de' })],
      ['options', () => verification().start(null)],
    ],
  },
  'PhoneVerificationService.sendCode': {
    foreign: 'takes no id',
    bad: [
      ...badTexts('purpose', (purpose) => verification().sendCode({ ...CODE, purpose })),
      ...['', 'a\0b', HALF, 'x'.repeat(6_000), null, 5, {}].map(
        (dedupeKey) => ['dedupeKey', () => verification().sendCode({ ...CODE, dedupeKey })] as const,
      ),
      ...['', '123', '12345a', '12345678901', 123_456, null, undefined].map(
        (code) => ['code', () => verification().sendCode({ ...CODE, code })] as const,
      ),
      ...[0, -1, Number.NaN, Infinity, '5', null].map(
        (lifetimeMs) => ['lifetimeMs', () => verification().sendCode({ ...CODE, lifetimeMs })] as const,
      ),
      ['phone', () => verification().sendCode({ ...CODE, phone: '0212 123 45 67' })],
      ['ip', () => verification().sendCode({ ...CODE, ip: 'x' })],
    ],
  },
  'PhoneVerificationService.codeEntered': {
    foreign: 'takes no id',
    bad: [
      ...['', '12', null, undefined, 5, {}].map(
        (phone) => ['phone', () => verification().codeEntered({ phone })] as const,
      ),
      ['ip', () => verification().codeEntered({ phone: START.phone, ip: 'x' })],
    ],
  },
  'PhoneVerificationService.resend': ofVerification('resend', {}, EXPIRED),
  'PhoneVerificationService.status': ofVerification('status', {}, EXPIRED),
  'PhoneVerificationService.cancel': ofVerification('cancel', {}, { status: 'cancelled' }),
  'PhoneVerificationService.check': {
    ...ofVerification('check', { code: '123456' }, EXPIRED),
    bad: [
      ...badTexts('id', (id) => verification().check({ id, code: '123456' })),
      ...badTexts('code', (code) => verification().check({ id: 'x', code })),
    ],
  },
  'PhoneVerificationService.verifiedPhone': {
    ...ofVerification('verifiedPhone', { purpose: 'x' }, undefined),
    bad: [
      ...badTexts('id', (id) => verification().verifiedPhone({ id, purpose: 'x' })),
      ...badTexts('purpose', (purpose) => verification().verifiedPhone({ id: 'x', purpose })),
      ...[0, -1, Number.NaN, Infinity, '5'].map(
        (maxAgeMs) =>
          ['maxAgeMs', () => verification().verifiedPhone({ id: 'x', purpose: 'x', maxAgeMs })] as const,
      ),
    ],
  },
  'PhoneVerificationService.estimate': {
    foreign: 'takes no id',
    bad: [['locale', () => verification().estimate({ locale: 'de' })]],
  },
  'DeliveryInbox.retry': { foreign: 'contains the account', bad: [] },
  'DeliveryInbox.kept': {
    foreign: [() => app.get(DeliveryInbox).kept(), { gives: [] }],
    bad: badLimits((limit) => (app.get(DeliveryInbox) as Any).kept('default', limit)),
  },
};

describe('the public methods of all services', () => {
  // guarantee: G-020
  it('are all listed in the table of this spec', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(publicMethods().toSorted());
  });
});

describe('data of another account on the same database', () => {
  const cases = Object.entries(TABLE).flatMap(([method, { foreign }]) =>
    typeof foreign === 'string' ? [] : [[method, ...foreign] as const],
  );
  it.each(cases)('is not found by %s', async (_, call, answer) => {
    const outcome = await call().then(
      (gives) => ({ gives }),
      (rejects: unknown) => ({ rejects }),
    );
    expect(outcome).toMatchObject(answer);
  });

  it('is unchanged after all calls', async () => {
    const other = app.get<OutboxService>(getIletimerkeziToken('theirs', OutboxService) as string);
    const campaigns = await other.campaigns();
    // The others are messages of verifications.
    expect(campaigns.find(({ id }) => id === theirs.campaign)).toMatchObject({ state: 'open' });
    expect(await other.campaign(theirs.campaign).orders()).toMatchObject([{ state: 'held' }]);
  });
});

describe('an invalid value', () => {
  const cases = Object.entries(TABLE).flatMap(([method, { bad }]) =>
    bad.map(([path, call], index) => [method, path, index, call] as const),
  );
  it.each(cases)(
    'is an input fault of %s at %s (%d), before any request or query',
    async (_, path, _index, call) => {
      const error: unknown = await Promise.resolve()
        .then(call)
        .then(
          (answer) => ({ answer }),
          (thrown: unknown) => thrown,
        );
      expect(error).toBeInstanceOf(InputError);
      expect(error).toMatchObject({ faults: expect.arrayContaining([expect.objectContaining({ path })]) });
    },
  );
});

describe('evidence with invalid times', () => {
  it.each([
    { shownAt: NAN },
    { ticks: [{ channel: 'MESAJ' as const, tickedAt: FAR }] },
    { decidedAt: '2026-01-01' },
  ])('is a fault of a consent and never prevents a refusal (%#)', async (evidence) => {
    await expect(consents().record({ ...ENTRY, evidence })).rejects.toMatchObject({
      faults: [{ code: 'evidence' }],
    });
    const recipient = '+905309998877';
    const refused = await consents().record({ ...KEY, recipient, status: 'RET', source: 'HS_WEB', evidence });
    expect(refused.position).toBeGreaterThan(0);
    expect(await consents().current({ ...KEY, recipient })).toMatchObject({ status: 'RET' });
  });
});

describe('evidence of a consent that cannot be stored', () => {
  it.each([{ text: 'a\0' }, { form: HALF }, { ip: 'a\0' }, { userAgent: 'x'.repeat(8_001) }, 5])(
    'is a fault of its entry only (%#)',
    async (evidence) => {
      const entry = { ...ENTRY, evidence } as Any;
      const fault = { code: 'evidence', field: 'evidence' };
      await expect(consents().record(entry)).rejects.toMatchObject({ faults: [fault] });
      await expect(consents().optOut({ ...KEY, evidence })).rejects.toMatchObject({ faults: [fault] });
      await expect(consents().decline([{ ...KEY, evidence }])).rejects.toMatchObject({ faults: [fault] });
      const { recorded, refused } = await consents().recordMany([
        entry,
        { ...ENTRY, recipient: 'a\0' },
        ENTRY,
      ]);
      expect(recorded).toMatchObject([{ index: 2 }]);
      expect(refused).toMatchObject([
        { index: 0, faults: [fault] },
        { index: 1, faults: [{ field: 'recipient' }] },
      ]);
      const report = await consents().import.run(`evidence ${Math.random()}`, [entry]);
      expect(report.totals).toMatchObject({ read: 1, refused: 1 });
    },
  );
});
