import { Injectable } from '@nestjs/common';
import type { Observe, Operation } from 'iletimerkezi-core';

/** One call to the provider, without numbers, texts, ids and credentials. */
export interface ProviderCall {
  /** The account's name in this application. */
  readonly account: string;
  readonly operation: Operation;
  /** Recipients of an order, or records of a batch; undefined for every other call. */
  readonly recipients: number | undefined;
}

/** Observes calls from start to end, for example for tracing. It must call `run` exactly once and return its result. */
export interface CallObserver {
  observe<Result>(call: ProviderCall, run: () => Promise<Result>): Promise<Result>;
}

/** The observers of all calls of this application. */
@Injectable()
export class CallObservers {
  private readonly observers: CallObserver[] = [];

  /** Adds an observer. The last one added is the outermost. */
  add(observer: CallObserver): void {
    this.observers.push(observer);
  }

  /** Returns the `observe` option of an account's client. It also calls observers that are added later. */
  of(account: string): Observe {
    return ({ operation, recipients }, run) => this.run({ account, operation, recipients }, run);
  }

  private run<Result>(call: ProviderCall, run: () => Promise<Result>): Promise<Result> {
    return this.observers.reduce((inner, observer) => () => observer.observe(call, inner), run)();
  }
}
