import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable, type LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { IletimerkeziEvents, type IletimerkeziEvent } from '../events/events.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import type { WebhookOptions } from '../options/webhook.options.js';
import { emulatorAccount, startTestApp, type TestApp } from '../test-support/test-app.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryInbox } from './delivery-inbox.js';
import { OnDelivery } from './on-delivery.decorator.js';

const tokens = ['a-token-that-is-long-enough'];

@Injectable()
class Handlers {
  readonly calls: string[] = [];
  failures = 0;

  @OnDelivery()
  any({ id }: Delivery): void {
    this.calls.push(`any ${id}`);
    if (this.failures > 0) {
      this.failures -= 1;
      // A handler can throw any value. Its message may contain a number and is not logged.
      throw String(id);
    }
  }

  @OnDelivery({ account: 'shop' })
  shop({ id }: Delivery): void {
    this.calls.push(`shop ${id}`);
  }
}

let app: TestApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** The default account and an account named "shop". */
async function start(webhook: Partial<WebhookOptions> = {}, drainTimeoutMs?: number) {
  const lines: string[] = [];
  const options = { webhook: { tokens, ...webhook }, drainTimeoutMs };
  const shop = { ...emulatorAccount('http://127.0.0.1:1'), ...options };
  app = await startTestApp({
    options,
    imports: [IletimerkeziModule.forRootAsync({ account: 'shop', useFactory: () => shop })],
    providers: [Handlers],
  });
  const keep = (line: unknown): void => void lines.push(String(line));
  const logger: LoggerService = { log: keep, warn: keep, error: keep };
  app.context.useLogger(logger);
  const inbox = app.get(DeliveryInbox);
  const events: IletimerkeziEvent['type'][] = [];
  app.get(IletimerkeziEvents).events$.subscribe(({ type }) => events.push(type));
  return {
    inbox,
    lines,
    events,
    handlers: app.get(Handlers),
    take: async (id: string, account = 'default') => {
      const delivery = await inbox.receive(account, makeDeliveryReport({ id }));
      inbox.accept(delivery);
      await inbox.idle();
      return delivery;
    },
  };
}

describe('handlers of delivery reports', () => {
  it('receive reports of the account in their filter, or of all accounts without one', async () => {
    const { handlers, take } = await start();
    await take('1');
    await take('2', 'shop');
    expect(handlers.calls).toEqual(['any 1', 'any 2', 'shop 2']);
  });

  it('are retried after a delay by default, and log only the name of the error', async () => {
    const { handlers, take, lines } = await start();
    handlers.failures = 1;
    await take('one');
    expect(handlers.calls).toEqual(['any one', 'any one']);
    expect(lines).toEqual(['Handlers.any failed on report one of order 1 (attempt 1 of 5): string']);
  });

  it('fail when the application stops waiting for them, before their next attempt', async () => {
    const { handlers, inbox, events } = await start({ retryDelayMs: 60_000 }, 20);
    handlers.failures = 5;
    inbox.accept(await inbox.receive('default', makeDeliveryReport({ id: 'one' })));
    const closing = app?.close();
    app = undefined;
    await closing;
    expect(handlers.calls).toEqual(['any one', 'any one']);
    expect(events).toContain('delivery.failed');
  });

  it('complete when their outcome cannot be stored, which is logged', async () => {
    const store = {
      claim: async () => 'new' as const,
      release: async () => undefined,
      settle: () => Promise.reject(new RangeError('the disk is full')),
      kept: async () => [],
    };
    const { handlers, take, lines } = await start({ store });
    await take('one');
    expect(handlers.calls).toEqual(['any one']);
    expect(lines).toEqual(['The outcome of report one could not be stored: RangeError']);
  });
});

describe('a report for which the host’s method failed', () => {
  it('is new when it is received again, unless it had been accepted before', async () => {
    const { inbox, take } = await start();
    const report = makeDeliveryReport({ id: 'one' });
    await inbox.refuse(await inbox.receive('default', report));
    expect(await take('one')).toMatchObject({ deduplication: 'new' });
    const repeated = await inbox.receive('default', report);
    await inbox.refuse(repeated);
    expect([repeated.deduplication, (await take('one')).deduplication]).toEqual(['repeated', 'repeated']);
  });
});

describe('a handler without an account', () => {
  it('receives reports of every named account when there is no default one', async () => {
    const account = (key: string) => ({
      ...emulatorAccount('http://127.0.0.1:1'),
      credentials: { key, hash: key },
      webhook: { tokens },
    });
    @Injectable()
    class Everything {
      readonly accounts: string[] = [];

      @OnDelivery()
      hear(delivery: Delivery): void {
        this.accounts.push(delivery.account);
      }
    }
    const module = await Test.createTestingModule({
      imports: ['shop', 'school'].map((name) =>
        IletimerkeziModule.forRootAsync({ account: name, useFactory: () => account(name) }),
      ),
      providers: [Everything],
    }).compile();
    await module.init();
    const inbox = module.get(DeliveryInbox, { strict: false });
    for (const name of ['shop', 'school'])
      inbox.accept(await inbox.receive(name, makeDeliveryReport({ id: name })));
    await inbox.idle();
    expect(module.get(Everything).accounts).toEqual(['shop', 'school']);
    await module.close();
  });
});
