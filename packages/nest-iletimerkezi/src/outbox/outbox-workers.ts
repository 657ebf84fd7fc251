import type { IletimerkeziClient } from 'iletimerkezi-core';
import { ConsentStore } from '../consents/consent-store.js';
import { ConsentChecker } from '../consents/registry/consent-checker.js';
import type { GuardRules } from '../options/guard-rules.js';
import {
  OUTBOX_DEFAULTS,
  type OutboxOptions,
  DRAFT_DEFAULT_DAYS,
  RETENTION_DEFAULT_DAYS,
  type RetentionOptions,
} from '../options/outbox.options.js';
import type { CommercialRules } from '../options/commercial.options.js';
import type { SpendRules } from '../options/spend.options.js';
import type { RateLimitQueue } from '../rate-limit/rate-limit-queue.js';
import { AttemptMarkers } from '../storage/attempt-markers.js';
import type { Database } from '../storage/database.js';
import { ContactsRepository } from '../storage/frequency/contacts.repository.js';
import { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import { ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { GuardRepository } from '../storage/outbox/guard.repository.js';
import { ListingRepository } from '../storage/outbox/listing.repository.js';
import { findOrdersToRecover, OrdersRepository } from '../storage/outbox/orders.repository.js';
import { SpendRepository } from '../storage/spend/spend.repository.js';
import type { WorkerGroup } from '../worker/worker-group.js';
import { createCheckPurge, createConsentGate } from './consent-gate.js';
import { createContactPurge } from './contact-purge.js';
import { createDeliveryPoll, createLookUp } from './follow-up.js';
import { listingLimits } from './listing-limits.js';
import { createOrderWorker, orderWorkerName } from './order-worker.js';
import { ProviderBreaker } from './provider-breaker.js';
import { Pseudonyms } from './pseudonyms.js';
import { createRetention } from './retention.js';
import { createSpendWorker } from './spend-worker.js';
import { Submitter } from './submitter.js';

/** The settings of an account that the outbox needs. The client makes one attempt per call, because the outbox retries. */
export interface OutboxAccount {
  readonly name: string;
  readonly client: Pick<
    IletimerkeziClient,
    'sendParsedOrder' | 'getReports' | 'getReport' | 'reportRecipients' | 'checkParsedConsent'
  >;
  readonly options?: OutboxOptions;
  /** The consent rules of commercial orders; undefined without a brand code. */
  readonly guard?: GuardRules;
  readonly checksPerSecond?: number;
  /** The spend limits; undefined without any. */
  readonly spend?: SpendRules;
  /** The sending hours and the frequency cap of commercial messages. */
  readonly commercial?: CommercialRules;
  /** The queue of this instance for the account's rate limit, which direct sends join as well. */
  readonly rateLimitQueue: RateLimitQueue;
}

const repositories = new WeakMap<WorkerGroup, OrdersRepository>();

/** The database of an account, and the directory of its markers if all of its instances run on one machine. */
interface OutboxStorage extends Pick<Database, 'kysely'> {
  readonly markersDirectory?: string | undefined;
}

/** Returns the repository of a group. All accounts share it, so that it writes their orders in common batches. */
function ordersOf(group: WorkerGroup, { kysely, markersDirectory }: OutboxStorage): OrdersRepository {
  let orders = repositories.get(group);
  if (orders === undefined) {
    const markers =
      markersDirectory === undefined ? undefined : AttemptMarkers.open(markersDirectory, group.instance);
    if (markers) group.endWith(() => markers.close());
    orders = new OrdersRepository(kysely, group.instance, markers);
    repositories.set(group, orders);
  }
  return orders;
}

/** Adds the outbox workers of an account to the group of its database. */
export function addOutboxWorkers(group: WorkerGroup, storage: OutboxStorage, account: OutboxAccount): void {
  const { kysely } = storage;
  const { name, client, guard: rules } = account;
  const settings = { ...OUTBOX_DEFAULTS, ...account.options };
  group.limitLease(settings.leaseMs);
  if (!settings.run) return;
  const { instance, onError } = group;
  const orders = ordersOf(group, storage);
  const followUps = new FollowUpRepository(kysely, instance);
  const followUp = {
    account: name,
    provider: client,
    options: settings,
    onError,
    tables: {
      followUps,
      listings: new ListingRepository(kysely, instance, listingLimits(settings.lookUpAfterMs)),
      orders,
      campaigns: new CampaignsRepository(kysely, account.spend),
    },
  };
  const lookUp = createLookUp(followUp);
  const poll = createDeliveryPoll(followUp);
  const guard = new GuardRepository(kysely, instance, { consents: rules, commercial: account.commercial });
  const breaker = new ProviderBreaker();
  for (const lane of ['instant', 'bulk'] as const) {
    const submitter = new Submitter({
      client,
      orders,
      followUps,
      guard,
      rateLimitQueue: account.rateLimitQueue,
      breaker,
      options: settings,
      onError: (error) => onError(error, orderWorkerName(lane)),
      onLookUpScheduled: () => lookUp.wake(),
    });
    group.add(createOrderWorker({ account: name, lane, orders, submitter, onError }));
  }
  if (rules) {
    const { brandCode } = rules;
    const checker = new ConsentChecker(
      new ConsentStore({ name, brandCode }, kysely),
      client,
      account.checksPerSecond,
    );
    const gate = { account: name, guard, checker, rules, onError };
    group.add(createConsentGate('instant', gate));
    group.add(createConsentGate('bulk', gate));
    group.add(createCheckPurge(gate));
  }
  if (account.spend) {
    const spend = new SpendRepository(kysely, name, account.spend);
    group.add(createSpendWorker({ account: name, spend, onError }));
  }
  if (account.commercial?.cap) {
    const contacts = new ContactsRepository(kysely, name, account.commercial.cap);
    group.add(createContactPurge({ account: name, contacts, onError }));
  }
  group.add(lookUp);
  group.add(poll);
  if (settings.retention) {
    const erasure = erasureOf(kysely, name, settings.retention);
    group.add(createRetention({ account: name, erasure, log: (line) => group.log.log(line), onError }));
  }
  group.recoverWith(
    'order-recovery',
    (known) => orders.recover(known),
    (known) => findOrdersToRecover(group.instance, known),
  );
}

function erasureOf(
  kysely: Database['kysely'],
  name: string,
  { hashKey, ...days }: RetentionOptions,
): ErasureRepository {
  const limits = {
    transactionalDays: RETENTION_DEFAULT_DAYS,
    commercialDays: RETENTION_DEFAULT_DAYS,
    draftDays: DRAFT_DEFAULT_DAYS,
    ...days,
  };
  const hash = hashKey === undefined ? undefined : new Pseudonyms(hashKey);
  return new ErasureRepository(kysely, { account: name, limits, hash });
}
