import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Body,
  ConsoleLogger,
  Controller,
  Injectable,
  Post,
  Req,
  VERSION_NEUTRAL,
  VersioningType,
  type INestApplication,
} from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { IletimerkeziEvent } from '../events/events.js';
import { IletimerkeziEvents } from '../events/events.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { SmsService } from '../sending/sms.service.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import { SmsTestKit } from '../testing/test-kit.js';
import { createDeliveryController } from './create-delivery-controller.js';
import type { Delivery } from '../options/delivery.js';
import { DeliveryInbox } from './delivery-inbox.js';
import { DeliveryReport, DeliveryWebhook } from './delivery-webhook.decorator.js';
import { OnDelivery } from './on-delivery.decorator.js';

const TOKEN = 'a-token-of-this-application';
const NEXT_TOKEN = 'the-token-after-rotation';

@Injectable()
class Handlers {
  readonly calls: string[] = [];
  failures = 0;

  @OnDelivery({ status: ['delivered', 'undelivered'] })
  settle(delivery: Delivery<'delivered' | 'undelivered'>): void {
    this.calls.push(`settle ${delivery.status}`);
  }

  @OnDelivery({ marker: '#shop' })
  async mine({ text }: Delivery): Promise<void> {
    this.calls.push(`mine ${text}`);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('the database is away');
    }
  }
}

@Controller({ path: 'hooks/sms', version: VERSION_NEUTRAL })
class Hooks {
  readonly taken: Delivery[] = [];
  readonly urls: string[] = [];
  fails = false;

  @DeliveryWebhook()
  take(@DeliveryReport() delivery: Delivery, @Req() request: { originalUrl: string }): void {
    this.urls.push(request.originalUrl);
    if (this.fails) throw new Error('not now');
    this.taken.push(delivery);
  }

  @DeliveryWebhook({ path: 'secret/:token' })
  takeByPath(@DeliveryReport() delivery: Delivery, @Req() request: { originalUrl: string }): void {
    this.urls.push(request.originalUrl);
    this.taken.push(delivery);
  }

  @Post('forgotten')
  forgotten(@DeliveryReport() delivery: Delivery, @Body() _body: unknown): string {
    return delivery.id;
  }
}

/** Collects log lines. */
class RecordingLogger extends ConsoleLogger {
  constructor(private readonly lines: string[]) {
    super({ colors: false });
  }

  protected override printMessages(messages: unknown[]): void {
    this.lines.push(...messages.map(String));
  }
}

const PLATFORMS = {
  Express: () => new ExpressAdapter(),
  Fastify: () => new FastifyAdapter(),
};

