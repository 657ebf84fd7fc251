import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ConsentsService, OnConsent } from 'nest-iletimerkezi';
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
const LOOK_MS = 1000;
const HEARTBEAT_MS = 15_000;

/** Reads the summary of the ledger and emits its changes while there are subscribers. */
@Injectable()
export class ConsentSummaries implements BeforeApplicationShutdown {
  readonly #stop = new Subject<void>();
  readonly #changed = new Subject<void>();
  readonly #summaries$: Observable<ConsentSummary>;

  constructor(private readonly consents: ConsentsService) {
    this.#summaries$ = merge(interval(LOOK_MS), this.#changed).pipe(
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
  touch(): void {
    this.#changed.next();
  }

  events(): Observable<MessageEvent> {
    const summaries = this.#summaries$.pipe(
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      map((data): MessageEvent => ({ type: 'summary', data })),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
    return merge(summaries, heartbeat).pipe(takeUntil(this.#stop));
  }

  beforeApplicationShutdown(): void {
    this.#stop.next();
  }
}
