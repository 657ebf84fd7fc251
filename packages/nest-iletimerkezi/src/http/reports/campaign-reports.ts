import type { BeforeApplicationShutdown, MessageEvent } from '@nestjs/common';
import { Faults, type CampaignDetail, type CampaignReport } from 'iletimerkezi-core';
import type { SegmentOptions } from 'iletimerkezi-core/segments';
import {
  auditTime,
  catchError,
  concatMap,
  defer,
  EMPTY,
  exhaustMap,
  filter,
  finalize,
  firstValueFrom,
  from,
  interval,
  map,
  merge,
  type Observable,
  ReplaySubject,
  share,
  startWith,
  Subject,
  takeUntil,
  takeWhile,
  timer,
} from 'rxjs';
import { checkListing } from '../../common/inputs.js';
import { OutboxError } from '../../outbox/outbox.errors.js';
import type { OutboxService } from '../../outbox/outbox.service.js';
import type { Delivery } from '../../options/delivery.js';
import { contentOf, toCampaignDetail, toCampaignReport } from './campaign-report.js';
import { CampaignWatch, LINGER_MS } from './campaign-watch.js';
import { withHeartbeat } from './heartbeat.js';
import { ReportClient } from './report-client.js';
import { connectionOf, lastEventId, type ReportRequest, whileReading } from './report-request.js';
import { nextRevision } from './revision.js';
import { toWithheldReport, type WithheldReport } from './withheld-report.js';

/** Limits each client to ten events per second. */
const FRAME_MS = 100;
const LIST_FRAME_MS = 400;
/** Poll interval for changes without an event, such as reports that were fetched after a lost webhook call. */
const LOOK_MS = 2_000;
/** Time after which a client that does not read is disconnected. Browsers reconnect and resume. */
const STALLED_MS = 60_000;
const LIST_LIMIT = 50;
const WITHHELD_ROWS = 200;

/** Sources of {@link CampaignReports}: an account's outbox and delivery reports. */
export interface ReportSource {
  readonly outbox: Pick<OutboxService, 'campaign' | 'campaigns' | 'held' | 'events$'>;
  readonly deliveries$: Observable<Delivery>;
  /** The character mode by which the account counts SMS. */
  readonly counting: SegmentOptions;
}

/** The client of a live list. */
export interface LiveListOptions {
  /** The client's request, as `@Req()` returns it. Events wait while its connection accepts no data. */
  readonly request: ReportRequest;
  /** Maximum number of campaigns, 1 to 10,000. Default 50. */
  readonly limit?: number;
}

/** The client and the order of a live report. */
export interface LiveReportOptions extends Pick<LiveListOptions, 'request'> {
  /** Position of the order whose recipients are reported, from 1. Default 1. */
  readonly place?: number;
}

/**
 * Returns reports of campaigns as JSON for a host's controllers, once or as server-sent events. All clients of a campaign
 * share one subscription and its statements. Requires `storage`.
 *
 * @example
 * \@Sse('orders/:id/events')
 * events(\@Param('id') id: string, \@Req() request: ReportRequest) {
 *   return this.reports.live(id, { request });
 * }
 */
export class CampaignReports implements BeforeApplicationShutdown {
  readonly #watches = new Map<string, CampaignWatch>();
  readonly #lists = new Map<number, Observable<readonly CampaignReport[]>>();
  readonly #closing = new Subject<void>();

  constructor(
    private readonly source: ReportSource,
    private readonly timing = { frameMs: FRAME_MS, lookMs: LOOK_MS, stalledMs: STALLED_MS },
  ) {}

  /**
   * Returns a campaign with its orders.
   * @throws OutboxError `campaign-not-found`; InputError when the id is not a UUID
   */
  async read(id: string): Promise<CampaignDetail> {
    const campaign = this.source.outbox.campaign(id);
    const revision = nextRevision();
    const [summary, orders] = await Promise.all([campaign.summary(), campaign.orders()]);
    return toCampaignDetail(summary, orders, { counting: this.source.counting, revision });
  }

  /**
   * Returns the newest campaigns, newest first.
   * @param limit 1 to 10,000
   * @param before the id of the last campaign of the previous page
   */
  async list(limit = LIST_LIMIT, before?: string): Promise<CampaignReport[]> {
    const revision = nextRevision();
    const [campaigns, held] = await Promise.all([
      this.source.outbox.campaigns({ limit, ...(before !== undefined && { before }) }),
      this.source.outbox.held(limit),
    ]);
    const heldIn = new Set(held.map(({ campaign }) => campaign));
    const { counting } = this.source;
    return campaigns.map((campaign) =>
      toCampaignReport(campaign, { counting, revision, isHeld: heldIn.has(campaign.id) }),
    );
  }

