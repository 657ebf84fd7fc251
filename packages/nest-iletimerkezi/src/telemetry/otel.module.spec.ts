import { IletimerkeziClient } from 'iletimerkezi-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
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
import { AccountService } from '../client/account.service.js';
import { BlacklistService } from '../client/blacklist.service.js';
import { ReportsService } from '../client/reports.service.js';
import { IletimerkeziEvents } from '../events/events.js';
import { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import { SmsService } from '../sending/sms.service.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import { type CallObserver, CallObservers } from './call-observer.js';
import { IletimerkeziOtelModule } from './index.js';

const NUMBER = '+905301234567';
const TEXT = 'Kodunuz 123456';

let failing = false;

/** An observer of the host that can be made to fail. It is added first, so it is the innermost. */
@Injectable()
class HostObserver implements CallObserver, OnModuleInit {
  constructor(private readonly observers: CallObservers) {}

  onModuleInit(): void {
    this.observers.add(this);
  }

  observe<Result>(_call: unknown, run: () => Promise<Result>): Promise<Result> {
    return failing ? Promise.reject(new TypeError(`no place for ${NUMBER}`)) : run();
  }
}

@Module({ providers: [HostObserver] })
class HostModule {}

describe('IletimerkeziOtelModule', () => {
  const spans = new InMemorySpanExporter();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  let app: TestApp;

  beforeAll(async () => {
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    app = await startTestApp({
      imports: [HostModule, IletimerkeziOtelModule],
      options: {
        webhook: { tokens: ['a-token-that-is-long-enough'] },
        phoneVerification: { hashKeys: ['a key of this spec, which is long enough'] },
      },
    });
  });
  beforeEach(() => {
    app.emulator.reset();
    spans.reset();
  });
  afterAll(async () => {
    await app.close();
    trace.disable();
    metrics.disable();
    context.disable();
  });

  /** Returns the values of a metric with their attributes. */
  const points = async (name: string) => {
    await reader.forceFlush();
    const all = exporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap((scope) => scope.metrics)
      .find(({ descriptor }) => descriptor.name === name)?.dataPoints;
    return all?.map(({ value, attributes }) => ({ value, attributes }));
  };
  const codeOf = async ({ emulator }: TestApp) => {
    const [message] = await emulator.waitForMessages({ to: NUMBER, code: true });
    return message?.code ?? '';
  };

  const send = () => app.get(SmsService).send({ kind: 'transactional', text: TEXT, recipients: [NUMBER] });

  it('traces a send by the messaging conventions', async () => {
    await send();
    expect(spans.getFinishedSpans()).toMatchObject([
      {
        name: 'send iletimerkezi',
        kind: SpanKind.PRODUCER,
        attributes: {
          'messaging.system': 'iletimerkezi',
          'messaging.operation.name': 'send',
          'messaging.operation.type': 'send',
          'messaging.batch.message_count': 1,
          'iletimerkezi.account': 'default',
        },
      },
    ]);
  });

  it('marks a failed send with its code and outcome', async () => {
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'accept-then-cut' });
    await expect(send()).rejects.toThrow('send-sms failed');
    expect(spans.getFinishedSpans()).toMatchObject([
      {
        status: { code: SpanStatusCode.ERROR },
        attributes: { 'error.type': 'connection-lost', 'iletimerkezi.outcome': 'unknown' },
      },
    ]);
  });

  it('traces every call, including each page of an iterator', async () => {
    const { orderId } = await send();
    const [reports, blacklist] = [app.get(ReportsService), app.get(BlacklistService)];
    const [account, client] = [app.get(AccountService), app.get(IletimerkeziClient)];
    const subject = { recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
    await reports.get(orderId);
    for await (const _recipient of reports.recipients(orderId));
    for await (const _order of reports.orders({ from: new Date(), to: new Date() }));
    await blacklist.add(NUMBER);
    for await (const _number of blacklist.list());
    await blacklist.remove(NUMBER);
    await Promise.all([
      account.balance(),
      account.senders(),
      client.checkConsent({ ...subject, brandCode: '1234' }),
    ]);
    const record = { ...subject, status: 'ONAY', source: 'HS_WEB', consentDate: new Date() } as const;
    await client.registerConsents({ brandCode: '1234', records: [record] });
    await expect(app.get(SmsService).cancel(orderId)).rejects.toMatchObject({ code: 'order-not-found' });

    const operations = spans
      .getFinishedSpans()
      .map(({ attributes }) => attributes['messaging.operation.name']);
    expect(new Set(operations)).toEqual(
      new Set([
        'send',
        'cancel',
        'report',
        'orders',
        'balance',
        'senders',
        'blacklist.add',
        'blacklist.list',
        'blacklist.remove',
        'consents.check',
        'consents.register',
      ]),
    );
  });

  it('counts messages and measures calls', async () => {
    await send();
    await reader.forceFlush();
    const names = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap((scope) => scope.metrics)
      .map(({ descriptor }) => descriptor.name);
    expect(names).toEqual(
      expect.arrayContaining(['messaging.client.operation.duration', 'messaging.client.sent.messages']),
    );
  });

  it('counts a delivery report once, by account and status', async () => {
    const inbox = app.get(DeliveryInbox);
    const report = makeDeliveryReport({ id: 'one', status: 'delivered' });
    for (const body of [report, report]) inbox.accept(await inbox.receive('default', body));
    await inbox.idle();
    await reader.forceFlush();
    const points = exporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap(({ metrics: all }) => all)
      .find(({ descriptor }) => descriptor.name === 'iletimerkezi.deliveries')?.dataPoints;
    expect(points).toMatchObject([
      {
        value: 1,
        attributes: { 'iletimerkezi.account': 'default', 'iletimerkezi.delivery.status': 'delivered' },
      },
    ]);
  });

  it('counts codes, refusals by limit, checks by result, and pauses', async () => {
    const verification = app.get(PhoneVerificationService);
    const start = { phone: NUMBER, purpose: 'sign-in', ip: '203.0.113.7' };
    const { id } = await verification.start(start);
    await expect(verification.start(start)).rejects.toMatchObject({ code: 'phone-verification-limited' });
    await verification.check({ id, code: 'none' });
    await verification.check({ id, code: await codeOf(app) });
    const pause = { scope: 'ip', sent: 10, verified: 0, until: new Date() } as const;
    app.get(IletimerkeziEvents).emit({ type: 'phone-verification.paused', account: 'default', ...pause });
    const account = { 'iletimerkezi.account': 'default' };
    expect(await points('iletimerkezi.phone_verification.messages')).toEqual([
      { value: 1, attributes: { ...account, 'iletimerkezi.resend': false } },
    ]);
    expect(await points('iletimerkezi.phone_verification.refusals')).toEqual([
      { value: 1, attributes: { ...account, 'iletimerkezi.limit': 'phone' } },
    ]);
    expect(await points('iletimerkezi.phone_verification.checks')).toEqual([
      { value: 1, attributes: { ...account, 'iletimerkezi.result': 'wrong' } },
      { value: 1, attributes: { ...account, 'iletimerkezi.result': 'verified' } },
    ]);
    expect(await points('iletimerkezi.phone_verification.pauses')).toEqual([
      { value: 1, attributes: { ...account, 'iletimerkezi.scope': 'ip' } },
    ]);
  });

  it('records the class name of an error that is not the provider’s', async () => {
    failing = true;
    await expect(app.get(AccountService).balance()).rejects.toThrow(TypeError);
    failing = false;
    const [span] = spans.getFinishedSpans();
    expect(span?.attributes).toMatchObject({ 'error.type': 'TypeError' });
    expect(JSON.stringify(span?.attributes)).not.toContain(NUMBER);
  });

  // guarantee: G-083
  it('exports no number, text or order id', async () => {
    const { orderId } = await send();
    app.emulator.addFault({ endpoint: 'send-sms', fault: 'unavailable', times: 3 });
    await send().catch(() => undefined);
    await reader.forceFlush();
    const everything = JSON.stringify([
      spans
        .getFinishedSpans()
        .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
      exporter.getMetrics(),
    ]);
    for (const secret of [NUMBER, '5301234567', TEXT, orderId]) expect(everything).not.toContain(secret);
  });
});
