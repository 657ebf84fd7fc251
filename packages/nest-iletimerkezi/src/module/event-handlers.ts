import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { HandlerKind } from '../common/handler-kind.js';
import { nameOf } from '../common/thrown.js';
import { type ConsentChange, isWanted } from '../consents/consent-change.js';
import { CONSENT_HANDLERS } from '../consents/on-consent.decorator.js';
import { type FoundHandler, HandlerFinder } from '../events/handler-finder.js';
import { matchesSmsEvent, SMS_EVENT_HANDLERS } from '../events/on-sms-event.decorator.js';
import { ConsentChanges } from '../outbox/consent-changes.js';
import { EventStreams } from '../outbox/event-streams.js';
import type { SmsEvent } from '../storage/events/sms-event.js';

/** A kind of event with its handlers. */
interface Subscription<Filter, Event> {
  readonly kind: HandlerKind<Filter>;
  readonly events$: Observable<Event>;
  readonly isWanted: (filter: Filter, event: Event) => boolean;
  /** Describes an event without numbers, for logs. */
  readonly describe: (event: Event) => string;
}

/** Finds the methods with `@OnSmsEvent` and `@OnConsent`, and calls them with the events of their filters. */
@Injectable()
export class EventHandlers implements OnModuleInit {
  private readonly logger = new Logger('IletimerkeziEvents');

  constructor(
    private readonly finder: HandlerFinder,
    private readonly streams: EventStreams,
    private readonly consents: ConsentChanges,
  ) {}

  /** Subscribes before the background work starts, so that handlers receive every event from its start. */
  onModuleInit(): void {
    this.subscribe({
      kind: SMS_EVENT_HANDLERS,
      events$: this.streams.events$,
      isWanted: matchesSmsEvent,
      describe: describeEvent,
    });
    this.subscribe({
      kind: CONSENT_HANDLERS,
      events$: this.consents.changes$,
      isWanted,
      describe: describeChange,
    });
  }

  private subscribe<Filter, Event>(subscription: Subscription<Filter, Event>): void {
    for (const handler of this.finder.find(subscription.kind)) {
      subscription.events$.subscribe((event) => {
        if (!subscription.isWanted(handler.filter, event)) return;
        void this.call(handler, event, subscription.describe);
      });
    }
  }

  private async call<Filter, Event>(
    { name, call }: FoundHandler<Filter>,
    event: Event,
    describe: (event: Event) => string,
  ): Promise<void> {
    try {
      await call(event);
    } catch (error) {
      this.logger.error(`${name} failed on ${describe(event)}: ${nameOf(error)}`);
    }
  }
}

/** Returns ids only, because logs must not contain numbers. */
const describeEvent = ({ type, order }: SmsEvent): string =>
  order === null ? `"${type}"` : `"${type}" of order ${order}`;

const describeChange = ({ position, brandCode }: ConsentChange): string =>
  `record ${position} of the brand ${brandCode}`;