  /**
   * Returns the live report of a campaign for `@Sse()`: a `snapshot` with every recipient of one order, then `changes`, at
   * most ten per second, each with the latest status of every recipient that changed. Completes when the campaign is
   * settled. Sends a comment every 15 seconds until then.
   *
   * Events are merged: a slow or resuming client receives one event with the latest status of all recipients that changed
   * in the meantime. Events are not stored. A client that resumes sends `Last-Event-ID`. While the buffer of its
   * connection is full, nothing is queued for it. The connection is closed when the buffer has been full for 60 seconds.
   * @throws OutboxError `campaign-not-found` or `outbox-order-not-found`
   */
  async live(id: string, { request, place = 1 }: LiveReportOptions): Promise<Observable<MessageEvent>> {
    const watch = this.#watchOf(id);
    const { detail } = await firstValueFrom(watch.updates$);
    const order = detail.orders[place - 1];
    if (order === undefined) throw new OutboxError('outbox-order-not-found', { id: `${id}, ${place}` });
    await watch.recipients(order, detail.createdAt);
    const connection = connectionOf(request);
    const events$ = defer(() => {
      const client = new ReportClient(lastEventId(request));
      return watch.updates$.pipe(
        whileReading(connection, this.timing.stalledMs),
        concatMap(async (update) => client.event(update, await watch.recipients(order, detail.createdAt))),
        takeWhile(({ settled }) => !settled, true),
        map(({ message }) => message),
        filter((message) => message !== undefined),
      );
    });
    return withHeartbeat(events$, connection);
  }

  /**
   * Returns the newest campaigns for `@Sse()`: one event with all of them, then events with the changed ones, as
   * `{ campaigns: CampaignReport[] }`. Completes when the application closes. A client that does not read is handled as by
   * `live`.
   * @throws InputError when the limit is out of range
   */
  async liveList({ request, limit = LIST_LIMIT }: LiveListOptions): Promise<Observable<MessageEvent>> {
    await firstValueFrom(this.#listOf(limit));
    const connection = connectionOf(request);
    const events$ = defer(() => {
      const shown = new Map<string, string>();
      return this.#listOf(limit).pipe(
        whileReading(connection, this.timing.stalledMs),
        map((campaigns, index) => {
          const changed = campaigns.filter((campaign) => {
            const content = contentOf(campaign);
            const isChanged = shown.get(campaign.id) !== content;
            shown.set(campaign.id, content);
            return isChanged;
          });
          return index === 0 || changed.length > 0 ? { data: { campaigns: changed } } : undefined;
        }),
        filter((message) => message !== undefined),
      );
    });
    return withHeartbeat(events$, connection);
  }

  /**
   * Returns the recipients that were removed from one order of a campaign, for lack of consent or because of the frequency cap: counts by reason, and the
   * first rows.
   * @param place position of the order in the campaign, from 1
   * @param limit maximum number of rows, 1 to 10,000
   * @throws OutboxError `outbox-order-not-found`; InputError when the limit is out of range
   */
  async withheld(id: string, place = 1, limit = WITHHELD_ROWS): Promise<WithheldReport> {
    const faults = new Faults();
    checkListing(faults, limit);
    faults.throwIfAny();
    const campaign = this.source.outbox.campaign(id);
    const order = (await campaign.orders())[place - 1];
    if (order === undefined) throw new OutboxError('outbox-order-not-found', { id: `${id}, ${place}` });
    return toWithheldReport(await campaign.recipients(order.id), limit);
  }

  beforeApplicationShutdown(): void {
    this.#closing.next();
    this.#closing.complete();
  }

  #watchOf(id: string): CampaignWatch {
    let watch = this.#watches.get(id);
    if (watch === undefined) {
      const { outbox, deliveries$ } = this.source;
      watch = new CampaignWatch(
        {
          campaign: outbox.campaign(id),
          read: () => this.read(id),
          events$: outbox.events$,
          deliveries$,
          closing$: this.#closing,
          onEnd: () => this.#watches.delete(id),
        },
        this.timing,
      );
      this.#watches.set(id, watch);
    }
    return watch;
  }

  #listOf(limit: number): Observable<readonly CampaignReport[]> {
    let list = this.#lists.get(limit);
    if (list === undefined) {
      const { outbox, deliveries$ } = this.source;
      const changed$ = merge(outbox.events$, deliveries$, interval(this.timing.lookMs)).pipe(
        auditTime(LIST_FRAME_MS),
      );
      list = changed$.pipe(
        startWith(undefined),
        exhaustMap((_, index) =>
          from(this.list(limit)).pipe(
            catchError((error: unknown) => {
              if (index === 0) throw error;
              return EMPTY;
            }),
          ),
        ),
        takeUntil(this.#closing),
        finalize(() => this.#lists.delete(limit)),
        share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: () => timer(LINGER_MS) }),
      );
      this.#lists.set(limit, list);
    }
    return list;
  }
}
