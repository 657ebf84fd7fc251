import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { CallErrorCode, Outcome, PhoneVerificationCheckAnswer } from 'iletimerkezi-core';
import { filter, map, merge, ReplaySubject, Subject, switchMap, takeUntil, type Observable } from 'rxjs';
import type { ConsentChange } from '../consents/consent-change.js';
import type { Delivery } from '../options/delivery.js';
import type { ArrivedDelivery } from '../options/delivery-store.js';
import type { PhoneVerificationRefusal } from '../options/phone-verification.options.js';

interface About {
  /** The account's name in this application. */
  account: string;
}

/** Event of this module, discriminated by `type`. Only `delivery*` events contain a number and a text, in `delivery`. */
export type IletimerkeziEvent = { at: Date } & (
  | (About & { type: 'order.accepted'; orderId: string; recipients: number })
  | (About & { type: 'order.failed'; code: CallErrorCode; outcome: Outcome; recipients: number })
  /** Recipients were removed from a direct commercial order. `reasons` counts them by reason. */
  | (About & { type: 'order.withheld'; recipients: number; reasons: Readonly<Record<string, number>> })
  /** A new report. */
  | (About & { type: 'delivery'; delivery: Delivery })
  /** A repeated report. Handlers are not called again. */
  | (About & { type: 'delivery.repeated'; delivery: Delivery })
  /** An `accepted` report after the message was delivered or undelivered. Handlers are not called. */
  | (About & { type: 'delivery.late'; delivery: Delivery })
  /** A report that no `@OnDelivery` handler matches. The store keeps it. */
  | (About & { type: 'delivery.unmatched'; delivery: Delivery })
  /** A handler failed at every attempt. The store keeps the report. */
  | (About & { type: 'delivery.failed'; delivery: Delivery; handler: string; error: unknown })
  /** A call with a valid token whose body is not a delivery report. */
  | (About & { type: 'delivery.unreadable'; reason: string })
  /** A call without a valid token. */
  | (About & { type: 'delivery.rejected' })
  /** A code was sent to a phone, or with `resend` sent again. */
  | (About & { type: 'phone-verification.sent'; purpose: string; resend: boolean })
  /** No code was sent. The answer to the person does not contain the reason. */
  | (About & {
      type: 'phone-verification.refused';
      purpose: string;
      reason: PhoneVerificationRefusal;
      retryAt: Date;
    })
  /** Codes of a prefix or of an IP address were rarely entered, so no more are sent to it until `until`. */
  | (About & {
      type: 'phone-verification.paused';
      scope: 'prefix' | 'ip';
      sent: number;
      verified: number;
      until: Date;
    })
  /** A code was checked. */
  | (About & {
      type: 'phone-verification.checked';
      purpose: string;
      result: PhoneVerificationCheckAnswer['status'];
    })
  /** The application closed before all sends and handlers in flight finished. */
  | { type: 'drain.incomplete'; sends: number; handlers: number }
);

type Untimed<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** Streams of events. They complete when the application shuts down. */
@Injectable()
export class IletimerkeziEvents implements OnApplicationShutdown {
  private readonly subject = new Subject<IletimerkeziEvent>();

  /** All events of this process. */
  readonly events$: Observable<IletimerkeziEvent> = this.subject.asObservable();

  private readonly ended = new Subject<void>();
  private readonly stored = new ReplaySubject<Observable<ArrivedDelivery>>(1);
  private isStored: (account: string) => boolean = () => false;

  /**
   * New delivery reports, each once. For accounts with storage, emits the reports that any instance has stored; for other
   * accounts, only the reports that this instance received. Every instance emits the same reports, so use `@OnDelivery`,
   * which is called on one instance, for work that must be done once.
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
   * New records of the consent ledgers of all accounts with storage, from all instances. The ledger is polled only while
   * there is a subscriber.
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
  emit(event: Untimed<IletimerkeziEvent>): void {
    if (this.subject.observed) this.subject.next({ ...event, at: new Date() });
  }

  onApplicationShutdown(): void {
    this.subject.complete();
    this.ended.next();
  }
}
