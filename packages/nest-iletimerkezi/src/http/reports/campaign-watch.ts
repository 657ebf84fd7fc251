import {
  deliveryStatusOf,
  FINAL_REPORT_STATES,
  type CampaignDetail,
  type ReportOrder,
} from 'iletimerkezi-core';
import {
  auditTime,
  catchError,
  EMPTY,
  exhaustMap,
  filter,
  finalize,
  from,
  interval,
  merge,
  ReplaySubject,
  share,
  startWith,
  takeUntil,
  timer,
  type Observable,
} from 'rxjs';
import type { Campaign } from '../../outbox/campaign.js';
import type { SmsEvent } from '../../storage/events/sms-event.js';
import type { Delivery } from '../../options/delivery.js';
import { contentOf } from './campaign-report.js';
import { LiveRecipients } from './live-recipients.js';

/** Time for which a watch without clients is kept, in milliseconds. Disconnected clients usually reconnect within seconds. */
export const LINGER_MS = 10_000;

/** While webhook calls are in flight, the database may be some hundred recipients ahead. A larger difference means lost calls. */
const MAX_RECIPIENTS_AHEAD = 2_000;

type ReportedDelivery = Pick<Delivery, 'orderId' | 'to' | 'status' | 'receivedAt'>;

export interface WatchSource {
  readonly campaign: Pick<Campaign, 'id' | 'recipients'>;
  readonly read: () => Promise<CampaignDetail>;
  readonly events$: Observable<Pick<SmsEvent, 'campaign'>>;
  readonly deliveries$: Observable<ReportedDelivery>;
  readonly closing$: Observable<unknown>;
  /** Called when no client has watched the campaign for {@link LINGER_MS}. */
  readonly onEnd: () => void;
}

/** The current state of a campaign. `content` changes exactly when the visible report changes. */
export interface CampaignUpdate {
  readonly detail: CampaignDetail;
  readonly content: string;
  readonly settled: boolean;
}

interface WatchedOrder {
  readonly recipients: LiveRecipients;
  readonly load: () => Promise<void>;
  readonly ready: Promise<LiveRecipients>;
  providerOrderId: string | undefined;
}

/** Watches a campaign with one subscription and one set of statements for all of its clients. */
export class CampaignWatch {
  readonly #orders = new Map<string, WatchedOrder>();
  #latest: CampaignDetail | undefined;

  /** Emits the current state of the campaign, then every state that is read. Fails if the first read fails. */
  readonly updates$: Observable<CampaignUpdate>;

  constructor(
    private readonly source: WatchSource,
    { frameMs, lookMs }: { readonly frameMs: number; readonly lookMs: number },
  ) {
    const { campaign, events$, deliveries$, closing$, onEnd } = source;
    const changed$ = merge(
      events$.pipe(filter((event) => event.campaign === campaign.id)),
      deliveries$.pipe(filter((delivery) => this.#record(delivery))),
      interval(lookMs),
    ).pipe(auditTime(frameMs));
    this.updates$ = changed$.pipe(
      startWith(undefined),
      exhaustMap(() => this.#refresh()),
      takeUntil(closing$),
      finalize(() => {
        this.#latest = undefined;
        this.#orders.clear();
        onEnd();
      }),
      share({
        connector: () => new ReplaySubject(1),
        resetOnRefCountZero: () => timer(LINGER_MS),
      }),
    );
  }

  /** Returns the recipients of one order. The first call reads them from the database. */
  recipients({ id, orderId }: ReportOrder, createdAt: string): Promise<LiveRecipients> {
    let watched = this.#orders.get(id);
    if (watched === undefined) {
      const recipients = new LiveRecipients(Date.parse(createdAt));
      const load = async () => recipients.load(await this.source.campaign.recipients(id));
      watched = { recipients, load, ready: load().then(() => recipients), providerOrderId: orderId };
      this.#orders.set(id, watched);
      watched.ready.catch(() => this.#orders.delete(id));
    }
    return watched.ready;
  }

  #refresh(): Observable<CampaignUpdate> {
    const isFirst = this.#latest === undefined;
    return from(this.#read()).pipe(
      // The next poll continues after a database outage.
      catchError((error: unknown) => {
        if (isFirst) throw error;
        return EMPTY;
      }),
    );
  }

  async #read(): Promise<CampaignUpdate> {
    const detail = await this.source.read();
    this.#latest = detail;
    await Promise.all(detail.orders.map((order) => this.#reloadIfBehind(order)));
    const settled = detail.orders.every(({ state }) => FINAL_REPORT_STATES.has(state));
    return { detail, content: contentOf(detail), settled };
  }

  /**
   * Reloads the recipients when the database is ahead of the received delivery reports: webhook calls were lost, or consents
   * were checked. Neither emits an event.
   */
  async #reloadIfBehind({ id, orderId, state, counts, withheld }: ReportOrder): Promise<void> {
    const watched = this.#orders.get(id);
    if (watched === undefined) return;
    const { final, withheld: known } = await watched.ready;
    const isNew = orderId !== undefined && watched.providerOrderId !== orderId;
    watched.providerOrderId = orderId;
    const inDatabase = counts.delivered + counts.undelivered;
    const isBehind =
      inDatabase !== final && (state === 'completed' || inDatabase > final + MAX_RECIPIENTS_AHEAD);
    // Checks of consents keep changing the withheld recipients, so they are read once after the last check.
    const isChecked = state !== 'checking' && withheld !== known;
    if (isNew || isBehind || isChecked) await watched.load();
  }

  #record({ orderId, to, status, receivedAt }: ReportedDelivery): boolean {
    const order = this.#latest?.orders.find((each) => each.orderId === orderId);
    if (order === undefined) return false;
    this.#orders.get(order.id)?.recipients.record(to, deliveryStatusOf(status), receivedAt);
    return true;
  }
}
