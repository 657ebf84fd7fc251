import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { concatMap, defer, EMPTY, filter, from, type Observable, retry, share, tap } from 'rxjs';
import { catchError } from 'rxjs/operators';
import { nameOf } from '../common/thrown.js';
import { findHandlers, type FoundHandler } from '../events/find-handlers.js';
import { IletimerkeziEvents } from '../events/events.js';
import { EventStreams } from './event-streams.js';
import { LedgerRepository } from '../storage/ledger/ledger.repository.js';
import type { StoredEvent } from '../storage/outbox/events.repository.js';
import { Storages } from '../storage/storages.js';
import {
  changeOf,
  type ConsentChange,
  type ConsentChangeFilter,
  isWanted,
} from '../consents/consent-change.js';
import { consentFiltersOf } from '../consents/on-consent.decorator.js';

const PAGE = 1_000;
const RETRY = { count: 5, delay: 1_000 };

/**
 * Tells of records that come into the ledgers, on whichever instance. Events carry no numbers, only where in the
 * chain the records are; they are read from there when somebody listens.
 */
@Injectable()
export class ConsentExplorer implements OnModuleInit {
  private readonly logger = new Logger('IletimerkeziConsents');
  private readonly changes$: Observable<ConsentChange>;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly storages: Storages,
    streams: EventStreams,
    events: IletimerkeziEvents,
  ) {
    this.changes$ = streams.events$.pipe(
      filter(({ type }) => type === 'consent-changed'),
      concatMap((event) => this.recordsOf(event)),
      share(),
    );
    events.attachConsents(this.changes$);
  }

  /** Before the outbox starts, so that handlers hear everything from its start. */
  onModuleInit(): void {
    for (const handler of findHandlers(this.discovery, this.scanner, consentFiltersOf)) {
      this.changes$.subscribe((change) => {
        if (isWanted(handler.filter, change)) void this.call(handler, change);
      });
    }
  }

  /** What was told before the database went away is not told twice. */
  private recordsOf({ account, data }: StoredEvent): Observable<ConsentChange> {
    const { brandCode, from: first, to: last } = data;
    let told = Number(first) - 1;
    return defer(() => from(this.read(account, String(brandCode), told, Number(last)))).pipe(
      tap(({ position }) => (told = position)),
      retry(RETRY),
      catchError(() => {
        this.logger.error(
          `Records ${told + 1} to ${String(last)} of the brand ${String(brandCode)} could not be read: nobody is told of them.`,
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

  private async call(
    { name, call }: FoundHandler<ConsentChangeFilter>,
    change: ConsentChange,
  ): Promise<void> {
    try {
      await call(change);
    } catch (error) {
      this.logger.error(
        `${name} failed on record ${change.position} of the brand ${change.brandCode}: ${nameOf(error)}`,
      );
    }
  }
}
