import type { IletimerkeziClient } from 'iletimerkezi-core';
import { messageOf } from '../common/thrown.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import type { Listener } from '../storage/listener.js';
import { LoopErrors } from '../storage/loop-errors.js';
import { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import { DeliveryStreamRepository } from '../storage/outbox/delivery-stream.repository.js';
import { ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { EventsRepository, type StoredEvent } from '../storage/outbox/events.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { ListingRepository } from '../storage/outbox/listing.repository.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { PaceRepository } from '../storage/outbox/pace.repository.js';
import type { Storage } from '../storage/storage.js';
import type { ArrivedDelivery } from '../webhooks/delivery-store.js';
import { EventStream } from './event-stream.js';
import { FollowUp } from './follow-up.js';
import { listingPace } from './listing-pace.js';
import { InstanceLease } from '../worker/instance-lease.js';
import { OrderWorker } from './order-worker.js';
import {
  OUTBOX_DEFAULTS,
  type OutboxOptions,
  RETENTION_DEFAULT_DAYS,
  type RetentionOptions,
} from '../options/outbox.options.js';
import { ConsentGate } from './consent-gate.js';
import { ConsentChecker } from '../consents/registry/consent-checker.js';
import type { GuardRules } from '../options/consents.options.js';
import { GuardRepository } from '../storage/outbox/guard.repository.js';
import { ProviderBreaker } from './provider-breaker.js';
import { Pseudonyms } from './pseudonyms.js';
import { Retention } from './retention.js';
import { PaceLine } from '../rate-limit/pace-line.js';
import { Submitter } from './submitter.js';

/** An account as the outbox works for it. The client makes one attempt a call: repeating is the outbox's business. */
export interface OutboxAccount {
  readonly name: string;
  readonly client: Pick<
    IletimerkeziClient,
    'sendSms' | 'getReports' | 'getReport' | 'reportRecipients' | 'checkConsent'
  >;
  readonly options?: OutboxOptions;
  /** What commercial orders are guarded by; undefined where there is no brand code. */
  readonly guard?: GuardRules;
  readonly checksPerSecond?: number;
}

/** Who hears of what is erased, and of what goes wrong while the outbox works; a Nest logger fits. */
export interface OutboxLog {
  log(message: string): void;
  warn(message: string): void;
}

/** One instance's part in the outbox: it holds a lease, and sends for its accounts while it lives. */
export class OutboxRunner {
  readonly stream: EventStream<StoredEvent>;
  readonly deliveries: EventStream<ArrivedDelivery>;
  readonly #orders: OrdersRepository;
  readonly #pace: PaceRepository;
  readonly #listener: Listener;
  readonly #errors: LoopErrors;
  readonly #workers = new Map<string, OrderWorker[]>();
  readonly #lease: InstanceLease;
  readonly #lines = new Map<string, PaceLine>();
  readonly #gates = new Map<string, ConsentGate[]>();
  readonly #followUps: FollowUp[] = [];
  readonly #retentions: Retention[] = [];
  #leaseMs = OUTBOX_DEFAULTS.leaseMs;

  constructor(
    private readonly storage: Pick<Storage, 'database'>,
    private readonly log: OutboxLog,
  ) {
    this.#lease = new InstanceLease(new InstancesRepository(storage.database.kysely), (error) =>
      this.#onError(error),
    );
    this.#orders = new OrdersRepository(storage.database.kysely, this.instance);
    this.#pace = new PaceRepository(storage.database.kysely);
    this.#listener = storage.database.createListener();
    this.#errors = new LoopErrors((line) => log.warn(line));
    const onError = (error: unknown): void => this.#onError(error);
    this.stream = new EventStream(new EventsRepository(storage.database.kysely), onError);
    this.deliveries = new EventStream(new DeliveryStreamRepository(storage.database.kysely), onError);
    this.#listener.on('iletimerkezi_outbox', (account) => this.#wake(account));
    this.#listener.on('iletimerkezi_events', () => this.stream.wake());
    this.#listener.on('iletimerkezi_deliveries', () => this.deliveries.wake());
  }

  /** Names this process in the database for as long as it runs. */
  get instance(): string {
    return this.#lease.id;
  }

  /** Before `start`. */
  add({ name, client, options, guard: rules, checksPerSecond }: OutboxAccount): void {
    const settings = { ...OUTBOX_DEFAULTS, ...options };
    this.#leaseMs = Math.max(1_000, Math.min(this.#leaseMs, settings.leaseMs));
    if (!settings.run) return;
    const { kysely } = this.storage.database;
    const onError = (error: unknown): void => this.#onError(error);
    const followUps = new FollowUpRepository(kysely, this.instance);
    const followUp = new FollowUp(
      name,
      client,
      {
        followUps,
        listings: new ListingRepository(kysely, this.instance, listingPace(settings.lookUpAfterMs)),
        orders: this.#orders,
        campaigns: new CampaignsRepository(kysely),
      },
      settings,
      onError,
    );
    const guard = new GuardRepository(kysely, this.instance, rules);
    const submitter = new Submitter(
      client,
      this.#orders,
      followUps,
      guard,
      this.lineOf(name),
      new ProviderBreaker(),
      settings,
      onError,
      () => followUp.wake(),
    );
    this.#workers.set(name, [
      new OrderWorker(name, 'instant', this.#orders, submitter, onError),
      new OrderWorker(name, 'bulk', this.#orders, submitter, onError),
    ]);
    if (rules) {
      const { brandCode } = rules;
      const checker = new ConsentChecker({ name, brandCode }, client, kysely, checksPerSecond);
      this.#gates.set(name, [
        new ConsentGate(name, 'instant', guard, checker, rules, onError),
        new ConsentGate(name, 'bulk', guard, checker, rules, onError),
      ]);
    }
    this.#followUps.push(followUp);
    if (settings.retention) this.#addRetention(name, settings.retention);
  }

  /** The queue of this instance for an account's rate limit, which direct sends join as well. */
  lineOf(account: string): PaceLine {
    let line = this.#lines.get(account);
    if (line === undefined) this.#lines.set(account, (line = new PaceLine(account, this.#pace)));
    return line;
  }

  #addRetention(name: string, { hashKey, ...days }: RetentionOptions): void {
    const limits = {
      transactionalDays: RETENTION_DEFAULT_DAYS,
      commercialDays: RETENTION_DEFAULT_DAYS,
      ...days,
    };
    const hash = hashKey === undefined ? undefined : new Pseudonyms(hashKey);
    this.#retentions.push(
      new Retention(
        name,
        new ErasureRepository(this.storage.database.kysely, name, limits, hash),
        (message) => this.log.log(message),
        (error) => this.#onError(error),
      ),
    );
  }

  async start(): Promise<void> {
    await Promise.all([this.stream.start(), this.deliveries.start()]);
    this.#listener.start();
    // An instance that sends nothing holds one too: its delivery reports are claimed under it.
    await this.#lease.start(this.#leaseMs, () => this.#recover());
    for (const worker of [...this.#workers.values()].flat()) worker.start();
    for (const gate of [...this.#gates.values()].flat()) gate.start();
    for (const followUp of this.#followUps) followUp.start();
    for (const retention of this.#retentions) retention.start();
  }

  /** Drains, and ends the lease. */
  async stop(): Promise<void> {
    await this.drain();
    await this.endLease();
  }

  /** Claims nothing more, and waits for the orders that are being submitted. The lease goes on. */
  async drain(): Promise<void> {
    const workers = [...this.#workers.values()].flat();
    await Promise.all([
      ...workers.map((worker) => worker.stop()),
      ...[...this.#gates.values()].flat().map((gate) => gate.stop()),
      ...this.#followUps.map((followUp) => followUp.stop()),
      ...this.#retentions.map((retention) => retention.stop()),
    ]);
    await this.#listener.close();
    await Promise.all([this.stream.stop(), this.deliveries.stop()]);
  }

  /** Leaves what this instance has still claimed to its peers. */
  async endLease(): Promise<void> {
    await this.#lease.stop();
  }

  /** Releases this instance's own lost claims, and recovers the orders of instances whose lease is over. */
  async #recover(): Promise<void> {
    if (this.#workers.size === 0) return;
    await this.#orders.releaseOrphanedClaims(
      [...this.#workers.values()].flat().flatMap(({ claims }) => claims),
    );
    await this.#orders.recover();
  }

  #wake(account: string | undefined): void {
    for (const working of [this.#workers, this.#gates]) {
      const all = account === undefined ? [...working.values()].flat() : (working.get(account) ?? []);
      for (const one of all) one.wake();
    }
  }

  #onError(error: unknown): void {
    this.#errors.report(`The outbox cannot continue: ${messageOf(error)}`, error);
  }
}
