import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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
import { SmsService } from '../sms/sms.service.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { IletimerkeziOtelModule } from './index.js';

const NUMBER = '+905301234567';
const TEXT = 'Kodunuz 123456';

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
    app = await startTestApp({ imports: [IletimerkeziOtelModule] });
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

  it('puts no number, text or order id anywhere', async () => {
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
