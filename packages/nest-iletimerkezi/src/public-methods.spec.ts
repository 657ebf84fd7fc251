import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { InputError } from 'iletimerkezi-core';
import { sql } from 'kysely';
import { AccountService } from './client/account.service.js';
import { type AccountProvider, getIletimerkeziToken } from './client/account.tokens.js';
import { BlacklistService } from './client/blacklist.service.js';
import { ConsentChecker } from './consents/registry/consent-checker.js';
import { ConsentGuard } from './consents/guard/consent-guard.js';
import { ConsentsService } from './consents/consents.service.js';
import { IletimerkeziModule } from './module/iletimerkezi.module.js';
import { ConsentLedger } from './consents/ledger/consent-ledger.js';
import { ConsentRegistrar } from './consents/registry/consent-registrar.js';
import { Campaign } from './outbox/campaign.js';
import { OutboxService } from './outbox/outbox.service.js';
import { ReportsService } from './client/reports.service.js';
import { SmsService } from './sending/sms.service.js';
import { Database } from './storage/database.js';
import { ConsentSync } from './consents/import/consent-import.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from './test-support/database.js';
import { emulatorAccount, startTestApp, type TestApp } from './test-support/test-app.js';
import { VerificationService } from './consents/registry/verification/verification.service.js';
import { CampaignReports } from './http/reports/campaign-reports.js';
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
  ConsentLedger,
  ConsentChecker,
  ConsentGuard,
  ConsentRegistrar,
  ConsentSync,
  VerificationService,
  DeliveryInbox,
];

/** What Nest calls, what is marked as internal, and what is private by TypeScript alone. */
const NOT_PUBLIC =
  /^(constructor|onApplicationBootstrap|onModuleInit|onModuleDestroy|beforeApplicationShutdown|onApplicationShutdown|prepare|fire)$/;
const PRIVATE: ReadonlySet<string> = new Set([
  'SmsService.submit',
  'SmsService.guarded',
  'SmsService.tellWithheld',
  'SmsService.withSender',
  'ConsentsService.brandCode',
  // Of the webhook: called by the guard and the interceptor with what they have decoded.
  'DeliveryInbox.receive',
  'DeliveryInbox.accept',
  'DeliveryInbox.refuse',
  'DeliveryInbox.close',
  'DeliveryInbox.idle',
  'DeliveryInbox.dispatchAgain',
  'DeliveryInbox.durableStoreOf',
  'DeliveryInbox.optionsOf',
  'DeliveryInbox.storeOf',
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
/** What the other account has. */
let theirs: { campaign: string; order: string; providerOrder: string; position: number };

const mine = <Service extends AccountProvider>(service: Type<Service>): Service =>
  app.get<Service>(service as Type<Service>);

beforeAll(async () => {
  spec = await createSpecDatabase();
  const storage = { url: urlOf(spec) };
  const outbox = { run: false };
  app = await startTestApp({
    options: { storage, outbox },
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount('http://127.0.0.1:9'),
        account: 'theirs',
        brandCode: '77',
        storage,
        outbox,
      }),
    ],
  });
  database = new Database(spec.connection);
  const other = app.get<OutboxService>(getIletimerkeziToken('theirs', OutboxService) as string);
  const campaign = await other.enqueue({ kind: 'transactional', text: 'x', recipients: ['+905301234567'] });
  const [order] = await campaign.orders();
  const ledger = app.get<ConsentLedger>(getIletimerkeziToken('theirs', ConsentLedger) as string);
  const record = await ledger.record({ ...KEY, status: 'RET', source: 'HS_WEB' });
  await sql`update iletimerkezi.orders set state = 'held', provider_order_id = '4711'`.execute(
    database.kysely,
  );
  theirs = { campaign: campaign.id, order: order!.id, providerOrder: '4711', position: record.position };
});
afterAll(async () => {
  await app.close();
  await database.close();
  await spec.drop();
});

