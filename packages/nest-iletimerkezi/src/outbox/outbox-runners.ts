import { Injectable, Logger } from '@nestjs/common';
import { mergeMap, ReplaySubject, type Observable } from 'rxjs';
import type { AccountStorage } from '../storage/account-storage.js';
import type { StoredEvent } from '../storage/outbox/events.repository.js';
import type { Storage } from '../storage/storage.js';
import type { ArrivedDelivery } from '../webhooks/delivery-store.js';
import { OutboxRunner } from './outbox-runner.js';

/** The background work of this process: one runner per database. */
@Injectable()
export class OutboxRunners {
  private readonly logger = new Logger('IletimerkeziOutbox');
  private readonly runners = new Map<Storage, OutboxRunner>();
  private readonly added = new ReplaySubject<OutboxRunner>();

  /** Events of all accounts with storage, whichever instance wrote them. */
  readonly events$: Observable<StoredEvent> = this.added.pipe(mergeMap(({ stream }) => stream.events$));

  /** Delivery reports of all accounts with storage, whichever instance stored them. */
  readonly deliveries$: Observable<ArrivedDelivery> = this.added.pipe(
    mergeMap(({ deliveries }) => deliveries.events$),
  );

  /** Returns the runner of an account's database. */
  of({ storage }: AccountStorage): OutboxRunner {
    let runner = this.runners.get(storage);
    if (runner === undefined) {
      runner = new OutboxRunner(storage, this.logger);
      this.runners.set(storage, runner);
      this.added.next(runner);
    }
    return runner;
  }

  async start(): Promise<void> {
    for (const runner of this.runners.values()) await runner.start();
  }

  /** Stops claiming, and resolves when no worker is in flight. */
  async drain(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.drain()));
  }

  async endLeases(): Promise<void> {
    for (const runner of this.runners.values()) await runner.endLease();
    this.added.complete();
  }
}
