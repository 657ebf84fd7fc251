import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { ConsentLedger, ConsentRegistrar, OnConsent } from 'nest-iletimerkezi';
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

/** Records come in bursts and move on by themselves: looking once a second shows each step. */
const LOOK_MS = 1000;
const HEARTBEAT_MS = 15_000;

/** The ledger at a glance, and each change of it while somebody looks. */
@Injectable()
export class ConsentSummaries implements BeforeApplicationShutdown {
  readonly #stop = new Subject<void>();
  readonly #changed = new Subject<void>();
  readonly #summaries$: Observable<ConsentSummary>;

  constructor(
    private readonly ledger: ConsentLedger,
    private readonly registrar: ConsentRegistrar,
  ) {
    this.#summaries$ = merge(interval(LOOK_MS), this.#changed).pipe(
      startWith(0),
      // A database that is away for a moment is asked again at the next look.
      exhaustMap(() => from(this.read()).pipe(catchError(() => EMPTY))),
      takeUntil(this.#stop),
      share(),
    );
  }

  async read(): Promise<ConsentSummary> {
    const [totals, registrations, { consents }] = await Promise.all([
      this.ledger.totals(),
      this.registrar.counts(),
      this.ledger.list({ limit: 1 }),
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

  /** Something was recorded just now, here or on another instance: do not wait for the next look. */
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