const KEY = { recipient: '+905301234567', recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
const ENTRY = { ...KEY, status: 'ONAY', source: 'HS_WEB', consentDate: new Date() } as const;
const ORDER = { kind: 'transactional', text: 'x', recipients: ['+905301234567'] } as const;
const HALF = '\ud83c';
const NAN = new Date(Number.NaN);
const FAR = new Date(8.64e15);

/** JavaScript callers pass what the types forbid. */
// oxlint-disable-next-line typescript/no-explicit-any
type Any = any;
const outbox = (): Any => mine(OutboxService);
const campaign = (id: unknown): Any => outbox().campaign(id);
const theirCampaign = (): Any => campaign(theirs.campaign);
const ledger = (): Any => mine(ConsentLedger);
const reports = (): Any => mine(CampaignReports);
const NOT_FOUND = { code: expect.stringMatching(/-not-found$/) };

async function drained(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

interface Entry {
  /** The call with an id of the other account, and what it must come to; else why there is no such id. */
  readonly foreign:
    | readonly [
        call: () => Promise<unknown>,
        answer: { readonly rejects: object } | { readonly gives: unknown },
      ]
    | 'takes no id'
    | 'names the account itself'
    | 'ids are the provider’s, which knows them by the credentials'
    | 'the brand code is named by the caller; the recipient belongs to the brand';
  /** Calls with bad values, each with the path of its fault. */
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
const BRAND = 'the brand code is named by the caller; the recipient belongs to the brand';
const PROVIDER = 'ids are the provider’s, which knows them by the credentials';
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
  'OutboxService.campaign': { foreign: 'takes no id', bad: [] },
  'OutboxService.campaigns': {
    foreign: [() => outbox().campaigns(), { gives: [] }],
    bad: [
      ...badLimits((limit) => outbox().campaigns({ limit })),
      ...badIds('before', (before) => outbox().campaigns({ before: before ?? 'none' })),
    ],
  },
  'CampaignReports.read': ofCampaignReport((id) => reports().read(id)),
  'CampaignReports.live': ofCampaignReport((id) => reports().live(id)),
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
    bad: badLimits((limit) => reports().liveList(limit ?? 0)),
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
  'ConsentsService.check': {
    foreign: PROVIDER,
    bad: badBrands((brandCode) => (mine(ConsentsService) as Any).check({ ...KEY, brandCode })).filter(
      (_, index) => index < 5,
    ),
  },
  'ConsentsService.register': {
    foreign: PROVIDER,
    bad: badDates('records[0].consentDate', (consentDate) =>
      (mine(ConsentsService) as Any).register({ records: [{ ...ENTRY, consentDate }] }),
    ),
  },
  'ConsentsService.optOut': {
    foreign: BRAND,
    bad: badBrands((brandCode) => (mine(ConsentsService) as Any).optOut(KEY, { brandCode })),
  },
  'ConsentLedger.record': {
    foreign: BRAND,
    bad: [
      ...badBrands((brandCode) => ledger().record(ENTRY, { brandCode })),
      ['tx', () => ledger().record(ENTRY, { tx: {} })],
    ],
  },
  'ConsentLedger.recordMany': {
    foreign: BRAND,
    bad: badBrands((brandCode) => ledger().recordMany([ENTRY], { brandCode })),
  },
  'ConsentLedger.optOut': { foreign: BRAND, bad: [['tx', () => ledger().optOut(KEY, { tx: {} })]] },
  'ConsentLedger.decline': { foreign: BRAND, bad: [['tx', () => ledger().decline([KEY], { tx: {} })]] },
  'ConsentLedger.current': {
    foreign: BRAND,
    bad: [
      ...badTexts('recipients[0]', (recipient) => ledger().current({ ...KEY, recipient })),
      ['channel', () => ledger().current({ ...KEY, channel: 'SMS' })],
    ],
  },
  'ConsentLedger.currentOfMany': {
    foreign: BRAND,
    bad: badTexts('recipients[0]', (recipient) => ledger().currentOfMany([recipient], KEY)),
  },
  'ConsentLedger.sort': {
    foreign: BRAND,
    bad: badTexts('recipients[0]', (recipient) => ledger().sort([recipient], KEY)),
  },
  'ConsentLedger.history': { foreign: BRAND, bad: badTexts('recipient', (one) => ledger().history(one)) },
  'ConsentLedger.list': {
    foreign: BRAND,
    bad: [
      ...badLimits((limit) => ledger().list({ limit })),
      ...[-1, Number.NaN, Infinity, '5'].map((after) => ['after', () => ledger().list({ after })] as const),
      ...['a\0', HALF, 'x'.repeat(6_000), 5].map(
        (search) => ['search', () => ledger().list({ search })] as const,
      ),
      ['registration', () => ledger().list({ registration: 'x' })],
    ],
  },
  'ConsentLedger.totals': { foreign: BRAND, bad: badBrands((brandCode) => ledger().totals(brandCode)) },
  'ConsentLedger.verifyChain': {
    foreign: BRAND,
    bad: [['expected', () => ledger().verifyChain({ expected: 'a\0' })]],
  },
  'ConsentLedger.exportEvidence': {
    foreign: BRAND,
    bad: badTexts('recipient', (one) => ledger().exportEvidence(one)),
  },
  'ConsentLedger.exportRange': {
    foreign: BRAND,
    bad: badDates('to', (to) => drained(ledger().exportRange({ from: new Date(), to }))),
  },
  'ConsentLedger.erase': { foreign: BRAND, bad: badTexts('recipient', (one) => ledger().erase(one)) },
  'ConsentLedger.eraseBefore': {
    foreign: BRAND,
    bad: badDates('before', (date) => ledger().eraseBefore(date)),
  },
  'ConsentLedger.registrations': {
    foreign: [() => ledger().registrations(), { gives: expect.objectContaining({ waiting: 0 }) }],
    bad: [],
  },
  'ConsentChecker.check': {
    foreign: BRAND,
    bad: badTexts('keys[0].recipient', (recipient) =>
      (mine(ConsentChecker) as Any).check({ ...KEY, recipient }),
    ),
  },
  'ConsentChecker.checkMany': {
    foreign: BRAND,
    bad: [
      ...[-1, 0.5, Number.NaN, Infinity, '5'].flatMap((value) => [
        ['budget', () => (mine(ConsentChecker) as Any).checkMany([KEY], { budget: value })] as const,
        ['maxAgeMs', () => (mine(ConsentChecker) as Any).checkMany([KEY], { maxAgeMs: value })] as const,
      ]),
      ['keys', () => (mine(ConsentChecker) as Any).checkMany(null)],
    ],
  },
  'ConsentGuard.judge': {
    foreign: BRAND,
    bad: [
      ...badTexts('recipients[0]', (one) => (mine(ConsentGuard) as Any).judge([one], 'BIREYSEL')),
      ['recipientType', () => (mine(ConsentGuard) as Any).judge([KEY.recipient], 'HERKES')],
    ],
  },
  'ConsentGuard.reliedOn': {
    foreign: [() => mine(ConsentGuard).reliedOn(theirs.providerOrder), { gives: undefined }],
    bad: badTexts('orderId', (id) => (mine(ConsentGuard) as Any).reliedOn(id)),
  },
  'ConsentRegistrar.counts': {
    foreign: [() => mine(ConsentRegistrar).counts(), { gives: new Map() }],
    bad: [],
  },
  'ConsentRegistrar.held': {
    foreign: [() => mine(ConsentRegistrar).held(), { gives: [] }],
    bad: badLimits((limit) => (mine(ConsentRegistrar) as Any).held(limit)),
  },
  'ConsentRegistrar.release': {
    foreign: [
      () => mine(ConsentRegistrar).release([{ brandCode: '77', position: theirs.position }]),
      { gives: 0 },
    ],
    bad: [
      [
        'records[0].brandCode',
        () => (mine(ConsentRegistrar) as Any).release([{ brandCode: 'x', position: 1 }]),
      ],
      ...[0, -1, Number.NaN, Infinity, '1'].map(
        (position) =>
          [
            'records[0].position',
            () => (mine(ConsentRegistrar) as Any).release([{ brandCode: '77', position }]),
          ] as const,
      ),
    ],
  },
  'ConsentRegistrar.resume': { foreign: 'takes no id', bad: [] },
  'ConsentSync.run': {
    foreign: 'takes no id',
    bad: badTexts('name', (name) => (mine(ConsentSync) as Any).run(name, [])),
  },
  'ConsentSync.batches': {
    foreign: 'takes no id',
    bad: badTexts('name', (name) => drained((mine(ConsentSync) as Any).batches(name, []))),
  },
  'ConsentSync.status': {
    foreign: [
      async () => {
        const other = app.get<ConsentSync>(getIletimerkeziToken('theirs', ConsentSync) as string);
        await other.run('crm', []);
        return mine(ConsentSync).status('crm');
      },
      { gives: undefined },
    ],
    bad: badTexts('name', (name) => (mine(ConsentSync) as Any).status(name)),
  },
  'ConsentSync.refused': {
    foreign: [
      async () => {
        const other = app.get<ConsentSync>(getIletimerkeziToken('theirs', ConsentSync) as string);
        await other.run('bad rows', [JSON.parse('5')]);
        expect(await drained(other.refused('bad rows'))).toHaveLength(1);
        return drained(mine(ConsentSync).refused('bad rows'));
      },
      { gives: [] },
    ],
    bad: badTexts('name', (name) => drained((mine(ConsentSync) as Any).refused(name))),
  },
  'VerificationService.run': {
    foreign: 'takes no id',
    bad: [0, -1, Number.NaN, Infinity, '5'].map(
      (budget) => ['budget', () => (mine(VerificationService) as Any).run({ budget })] as const,
    ),
  },
  'VerificationService.runs': {
    foreign: [
      async () => {
        const other = getIletimerkeziToken('theirs', VerificationService) as string;
        await app.get<VerificationService>(other).run();
        return mine(VerificationService).runs();
      },
      { gives: [] },
    ],
    bad: badLimits((limit) => (mine(VerificationService) as Any).runs(limit)),
  },
  'DeliveryInbox.retry': { foreign: 'names the account itself', bad: [] },
  'DeliveryInbox.kept': {
    foreign: [() => app.get(DeliveryInbox).kept(), { gives: [] }],
    bad: badLimits((limit) => (app.get(DeliveryInbox) as Any).kept('default', limit)),
  },
};

describe('the public methods of all services', () => {
  // guarantee: G-020
  it('all stand in the table of this spec, so that a new one is tried as well', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(publicMethods().toSorted());
  });
});

describe('what belongs to another account on the same database', () => {
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

  it('is as it was after all of that', async () => {
    const { rows } = await sql<{ state: string; order: string }>`
      select c.state, o.state as "order" from iletimerkezi.campaigns c join iletimerkezi.orders o on o.campaign_id = c.id
       where c.account = 'theirs'`.execute(database.kysely);
    expect(rows).toEqual([{ state: 'open', order: 'held' }]);
  });
});

describe('a value that cannot be', () => {
  const cases = Object.entries(TABLE).flatMap(([method, { bad }]) =>
    bad.map(([path, call], index) => [method, path, index, call] as const),
  );
  it.each(cases)(
    'is an input fault of %s at %s (%d), before anything is asked',
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

describe('evidence with times that cannot be', () => {
  it.each([
    { shownAt: NAN },
    { ticks: [{ channel: 'MESAJ' as const, tickedAt: FAR }] },
    { decidedAt: '2026-01-01' },
  ])('is a fault of a consent and never stops a refusal (%#)', async (evidence) => {
    await expect(ledger().record({ ...ENTRY, evidence })).rejects.toMatchObject({
      faults: [{ code: 'evidence' }],
    });
    const recipient = '+905309998877';
    const refused = await ledger().record({ ...KEY, recipient, status: 'RET', source: 'HS_WEB', evidence });
    expect(refused.position).toBeGreaterThan(0);
    expect(await ledger().current({ ...KEY, recipient })).toMatchObject({ status: 'RET' });
  });
});

describe('evidence of a consent that cannot be stored', () => {
  it.each([{ text: 'a\0' }, { form: HALF }, { ip: 'a\0' }, { userAgent: 'x'.repeat(8_001) }, 5])(
    'is a fault of its entry alone (%#)',
    async (evidence) => {
      const entry = { ...ENTRY, evidence } as Any;
      const fault = { code: 'evidence', field: 'evidence' };
      await expect(ledger().record(entry)).rejects.toMatchObject({ faults: [fault] });
      await expect(ledger().optOut({ ...KEY, evidence })).rejects.toMatchObject({ faults: [fault] });
      await expect(ledger().decline([{ ...KEY, evidence }])).rejects.toMatchObject({ faults: [fault] });
      const { recorded, refused } = await ledger().recordMany([entry, { ...ENTRY, recipient: 'a\0' }, ENTRY]);
      expect(recorded).toMatchObject([{ index: 2 }]);
      expect(refused).toMatchObject([
        { index: 0, faults: [fault] },
        { index: 1, faults: [{ field: 'recipient' }] },
      ]);
      const report = await mine(ConsentSync).run(`evidence ${Math.random()}`, [entry]);
      expect(report.totals).toMatchObject({ read: 1, refused: 1 });
    },
  );
});
