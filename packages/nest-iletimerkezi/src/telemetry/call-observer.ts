import { Injectable } from '@nestjs/common';

/** What a call to the provider is about. */
export type Operation =
  | 'send'
  | 'cancel'
  | 'report'
  | 'orders'
  | 'balance'
  | 'senders'
  | 'blacklist.list'
  | 'blacklist.add'
  | 'blacklist.remove'
  | 'consents.check'
  | 'consents.register';

/** One call, without anything personal in it. */
export interface ProviderCall {
  /** The account's name in this application. */
  readonly account: string;
  readonly operation: Operation;
  /** How many recipients or records it is about, where that has a meaning. */
  readonly recipients: number | undefined;
}

/** Watches calls from their start to their end, as tracing does. It has to call `run` exactly once and pass on its result. */
export interface CallObserver {
  observe<Result>(call: ProviderCall, run: () => Promise<Result>): Promise<Result>;
}

/** Who watches the calls of this application. */
@Injectable()
export class CallObservers {
  private readonly observers: CallObserver[] = [];

  /** Adds an observer; the one added last stands outermost. */
  add(observer: CallObserver): void {
    this.observers.push(observer);
  }

  /** Runs a call inside all observers. */
  run<Result>(call: ProviderCall, run: () => Promise<Result>): Promise<Result> {
    return this.observers.reduce((inner, observer) => () => observer.observe(call, inner), run)();
  }
}