describe.each(['Express', 'Fastify'] as const)('A delivery webhook on %s', (platform) => {
  let app: INestApplication;
  let url: string;
  const events: IletimerkeziEvent[] = [];
  const log: string[] = [];

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziTestingModule.forRoot({
          options: { webhook: { tokens: [TOKEN, NEXT_TOKEN], attempts: 3, retryDelayMs: 1 } },
        }),
      ],
      controllers: [Hooks, createDeliveryController({ path: 'made/:token' })],
      providers: [Handlers],
    })
      .setLogger(new RecordingLogger(log))
      .compile();
    app = module.createNestApplication(PLATFORMS[platform](), { rawBody: true });
    app.setGlobalPrefix('api');
    app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
    app.get(IletimerkeziEvents).events$.subscribe((event) => events.push(event));
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/api/hooks/sms`;
  });
  beforeEach(() => {
    app.get(SmsTestKit).reset();
    const { calls } = Object.assign(app.get(Handlers), { failures: 0 });
    const { taken, urls } = Object.assign(app.get(Hooks), { fails: false });
    for (const list of [events, log, calls, taken, urls]) list.length = 0;
  });
  afterAll(() => app.close());

  const post = async (to: string, body: object): Promise<number> => {
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await app.get(DeliveryInbox).idle();
    return response.status;
  };
  const types = () => events.map(({ type }) => type);

  it('passes an order’s reports to the method, the stream and the handlers', async () => {
    const kit = app.get(SmsTestKit);
    kit.deliveries.sendTo(`${url}?token=${TOKEN}`);
    const { orderId } = await app
      .get(SmsService)
      .send({ kind: 'transactional', text: 'Kargonuz yolda #shop', recipients: ['+905301234567'] });
    kit.clock.advance('PT1M');
    await kit.deliveries.settled();

    expect(app.get(Hooks).taken.map(({ status }) => status)).toEqual(['accepted', 'delivered']);
    expect(app.get(Hooks).taken[0]).toMatchObject({
      orderId,
      to: '+905301234567',
      account: 'default',
      deduplication: 'new',
    });
    expect(types()).toEqual(['order.accepted', 'delivery', 'delivery']);
    expect(app.get(Handlers).calls.toSorted()).toEqual([
      'mine Kargonuz yolda #shop',
      'mine Kargonuz yolda #shop',
      'settle delivered',
    ]);
  });

  it('accepts both tokens during a rotation, in the query or in the path', async () => {
    const base = await app.getUrl();
    const urls = [
      `${url}?token=${TOKEN}`,
      `${url}?token=${NEXT_TOKEN}`,
      `${url}/secret/${TOKEN}`,
      `${base}/api/made/${TOKEN}`,
    ];
    for (const to of urls) await expect(post(to, makeDeliveryReport())).resolves.toBe(200);
    expect(types()).toEqual(['delivery', 'delivery', 'delivery', 'delivery']);
  });

  // guarantee: G-084
  it('removes the token from the URL for exception filters and access logs', async () => {
    await post(`${url}?a=1&token=${TOKEN}`, makeDeliveryReport());
    await post(`${url}/secret/${TOKEN}`, makeDeliveryReport());
    expect(app.get(Hooks).urls).toEqual([
      '/api/hooks/sms?a=1&token=[redacted]',
      '/api/hooks/sms/secret/[redacted]',
    ]);
  });

  // guarantee: G-068
  it('answers calls without a valid token with 404', async () => {
    const wrong = [
      '',
      '?token=',
      '?token=wrong',
      `?token=${TOKEN}x`,
      `?token=${TOKEN}&token=${TOKEN}`,
      `?token[]=${TOKEN}`,
      '/secret/wrong',
    ];
    for (const query of wrong) await expect(post(`${url}${query}`, makeDeliveryReport())).resolves.toBe(404);
    expect(app.get(Hooks).taken).toEqual([]);
    expect(new Set(types())).toEqual(new Set(['delivery.rejected']));
    expect(log).toContain(
      'A call to Hooks.take (account "default") came with a token that is not valid and was answered with 404.',
    );
    expect(log.join()).not.toContain(TOKEN);
  });

  // guarantee: G-077
  it('answers a repeated report with 200 and calls no handler again', async () => {
    const report = makeDeliveryReport({ id: 'same' });
    await post(`${url}?token=${TOKEN}`, report);
    await expect(post(`${url}?token=${TOKEN}`, report)).resolves.toBe(200);
    expect(app.get(Handlers).calls).toEqual(['settle delivered']);
    expect(app.get(Hooks).taken.map(({ deduplication }) => deduplication)).toEqual(['new', 'repeated']);
    expect(types()).toEqual(['delivery', 'delivery.repeated']);
  });

  // guarantee: G-077
  it('does not replace a final status with a late `accepted`', async () => {
    await post(`${url}?token=${TOKEN}`, makeDeliveryReport({ id: 'one', status: 'delivered' }));
    await post(`${url}?token=${TOKEN}`, makeDeliveryReport({ id: 'one', status: 'accepted', text: '#shop' }));
    expect(app.get(Handlers).calls).toEqual(['settle delivered']);
    expect(types()).toEqual(['delivery', 'delivery.late']);
  });

  // guarantee: G-078
  it('keeps reports with unknown statuses and reports that no handler matches', async () => {
    await post(`${url}?token=${TOKEN}`, makeDeliveryReport({ id: 1, status: 'parked', text: 'odd' }));
    await post(
      `${url}?token=${TOKEN}`,
      makeDeliveryReport({ id: 2, status: 'accepted', text: 'of another application' }),
    );
    const kept = await app.get(DeliveryInbox).kept();
    expect(kept.map(({ outcome, delivery }) => [outcome, delivery.status, delivery.rawStatus])).toEqual([
      ['unmatched', 'accepted', 'accepted'],
      ['unmatched', 'unknown', 'parked'],
    ]);
  });

  it('retries a handler that throws without calling the others again', async () => {
    const handlers = app.get(Handlers);
    handlers.failures = 2;
    await post(`${url}?token=${TOKEN}`, makeDeliveryReport({ text: '#shop' }));
    expect(handlers.calls.toSorted()).toEqual(['mine #shop', 'mine #shop', 'mine #shop', 'settle delivered']);
    await expect(app.get(DeliveryInbox).kept()).resolves.toEqual([]);
  });

  // guarantee: G-078
  it('keeps a report whose handler throws at every attempt', async () => {
    app.get(Handlers).failures = 3;
    await post(`${url}?token=${TOKEN}`, makeDeliveryReport({ id: 'lost', text: '#shop' }));
    const [kept] = await app.get(DeliveryInbox).kept();
    expect(kept).toMatchObject({ outcome: 'failed', delivery: { id: 'lost' } });
    expect(events.at(-1)).toMatchObject({ type: 'delivery.failed', handler: 'Handlers.mine' });
    expect(log.at(-1)).toBe('Handlers.mine failed on report lost of order 1 (attempt 3 of 3): Error');
  });

  it('treats a report as new again after the host’s method failed', async () => {
    const hooks = app.get(Hooks);
    const report = makeDeliveryReport({ id: 'again' });
    hooks.fails = true;
    await expect(post(`${url}?token=${TOKEN}`, report)).resolves.toBe(500);
    expect(app.get(Handlers).calls).toEqual([]);
    hooks.fails = false;
    await expect(post(`${url}?token=${TOKEN}`, report)).resolves.toBe(200);
    expect(hooks.taken.map(({ deduplication }) => deduplication)).toEqual(['new']);
    expect(app.get(Handlers).calls).toEqual(['settle delivered']);
  });

  it('answers a body that is not a report with 400 and emits an event', async () => {
    await expect(post(`${url}?token=${TOKEN}`, { orderId: 1 })).resolves.toBe(400);
    expect(events).toMatchObject([{ type: 'delivery.unreadable', reason: 'no-report' }]);
  });

  it('reports the missing decorator when @DeliveryReport() is used alone', async () => {
    await expect(post(`${url.replace('/api/', '/api/v1/')}/forgotten`, {})).resolves.toBe(404);
    await expect(post(`${url}/forgotten`, {})).resolves.toBe(500);
  });
});

describe('Boot', () => {
  const boot = async (
    module: ReturnType<typeof IletimerkeziModule.forRoot>,
    part: object,
  ): Promise<string> => {
    const built = await Test.createTestingModule({ imports: [module], ...part }).compile();
    return built.init().then(
      () => 'booted',
      (error: unknown) => String(error),
    );
  };
  const account = emulatorAccount('http://127.0.0.1:1');

  // guarantee: G-068
  it('fails when the account of a webhook or handler has no tokens', async () => {
    await expect(boot(IletimerkeziModule.forRoot(account), { controllers: [Hooks] })).resolves.toContain(
      'Hooks.take receives delivery webhooks of the account "default", which has no webhook.tokens.',
    );
    await expect(boot(IletimerkeziModule.forRoot(account), { providers: [Handlers] })).resolves.toContain(
      'Handlers.settle receives delivery webhooks',
    );
  });

  it('fails when a handler names an unknown account', async () => {
    class Lost {
      @OnDelivery({ account: 'marketing' })
      take(): void {}
    }
    const module = IletimerkeziModule.forRoot({ ...account, webhook: { tokens: [TOKEN] } });
    await expect(boot(module, { providers: [Lost] })).resolves.toContain(
      'Lost.take: There is no account "marketing". Configured accounts: default.',
    );
  });
});
