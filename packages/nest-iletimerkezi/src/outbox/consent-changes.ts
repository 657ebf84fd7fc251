import { Injectable, Logger } from '@nestjs/common';
import { catchError, concatMap, defer, EMPTY, filter, from, type Observable, retry, share, tap } from 'rxjs';
import { IletimerkeziEvents } from '../events/events.js';
import { EventStreams } from './event-streams.js';
import { LedgerRepository } from '../storage/ledger/ledger.repository.js';
import type { SmsEventOf } from '../storage/events/sms-event.js';
import { Storages } from '../storage/storages.js';
import { changeOf, type ConsentChange } from '../consents/consent-change.js';

const PAGE = 1_000;
const RETRY = { count: 5, delay: 1_000 };

/**
 * Emits records that any instance adds to the ledgers. Events contain positions in the ledger instead of phone numbers.
 * The records are read from the ledger while there is a subscriber.
 */
@Injectable()
export class ConsentChanges {
  private readonly logger = new Logger('IletimerkeziConsents');
  readonly changes$: Observable<ConsentChange>;

  constructor(
    private readonly storages: Storages,
    streams: EventStreams,
    events: IletimerkeziEvents,
  ) {
    this.changes$ = streams.events$.pipe(
      filter((event) => event.type === 'consent-changed'),
      concatMap((event) => this.recordsOf(event)),
      share(),
    );
    events.attachConsents(this.changes$);
  }

  /** Reads the records of an event. After a database error it continues behind the last record emitted. */
  private recordsOf({ account, data }: SmsEventOf<'consent-changed'>): Observable<ConsentChange> {
    const { brandCode, from: first, to: last } = data;
    let emitted = first - 1;
    return defer(() => from(this.read(account, brandCode, emitted, last))).pipe(
      tap(({ position }) => (emitted = position)),
      retry(RETRY),
      catchError(() => {
        this.logger.error(
          `Records ${emitted + 1} to ${last} of the brand ${brandCode} could not be read: no handler is called for them.`,
        );
        return EMPTY;
      }),
    );
  }

  private async *read(
    account: string,
    brandCode: string,
    after: number,
    last: number,
  ): AsyncGenerator<ConsentChange> {
    const db = this.storages.of(account)?.kysely;
    if (db === undefined) return;
    const ledger = new LedgerRepository(db);
    for (let position = after; position < last;) {
      const page = await ledger.page(brandCode, position, Math.min(PAGE, last - position));
      for (const record of page) yield changeOf(account, record);
      const end = page.at(-1);
      if (end === undefined) return;
      ({ position } = end);
    }
  }
}
