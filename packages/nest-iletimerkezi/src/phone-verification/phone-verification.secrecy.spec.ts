// starts: PostgreSQL
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  type INestApplication,
  type LoggerService,
  Post,
  UseFilters,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import request from 'supertest';
import { AccountService } from '../client/account.service.js';
import { IletimerkeziEvents } from '../events/events.js';
import { IletimerkeziHealthIndicator } from '../health/account-health.indicator.js';
import { IletimerkeziExceptionFilter } from '../http/errors/exception.filter.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { IletimerkeziOtelModule } from '../telemetry/index.js';
import { becomes } from '../test-support/becomes.js';
import { Database } from '../storage/database.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { allRows } from '../test-support/phone-verification-tables.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createPhoneVerificationController } from './create-phone-verification-controller.js';
import { PhoneVerificationService } from './phone-verification.service.js';

const HASH_KEY = 'a key of the host that must not be written anywhere';
const PHONE = '+905301234567';
const OTHER = '+905421234567';
const LANDLINE = '0212 123 45 67';

/** The phones, in the forms in which people and programs write them. */
const PHONES = [
  /5\W*3\W*0\W*1\W*2\W*3\W*4\W*5\W*6\W*7/,
  /5\W*4\W*2\W*1\W*2\W*3\W*4\W*5\W*6\W*7/,
  /212\W*123\W*45\W*67/,
];

/** A controller of the host, whose errors the filter answers. */
@Controller('own')
@UseFilters(IletimerkeziExceptionFilter)
class OwnController {
  constructor(private readonly verification: PhoneVerificationService) {}

  @Post()
  start(@Body() { phone }: { phone: string }): Promise<object> {
    return this.verification.start({ phone, purpose: 'own' });
  }
}

describe('phone verification with every log level, the debug hook and telemetry on', () => {
  const said: string[] = [];
  const say = (...parts: unknown[]): void => {
    for (const part of parts)
      said.push(inspect(part, { depth: 20, showHidden: true }), JSON.stringify(part) ?? '');
  };
  const logger: LoggerService = { log: say, fatal: say, error: say, warn: say, debug: say, verbose: say };
  const spans = new InMemorySpanExporter();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  let spec: SpecDatabase;
  let database: Database;
  let emulator: Emulator;
  let app: INestApplication;

  beforeAll(async () => {
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    spec = await createSpecDatabase();
    database = new Database(spec.connection, { size: 1 });
    emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 5] } });
    const host = {
      module: class Host {},
      imports: [
        IletimerkeziModule.forRoot({
          ...emulatorAccount(emulator.url),
          storage: { url: urlOf(spec) },
          outbox: { pollAfterMs: [10] },
          retry: false,
          debug: say,
          limits: { spend: { perDay: 3 } },
          phoneVerification: {
            hashKeys: [HASH_KEY],
            // Shorter codes are in other numbers by chance.
            codeLength: 10,
            resend: { pausesMs: [0] },
            limits: { phone: [{ limit: 2, perMs: 60_000 }] },
          },
        }),
        IletimerkeziOtelModule,
        TerminusModule,
      ],
      providers: [IletimerkeziHealthIndicator],
      controllers: [
        createPhoneVerificationController({ path: 'verification', purposes: ['sign-in'] }),
        OwnController,
      ],
    };
    app = await NestFactory.create(host, { logger });
    app.get(IletimerkeziEvents).events$.subscribe(say);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    trace.disable();
    metrics.disable();
    await emulator.close();
    await database.close();
    await spec.drop();
  });

  const post = async (path: string, body: object) => {
    const answer = await request(app.getHttpServer()).post(path).send(body);
    say(answer.headers, answer.body);
    return answer;
  };
  const codeTo = async (to: string): Promise<string> => {
    const [message] = await emulator.waitForMessages({ to, code: true }, { timeoutMs: 100_000 });
    if (message?.code === undefined) throw new Error('no code was sent');
    return message.code;
  };

  // guarantee: G-134
  it('prints, answers, exports and stores no code, no host key and no number', async () => {
    const first = await post('/verification/start', { phone: PHONE });
    const { id } = first.body;
    const code = await codeTo(PHONE);
    expect((await post('/verification/check', { id, code: '0' })).body.status).toBe('wrong');
    expect((await post('/verification/resend', { id })).body.status).toBe('sent');
    expect((await post('/verification/start', { phone: PHONE })).status).toBe(429);
    expect((await post('/own', { phone: PHONE })).status).toBe(429);
    expect((await post('/own', { phone: LANDLINE })).status).toBe(422);
    expect((await post('/verification/start', { phone: LANDLINE })).status).toBe(422);
    expect((await post('/verification/start', { phone: { number: PHONE } })).status).toBe(422);
    expect((await post('/verification/check', { id, code })).body.status).toBe('verified');
    expect((await post('/verification/check', { id, code })).body.status).toBe('used');
    const other = await post('/verification/start', { phone: OTHER });
    const otherCode = await codeTo(OTHER);
    // The cap allows three messages a day.
    expect((await post('/verification/resend', { id: other.body.id })).status).toBe(503);
    expect((await post('/own', { phone: OTHER })).status).toBe(503);
    await post('/verification/status', { id: other.body.id });
    await post('/verification/cancel', { id: other.body.id });
    say(await app.get(AccountService).spend(), app.get(PhoneVerificationService));
    const health = app.get(IletimerkeziHealthIndicator);
    say(await health.isSpendHealthy('spend'), await health.isOutboxHealthy('outbox'));
    await reader.forceFlush();
    say(
      spans
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
      exporter.getMetrics(),
    );

    const output = said.join('\n');
    for (const part of [
      'phone-verification.sent',
      'phone-verification.refused',
      'spend.ratio',
      'send iletimerkezi',
    ])
      expect(output).toContain(part);
    for (const secret of [code, otherCode, HASH_KEY, ...PHONES]) expect(output).not.toMatch(secret);
    await becomes(async () => {
      const rows = await allRows(database.kysely);
      return [code, otherCode, HASH_KEY].filter((secret) => rows.includes(secret));
    }, []);
    expect(await allRows(database.kysely)).toContain(PHONE);
  });
});
