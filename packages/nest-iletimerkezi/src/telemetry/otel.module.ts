import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { metrics, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { isIletimerkeziError } from 'iletimerkezi-core';
import { nameOf } from '../common/thrown.js';
import { IletimerkeziEvents } from '../events/events.js';
import { CallObservers, type CallObserver, type ProviderCall } from './call-observer.js';

const SCOPE = 'nest-iletimerkezi';

/**
 * Records spans and metrics by the messaging conventions of OpenTelemetry, which do not cover SMS yet. Attributes never
 * contain a number, a text or an order id: numbers and texts are personal data, and an order id would create one time
 * series per order.
 */
@Injectable()
class OtelObserver implements CallObserver, OnModuleInit {
  private readonly tracer = trace.getTracer(SCOPE);
  private readonly meter = metrics.getMeter(SCOPE);
  private readonly duration = this.meter.createHistogram('messaging.client.operation.duration', {
    description: 'Duration of calls to the provider, without the time spent waiting for the rate limit',
    unit: 's',
  });
  private readonly sent = this.meter.createCounter('messaging.client.sent.messages', {
    description: 'Recipients of accepted and refused orders',
    unit: '{message}',
  });
  private readonly deliveries = this.meter.createCounter('iletimerkezi.deliveries', {
    description: 'New delivery reports',
    unit: '{report}',
  });

  constructor(
    private readonly observers: CallObservers,
    private readonly events: IletimerkeziEvents,
  ) {}

  onModuleInit(): void {
    this.observers.add(this);
    // `deliveries$` also emits reports that other instances received and counted.
    this.events.events$.subscribe((event) => {
      if (event.type !== 'delivery') return;
      const { account, status } = event.delivery;
      this.deliveries.add(1, { 'iletimerkezi.account': account, 'iletimerkezi.delivery.status': status });
    });
  }

  observe<Result>(call: ProviderCall, run: () => Promise<Result>): Promise<Result> {
    const { account, operation, recipients } = call;
    const attributes: Attributes = {
      'messaging.system': 'iletimerkezi',
      'messaging.operation.name': operation,
      'iletimerkezi.account': account,
      ...(operation === 'send' && { 'messaging.operation.type': 'send' }),
    };
    const started = performance.now();
    const kind = operation === 'send' ? SpanKind.PRODUCER : SpanKind.CLIENT;
    const counted = recipients === undefined ? {} : { 'messaging.batch.message_count': recipients };
    const spanOptions = { kind, attributes: { ...attributes, ...counted } };
    return this.tracer.startActiveSpan(`${operation} iletimerkezi`, spanOptions, async (span) => {
      let failure: Attributes = {};
      try {
        return await run();
      } catch (error) {
        failure = describeFailure(error);
        span.setAttributes(failure);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        this.duration.record((performance.now() - started) / 1000, { ...attributes, ...failure });
        if (operation === 'send') this.sent.add(recipients ?? 0, { ...attributes, ...failure });
        span.end();
      }
    });
  }
}

function describeFailure(error: unknown): Attributes {
  if (!isIletimerkeziError(error)) return { 'error.type': nameOf(error) };
  return { 'error.type': error.code, 'iletimerkezi.outcome': error.outcome };
}

/** Traces and measures every call to the provider through `@opentelemetry/api`. Import it once, next to the accounts. */
@Module({ providers: [OtelObserver] })
export class IletimerkeziOtelModule {}
