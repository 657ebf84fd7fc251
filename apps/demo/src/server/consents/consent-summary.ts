import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ConsentsService, OnConsent, withHeartbeat } from 'nest-iletimerkezi';
import {
  catchError,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  from,
  interval,
  map,
  merge,
  share,
  startWith,
  Subject,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { ConsentSummary } from '../../shared/api/consents.js';

/** The polling interval of the summary in milliseconds. */
const POLL_MS = 1000;

/** Reads the summary of the ledger and emits its changes while there are subscribers. */
@Injectable()
export class ConsentSummaries implements BeforeApplicationShutdown {
  readonly #stop = new Subject<void>();
  readonly #changed = new Subject<void>();
  readonly #summaries$: Observable<ConsentSummary>;

  constructor(private readonly consents: ConsentsService) {
    this.#summaries$ = merge(interval(POLL_MS), this.#changed).pipe(
      startWith(0),
      // A failed query is retried at the next interval.
      exhaustMap(() => from(this.read()).pipe(catchError(() => EMPTY))),
      takeUntil(this.#stop),
      share(),
    );
  }

  async read(): Promise<ConsentSummary> {
    const [totals, registrations, { consents }] = await Promise.all([
      this.consents.totals(),
      this.consents.registry.counts(),
      this.consents.list({ limit: 1 }),
    ]);
    const count = (status: string) =>
      totals.filter((total) => total.status === status).reduce((sum, { recipients }) => sum + recipients, 0);
    return {
      granted: count('ONAY'),
      refused: count('RET'),
      registrations: Object.fromEntries(registrations),
      newest: consents[0]?.position ?? 0,
    };
  }

  /** A record was added here or on another instance: read the summary immediately. */
  @OnConsent()
  refresh(): void {
    this.#changed.next();
  }

  events(): Observable<MessageEvent> {
    return withHeartbeat(
      this.#summaries$.pipe(
        distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
        map((data): MessageEvent => ({ type: 'summary', data })),
      ),
    );
  }

  beforeApplicationShutdown(): void {
    this.#stop.next();
  }
}
