import { Injectable } from '@nestjs/common';
import { mergeMap, ReplaySubject, type Observable } from 'rxjs';
import type { AccountStorage } from '../storage/account-storage.js';
import type { Database } from '../storage/database.js';
import { DeliveryStreamRepository } from '../storage/outbox/delivery-stream.repository.js';
import { EventsRepository } from '../storage/outbox/events.repository.js';
import type { SmsEvent } from '../storage/events/sms-event.js';
import type { Storage } from '../storage/storage.js';
import type { ArrivedDelivery } from '../options/delivery-store.js';
import type { WorkerGroup } from '../worker/worker-group.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { EventStream } from './event-stream.js';

/** The streams of rows that all instances on one database append. */
export interface DatabaseStreams {
  readonly events: EventStream<SmsEvent>;
  readonly deliveries: EventStream<ArrivedDelivery>;
}

/** Creates the streams of a database's events and delivery reports. They start with the worker group. */
export function followDatabase({ kysely }: Pick<Database, 'kysely'>, group: WorkerGroup): DatabaseStreams {
  const { onError } = group;
  const events = new EventStream({
    kind: 'events',
    repository: new EventsRepository(kysely),
    channel: 'iletimerkezi_events',
    onError,
  });
  const deliveries = new EventStream({
    kind: 'deliveries',
    repository: new DeliveryStreamRepository(kysely),
    channel: 'iletimerkezi_deliveries',
    onError,
  });
  group.follow(events);
  group.follow(deliveries);
  return { events, deliveries };
}

/** The streams of all databases of this process. */
@Injectable()
export class EventStreams {
  private readonly byStorage = new Map<Storage, DatabaseStreams>();
  private readonly added = new ReplaySubject<DatabaseStreams>();

  /** Emits the events of all accounts with storage, written by any instance. */
  readonly events$: Observable<SmsEvent> = this.added.pipe(mergeMap(({ events }) => events.events$));

  /** Emits the delivery reports of all accounts with storage, stored by any instance. */
  readonly deliveries$: Observable<ArrivedDelivery> = this.added.pipe(
    mergeMap(({ deliveries }) => deliveries.events$),
  );

  constructor(private readonly groups: WorkerGroups) {}

  /** Returns the streams of an account's database. */
  of(handle: AccountStorage): DatabaseStreams {
    const { storage } = handle;
    let streams = this.byStorage.get(storage);
    if (streams === undefined) {
      streams = followDatabase(storage.database, this.groups.of(handle));
      this.byStorage.set(storage, streams);
      this.added.next(streams);
    }
    return streams;
  }

  /** Completes the streams of this process. Call it when no further database will be opened. */
  complete(): void {
    this.added.complete();
  }
}
