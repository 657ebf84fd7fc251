import { Injectable } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Subscription } from 'rxjs';
import { IletimerkeziEvents } from '../events/events.js';
import { OnSmsEvent } from '../events/on-sms-event.decorator.js';
import { Storages } from '../storage/storages.js';
import type { SmsEventOf } from '../storage/events/sms-event.js';
import { ownTransaction } from '../storage/outbox/enqueue.js';
import { citizen } from '../test-support/citizen.js';
import { createSpecDatabase, urlOf, type SpecDatabase } from '../test-support/database.js';
import { hideConsentTexts, showConsentTexts } from '../test-support/ledger-tables.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import type { ConsentChange } from './consent-change.js';
import { ConsentsService } from './consents.service.js';
import { OnConsent } from './on-consent.decorator.js';

@Injectable()
class Listener {
  refusals: ConsentChange[] = [];
  learnt: ConsentChange[] = [];
  others: ConsentChange[] = [];
  held: SmsEventOf<'registration-held'>[] = [];

  @OnConsent({ status: 'RET' })
  refused(change: ConsentChange): void {
    this.refusals.push(change);
    throw new Error('a handler that fails does not stop the others');
  }

  @OnConsent({ origin: 'registry' })
  learn(change: ConsentChange): void {
    this.learnt.push(change);
  }

  @OnConsent({ account: 'another' })
  other(change: ConsentChange): void {
    this.others.push(change);
  }

  @OnSmsEvent({ type: 'registration-held' })
  wait(event: SmsEventOf<'registration-held'>): void {
    this.held.push(event);
  }
}

let spec: SpecDatabase;
let apps: TestApp[] = [];
const subscriptions: Subscription[] = [];
beforeAll(async () => {
  spec = await createSpecDatabase();
  const options = { storage: { url: urlOf(spec) }, outbox: { run: false } };
  apps = [
    await startTestApp({ options, providers: [Listener] }),
    await startTestApp({ options, providers: [Listener] }),
  ];
  for (const { context } of apps) context.useLogger(false);
});
afterEach(() => {
  for (const subscription of subscriptions.splice(0)) subscription.unsubscribe();
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await spec.drop();
});

const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
let used = 0;
const number = (): string => `+90534${String((used += 1)).padStart(7, '0')}`;

const app = (index: 0 | 1): TestApp => {
  const found = apps[index];
  if (!found) throw new Error('the applications have not started');
  return found;
};

/** Waits until it is there, however long that takes. */
async function arrival<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('@OnConsent', () => {
  it('is called on every instance for a refusal that one of them records', async () => {
    const recipient = number();
    const { position } = await app(0)
      .get(ConsentsService)
      .optOut({ ...about, recipient });
    for (const { get } of apps) {
      const { refusals, learnt, others } = get(Listener);
      const change = await arrival(() => refusals.find((one) => one.recipient === recipient));
      expect(change).toMatchObject({
        account: 'default',
        brandCode: '1234',
        position,
        status: 'RET',
        source: 'HS_MESAJ',
        origin: 'host',
        ...about,
      });
      expect(change).not.toHaveProperty('salt');
      expect([...learnt, ...others].filter((one) => one.recipient === recipient)).toEqual([]);
    }
  });

  it('is called for answers of İYS, once for each record, in the order of the chain', async () => {
    const { emulator, get } = app(0);
    const citizens = [number(), number(), number()];
    for (const recipient of citizens) {
      await citizen(emulator.url, { brandCode: '1234', recipient, status: 'RET' });
    }
    await get(ConsentsService).registry.checkMany(citizens.map((recipient) => ({ ...about, recipient })));
    const { learnt } = app(1).get(Listener);
    await arrival(() => (learnt.length >= 3 ? true : undefined));
    expect(learnt.map(({ recipient }) => recipient ?? '').toSorted()).toEqual(citizens.toSorted());
    const positions = learnt.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(learnt.every(({ source, origin }) => source === 'IYS_WEB' && origin === 'registry')).toBe(true);
  });

  it('logs the positions of records that could not be read, and is called for the next', async () => {
    const listener = app(0).get(Listener);
    const db = app(0).get(Storages).of('default')?.kysely;
    if (db === undefined) throw new Error('the account has no storage');
    const lines: string[] = [];
    app(0).context.useLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (line) => lines.push(String(line)),
    });
    const [lost, next] = [number(), number()];
    const { position } = await db.transaction().execute(async (tx) => {
      const recorded = await app(1)
        .get(ConsentsService)
        .optOut({ ...about, recipient: lost }, { tx: ownTransaction(tx) });
      // From then on, the record cannot be read.
      await hideConsentTexts(tx);
      return recorded;
    });
    // Both instances read for themselves and log to the same logger; neither may still be trying. An instance that has not
    // read the records of an earlier test yet logs them too.
    const unread = (): string[] => lines.filter((line) => line.includes(` to ${position} of the brand`));
    await arrival(() => (unread().length >= apps.length ? true : undefined));
    await showConsentTexts(db);
    app(0).context.useLogger(false);
    expect(unread()).toEqual(
      apps.map(() =>
        expect.stringMatching(
          /^Records \d+ to \d+ of the brand 1234 could not be read: no handler is called for them\.$/,
        ),
      ),
    );
    await app(1)
      .get(ConsentsService)
      .optOut({ ...about, recipient: next });
    await arrival(() => listener.refusals.find(({ recipient }) => recipient === next));
    expect(listener.refusals.some(({ recipient }) => recipient === lost)).toBe(false);
  });

  it('emits the same records as a stream, also consents', async () => {
    const heard: ConsentChange[] = [];
    subscriptions.push(
      app(1)
        .get(IletimerkeziEvents)
        .consents$.subscribe((change) => heard.push(change)),
    );
    const recipients = Array.from({ length: 1_500 }, number);
    await app(0)
      .get(ConsentsService)
      .recordMany(
        recipients.map((recipient) => ({
          ...about,
          recipient,
          status: 'ONAY',
          source: 'HS_WEB',
          consentDate: new Date(),
        })),
        { register: false },
      );
    await arrival(() => heard.find(({ recipient }) => recipient === recipients.at(-1)));
    expect(heard.filter(({ status }) => status === 'ONAY').map(({ recipient }) => recipient)).toEqual(
      recipients,
    );
  });
});

