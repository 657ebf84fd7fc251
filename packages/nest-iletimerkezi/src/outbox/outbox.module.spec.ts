import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { validateOptions } from '../options/validate-options.js';
import { emulatorAccount, startTestApp, type TestApp } from '../test-support/test-app.js';
import { SpecDirectories } from '../test-support/directories.js';
import type { SmsEvent } from '../storage/events/sms-event.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import { IletimerkeziEvents } from '../events/events.js';
import { becomes } from '../test-support/becomes.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { OnSmsEvent } from '../events/on-sms-event.decorator.js';
import { OutboxService } from './outbox.service.js';

const directories = new SpecDirectories();
const apps: TestApp[] = [];
let spec: SpecDatabase | undefined;

async function start(...args: Parameters<typeof startTestApp>): Promise<TestApp> {
  const app = await startTestApp(...args);
  apps.push(app);
  return app;
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await spec?.drop();
  spec = undefined;
});
afterAll(() => directories.removeAll());

const MESSAGE = { kind: 'transactional' as const, text: 'Kodunuz 1', recipients: ['+905301234567'] };

@Injectable()
class Alarm {
  heard: SmsEvent[] = [];

  @OnSmsEvent({ type: 'submitted' })
  keep(event: SmsEvent): void {
    this.heard.push(event);
  }
}

(process.platform === 'linux' ? describe : describe.skip)(
  'the outbox with the embedded database on Linux',
  () => {
    it('marks an attempt in the data directory until its outcome is stored', async () => {
      const dir = directories.make();
      const app = await start({ options: { storage: { dir } } });
      const [boot = ''] = readdirSync(join(dir, 'attempts'));
      const instances = (): string[] => readdirSync(join(dir, 'attempts', boot));
      const [instance = ''] = instances();
      const attempts = (): number => readdirSync(join(dir, 'attempts', boot, instance)).length;
      app.emulator.addFault({ endpoint: 'send-sms', fault: 'slow', delayMs: 500 });
      await app.get(OutboxService).enqueue(MESSAGE);
      await becomes(attempts, 1);
      await becomes(attempts, 0);
      await app.close();
      expect(instances()).toEqual([]);
    });
  },
);

describe('the outbox in a Nest application', () => {
  it('sends with the embedded database, and calls the handlers', async () => {
    const app = await start({ options: { storage: { dir: directories.make() } }, providers: [Alarm] });
    const outbox = app.get(OutboxService);
    const campaign = await outbox.enqueue(MESSAGE);
    await app.emulator.waitForMessages({ to: '+905301234567' }, { timeoutMs: 100_000 });
    const alarm = app.get(Alarm);
    await becomes(() => alarm.heard.length, 1);
    expect(alarm.heard).toEqual([
      expect.objectContaining({ type: 'submitted', campaign: campaign.id, account: 'default' }),
    ]);
  });

  it('sends after a restart what was enqueued before', async () => {
    const dir = directories.make();
    const first = await start({ options: { storage: { dir }, outbox: { run: false } } });
    const { id } = await first.get(OutboxService).enqueue(MESSAGE);
    await first.close();
    const second = await start({ options: { storage: { dir } } });
    await second.emulator.waitForMessages({ to: '+905301234567' }, { timeoutMs: 100_000 });
    expect(await second.get(OutboxService).campaign(id).progress()).toMatchObject({ recipients: 1 });
  });

  // guarantee: G-070
  it('stores webhook reports in the database', async () => {
    spec = await createSpecDatabase();
    const options = { storage: { url: urlOf(spec) }, webhook: { tokens: ['0123456789abcdef'] } };
    const body = { report: { id: 1, packet_id: 2, status: 'delivered', to: '+905301234567', body: '' } };
    const [one, other] = [await start({ options }), await start({ options })];
    expect(await one.get(DeliveryInbox).receive('default', body)).toMatchObject({ deduplication: 'new' });
    expect(await other.get(DeliveryInbox).receive('default', body)).toMatchObject({
      deduplication: 'repeated',
    });
  });

  it('emits the reports that any instance received on every instance, each once', async () => {
    spec = await createSpecDatabase();
    const options = { storage: { url: urlOf(spec) }, webhook: { tokens: ['0123456789abcdef'] } };
    const [one, other] = [await start({ options }), await start({ options })];
    const heard: Record<string, string[]> = { one: [], other: [] };
    one
      .get(IletimerkeziEvents)
      .deliveries$.subscribe(({ id, status }) => heard['one']?.push(`${id} ${status}`));
    other.get(IletimerkeziEvents).deliveries$.subscribe(({ id, to }) => heard['other']?.push(`${id} ${to}`));
    const take = async (app: TestApp, id: number, status: string): Promise<void> => {
      const inbox = app.get(DeliveryInbox);
      const report = { id, packet_id: 2, status, to: '+905301234567', body: '' };
      inbox.accept(await inbox.receive('default', { report }));
    };
    await take(one, 1, 'delivered');
    await take(other, 1, 'delivered');
    await take(one, 1, 'accepted'); // after the final status, so it changes nothing
    await take(other, 2, 'undelivered');
    await becomes(() => heard['other']?.toSorted(), ['1 +905301234567', '2 +905301234567']);
    await becomes(() => heard['one']?.toSorted(), ['1 delivered', '2 undelivered']);
    expect(heard['one']).toHaveLength(2);
  });

  it('names the missing option when storage is off', async () => {
    const app = await start();
    await expect(app.get(OutboxService).enqueue(MESSAGE)).rejects.toThrow(/storage: \{ dir \}/);
  });

  it.each([
    [{ transactionalDays: 0 }],
    [{ commercialDays: 1.5 }],
    [{ hashKey: 'short' }],
    [{ days: 90 }],
    [{ hashKey: 7 }],
  ])('refuses %j as retention, and does not quote the value', (retention) => {
    const options = { ...emulatorAccount('http://127.0.0.1:1'), outbox: { retention } };
    // A host without types may pass this.
    const check = (): unknown => Reflect.apply(validateOptions, undefined, ['default', options]);
    expect(check).toThrow(/outbox.retention: give false, or/);
    expect(check).not.toThrow(/short/);
  });

  it('refuses contradictory storage options', () => {
    const storage = { dir: 'here', url: 'postgres://there' };
    const options = { ...emulatorAccount('http://127.0.0.1:1'), storage };
    expect(() => validateOptions('default', options)).toThrow(/storage: give \{ dir \}/);
  });

  it('refuses accounts that share a database with different pool sizes', async () => {
    spec = await createSpecDatabase();
    const url = urlOf(spec);
    const other = IletimerkeziModule.forRoot({
      ...emulatorAccount('http://127.0.0.1:1'),
      account: 'other',
      storage: { url, pool: 4 },
    });
    const starting = start({ options: { storage: { url, pool: 3 } }, imports: [other] });
    await expect(starting).rejects.toMatchObject({
      code: 'settings-differ',
      message: expect.stringContaining('storage.pool'),
    });
  });
});
