import { Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type ObservableResult,
} from '@opentelemetry/api';
import { isIletimerkeziError } from 'iletimerkezi-core';
import { AccountContexts } from '../client/account-contexts.js';
import { AccountService } from '../client/account.service.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { nameOf } from '../common/thrown.js';
import { type IletimerkeziEvent, IletimerkeziEvents } from '../events/events.js';
import { CallObservers, type CallObserver, type ProviderCall } from './call-observer.js';

const SCOPE = 'nest-iletimerkezi';

/**
 * Records spans and metrics by the messaging conventions of OpenTelemetry, which do not cover SMS yet. Attributes never
 * contain a number, a text or an order id: numbers and texts are personal data, and an order id would create one time
 * series per order.
 */
@Injectable()
class OtelObserver implements CallObserver, OnModuleInit, OnApplicationShutdown {
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

  private readonly codesSent = this.meter.createCounter('iletimerkezi.phone_verification.messages', {
    description: 'One-time codes that were sent, resends included',
    unit: '{message}',
  });
  private readonly codesRefused = this.meter.createCounter('iletimerkezi.phone_verification.refusals', {
    description: 'One-time codes that were not sent because of a limit',
    unit: '{message}',
  });
  private readonly codesChecked = this.meter.createCounter('iletimerkezi.phone_verification.checks', {
    description: 'Checks of one-time codes',
    unit: '{check}',
  });
  private readonly pauses = this.meter.createCounter('iletimerkezi.phone_verification.pauses', {
    description: 'Pauses of a number prefix or an IP address whose codes are rarely entered',
    unit: '{pause}',
  });
  private readonly spend = this.meter.createObservableGauge('iletimerkezi.spend.ratio', {
    description: 'Used share of a cap on spending',
    unit: '1',
  });

  constructor(
    private readonly observers: CallObservers,
    private readonly events: IletimerkeziEvents,
    private readonly moduleRef: ModuleRef,
  ) {}

  onModuleInit(): void {
    this.observers.add(this);
    // `deliveries$` also emits reports that other instances received and counted.
    this.events.events$.subscribe((event) => this.count(event));
    this.spend.addCallback(this.observeSpend);
  }

  onApplicationShutdown(): void {
    this.spend.removeCallback(this.observeSpend);
  }

  private count(event: IletimerkeziEvent): void {
    if (!('account' in event)) return;
    const account = { 'iletimerkezi.account': event.account };
    switch (event.type) {
      case 'delivery':
        return this.deliveries.add(1, { ...account, 'iletimerkezi.delivery.status': event.delivery.status });
      case 'phone-verification.sent':
        return this.codesSent.add(1, { ...account, 'iletimerkezi.resend': event.resend });
      case 'phone-verification.refused':
        return this.codesRefused.add(1, { ...account, 'iletimerkezi.limit': event.reason });
      case 'phone-verification.checked':
        return this.codesChecked.add(1, { ...account, 'iletimerkezi.result': event.result });
      case 'phone-verification.paused':
        return this.pauses.add(1, { ...account, 'iletimerkezi.scope': event.scope });
    }
  }

  /** Reads the counters of all accounts with caps. A database that cannot be reached leaves out its accounts. */
  private readonly observeSpend = async (result: ObservableResult): Promise<void> => {
    const { names } = this.moduleRef.get(AccountContexts, { strict: false });
    await Promise.all(
      names.map(async (name) => {
        const token = getIletimerkeziToken(name, AccountService);
        const account = this.moduleRef.get<AccountService>(token, { strict: false });
        const spend = await account.spend().catch(() => undefined);
        if (spend === undefined) return;
        for (const period of ['day', 'month'] as const) {
          const { reserved, settled, cap } = spend[period];
          if (cap === null) continue;
          const attributes = { 'iletimerkezi.account': name, 'iletimerkezi.spend.period': period };
          result.observe((reserved + settled) / cap, attributes);
        }
      }),
    );
  };

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