describe('ConsentsService.optOut', () => {
  // guarantee: G-040
  it('counts at once, also for an unknown recipient, and is recorded once', async () => {
    const { get } = app(0);
    const recipient = number();
    const first = await get(ConsentsService).optOut({ ...about, recipient });
    expect(first).toMatchObject({ repeated: false, registration: 'held', reason: 'first-is-refusal' });
    const again = await app(1)
      .get(ConsentsService)
      .optOut({ ...about, recipient: recipient.slice(3) });
    expect(again).toMatchObject({ repeated: true, position: first.position });
    expect(await get(ConsentsService).history(recipient)).toHaveLength(1);
    expect(await get(ConsentsService).current({ ...about, recipient })).toMatchObject({ status: 'RET' });
  });

  it('lists held records, emits an event, and registers them when released', async () => {
    const { get } = app(0);
    const registrar = get(ConsentsService).registry;
    const recipient = number();
    const { position } = await get(ConsentsService).optOut({ ...about, recipient });
    const held = await registrar.held(1_000);
    expect(held.find((record) => record.recipient === recipient)).toMatchObject({
      position,
      status: 'RET',
      reason: 'first-is-refusal',
    });
    const received = await arrival(() => get(Listener).held.find(({ data }) => data.from === position));
    expect(received.data).toMatchObject({ brandCode: '1234', records: 1, to: position });
    expect(await registrar.release([{ brandCode: '1234', position }])).toBe(1);
    expect(await registrar.release([{ brandCode: '1234', position }])).toBe(0);
    expect((await registrar.held(1_000)).some((record) => record.recipient === recipient)).toBe(false);
  });

  // guarantee: G-040
  it('overrules a recent consent, whatever the host’s clock is', async () => {
    const { get } = app(0);
    const recipient = number();
    const ahead = new Date(Date.now() + 600_000);
    await get(ConsentsService).record(
      { ...about, recipient, status: 'ONAY', source: 'HS_WEB', consentDate: ahead },
      { register: false },
    );
    await get(ConsentsService).optOut({ ...about, recipient });
    expect(await get(ConsentsService).current({ ...about, recipient })).toMatchObject({ status: 'RET' });
  });

  it('is recorded when the host’s transaction commits, and not when it rolls back', async () => {
    const { get } = app(0);
    const db = get(Storages).of('default')?.kysely;
    if (!db) throw new Error('the account has no storage');
    const [kept, undone] = [number(), number()];
    await db
      .transaction()
      .execute((tx) =>
        get(ConsentsService).optOut({ ...about, recipient: kept }, { tx: ownTransaction(tx) }),
      );
    await expect(
      db.transaction().execute(async (tx) => {
        await get(ConsentsService).optOut({ ...about, recipient: undone }, { tx: ownTransaction(tx) });
        throw new Error('the host changed its mind');
      }),
    ).rejects.toThrow(/changed its mind/);
    expect(await get(ConsentsService).current({ ...about, recipient: kept })).toMatchObject({
      status: 'RET',
    });
    expect(await get(ConsentsService).current({ ...about, recipient: undone })).toBeUndefined();
  });

  it('refuses an invalid recipient, and names the missing option without storage', async () => {
    const { get } = app(0);
    await expect(get(ConsentsService).optOut({ ...about, recipient: 'invalid' })).rejects.toMatchObject({
      code: 'not-a-record',
    });
    const bare = await startTestApp();
    await expect(bare.get(ConsentsService).optOut({ ...about, recipient: number() })).rejects.toMatchObject({
      code: 'storage-off',
    });
    await bare.close();
  });
});
