import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CallErrorCode, Outcome } from 'iletimerkezi-core';
import { filter, map, merge, ReplaySubject, Subject, switchMap, takeUntil, type Observable } from 'rxjs';
import type { ConsentChange } from '../consents/consent-change.js';
import type { Delivery } from '../options/delivery.js';
import type { ArrivedDelivery } from '../options/delivery-store.js';

interface About {
  /** The account's name in this application. */
  account: string;
}

/** What happens in this module, by its `type`. Only `delivery*` ones hold a number and a text, in `delivery`. */
export type IletimerkeziEvent = { at: Date } & (
  | (About & { type: 'order.accepted'; orderId: string; recipients: number })
  | (About & { type: 'order.failed'; code: CallErrorCode; outcome: Outcome; recipients: number })
  /** Recipients of a direct commercial order who do not get it, how many for each reason. */
  | (About & { type: 'order.withheld'; recipients: number; reasons: Readonly<Record<string, number>> })
  /** A report that is new. */
  | (About & { type: 'delivery'; delivery: Delivery })
  /** A report that came before. Handlers are not called again. */
  | (About & { type: 'delivery.repeated'; delivery: Delivery })
  /** An `accepted` after the message was already delivered or undelivered. Handlers are not called. */
  | (About & { type: 'delivery.late'; delivery: Delivery })
  /** A report that no `@OnDelivery` handler asked for; the store keeps it. */
  | (About & { type: 'delivery.unmatched'; delivery: Delivery })
  /** A handler threw at every attempt; the store keeps the report. */
  | (About & { type: 'delivery.failed'; delivery: Delivery; handler: string; error: unknown })
  /** A call with a good token whose body is no delivery report. */
  | (About & { type: 'delivery.unreadable'; reason: string })
  /** A call without a good token. */
  | (About & { type: 'delivery.rejected' })
  /** The application closed before everything under way was done. */
  | { type: 'drain.incomplete'; sends: number; handlers: number }
);

type Untimed<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** What happens, as streams. They end with the application. */
@Injectable()
export class IletimerkeziEvents implements OnApplicationShutdown {
  private readonly subject = new Subject<IletimerkeziEvent>();

  /** Everything that happens. */
  readonly events$: Observable<IletimerkeziEvent> = this.subject.asObservable();

  private readonly ended = new Subject<void>();
  private readonly stored = new ReplaySubject<Observable<ArrivedDelivery>>(1);
  private isStored: (account: string) => boolean = () => false;

  /**
   * Delivery reports that are new, each once. Of accounts with storage those that any instance took in, as they are
   * stored; of others those that this instance took in. Not for work that must be done once: every instance hears them,
   * and `@OnDelivery` is called on one.
   */
  readonly deliveries$: Observable<Delivery> = merge(
    this.subject.pipe(
      filter((event) => event.type === 'delivery'),
      map((event) => event.delivery),
      filter(({ account }) => !this.isStored(account)),
    ),
    this.stored.pipe(
      switchMap((deliveries$) => deliveries$),
      filter(({ account }) => this.isStored(account)),
      map((delivery) => ({ ...delivery, deduplication: 'new' as const })),
      takeUntil(this.ended),
    ),
  );

  private readonly consents = new ReplaySubject<Observable<ConsentChange>>(1);

  /**
   * Records that come into the consent ledgers, of all accounts with storage and whichever instance recorded them. The
   * ledger is read for them only while somebody is subscribed.
   */
  readonly consents$: Observable<ConsentChange> = this.consents.pipe(
    switchMap((changes$) => changes$),
    takeUntil(this.ended),
  );

  /** @internal */
  attachDeliveries(deliveries$: Observable<ArrivedDelivery>, isStored: (account: string) => boolean): void {
    this.isStored = isStored;
    this.stored.next(deliveries$);
  }

  /** @internal */
  attachConsents(changes$: Observable<ConsentChange>): void {
    this.consents.next(changes$);
  }

  /** @internal */
  tell(event: Untimed<IletimerkeziEvent>): void {
    if (this.subject.observed) this.subject.next({ ...event, at: new Date() });
  }

  onApplicationShutdown(): void {
    this.subject.complete();
    this.ended.next();
  }
}
