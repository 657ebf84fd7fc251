import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IletimerkeziClient, OrderSummary } from 'iletimerkezi-core';
import { newId } from '../common/ids.js';
import { Database } from '../storage/database.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import { CampaignsRepository } from '../storage/outbox/campaigns.repository.js';
import { FollowUpRepository } from '../storage/outbox/follow-up.repository.js';
import { ListingRepository } from '../storage/outbox/listing.repository.js';
import { OrdersRepository } from '../storage/outbox/orders.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import { setDatabaseClock, stopDatabaseClock } from '../test-support/database-clock.js';
import {
  storeCampaign,
  storeOrders,
  type SubmittedOrder,
  unsettledStates,
} from '../test-support/outbox-tables.js';
import { listingLimits } from './listing-limits.js';
import { OutcomeLookUps } from './outcome-look-ups.js';
import { OUTBOX_DEFAULTS } from '../options/outbox.options.js';

const MESSAGES = 10_000;
const UNKNOWN = 200;
const MOST_CALLS = 500;
const TIMEOUT_MS = 120_000;

/** One order in this many has an unknown outcome, and every fourth of these was not sent. */
const EVERY = MESSAGES / UNKNOWN;
const NOT_SENT = 4;
/** The numbers of the calls during which the calling instance is killed. */
const KILLING_CALLS: ReadonlySet<number> = new Set([50, 120, 200, 290]);
const SECOND = 1_000;

let migrated: MigratedDatabase;
/** The database. Its clock changes only when the test sets it. */
let database: Database;
beforeAll(async () => {
  migrated = await MigratedDatabase.open();
  await stopDatabaseClock(migrated.kysely);
  database = new Database(migrated.connection);
});
afterAll(async () => {
  await database.close();
  await migrated.close();
});

type Client = Pick<IletimerkeziClient, 'getReports' | 'reportRecipients'>;

/** The provider's list of orders, newest first, with 30 orders per page and a precision of one second. */
class Provider implements Client {
  readonly #orders: OrderSummary[] = [];
  readonly #numbers = new Map<string, string>();
  calls = 0;

  accept(number: string, at: number): string {
    const orderId = String(this.#orders.length + 1);
    this.#numbers.set(orderId, number);
    this.#orders.push({
      orderId,
      status: 'completed',
      statusCode: 114,
      total: 1,
      delivered: 1,
      undelivered: 0,
      waiting: 0,
      submitAt: new Date(at - (at % SECOND)),
      sendAt: undefined,
      sender: 'EMULATOR',
    });
    return orderId;
  }

  async getReports({ page = 1 }: { page?: number }) {
    this.calls += 1;
    const end = Math.max(0, this.#orders.length - (page - 1) * 30);
    return { orders: this.#orders.slice(Math.max(0, end - 30), end).toReversed(), count: undefined };
  }

  async *reportRecipients(orderId: string) {
    yield { number: this.#numbers.get(orderId) ?? '', status: 'delivered' as const, statusCode: 111 };
  }
}

/** An instance that looks up orders of unknown outcome until it is killed during a call. */
class Host {
  readonly id = newId();
  readonly #lookUps: OutcomeLookUps;
  readonly #died: Promise<'died'>;

  constructor(account: string, client: Provider, schedule: readonly number[]) {
    const { kysely } = database;
    let die: (how: 'died') => void = () => undefined;
    this.#died = new Promise((resolve) => (die = resolve));
    const provider: Client = {
      getReports: async (query) => {
        const page = await client.getReports(query);
        if (!KILLING_CALLS.has(client.calls)) return page;
        // The call reached the provider, but the response is lost.
        die('died');
        return new Promise<never>(() => undefined);
      },
      reportRecipients: (orderId) => client.reportRecipients(orderId),
    };
    this.#lookUps = new OutcomeLookUps({
      account,
      provider,
      tables: {
        followUps: new FollowUpRepository(kysely, this.id),
        listings: new ListingRepository(kysely, this.id, listingLimits(schedule)),
        orders: new OrdersRepository(kysely, this.id),
        campaigns: new CampaignsRepository(kysely),
      },
      options: { ...OUTBOX_DEFAULTS, lookUpAfterMs: schedule },
      onError: (error) => {
        throw error;
      },
    });
  }

  /** @returns whether it was killed. */
  async run(): Promise<boolean> {
    return (await Promise.race([this.#look(), this.#died])) === 'died';
  }

  async #look(): Promise<void> {
    const claim = await this.#lookUps.take();
    if (claim) await this.#lookUps.lookUp(claim, new AbortController().signal);
  }
}

/** Three instances of one account that send orders and look up those of unknown outcome. */
class Fleet {
  readonly #account = newId();
  readonly #campaign = newId();
  readonly #instances = new InstancesRepository(database.kysely);
  readonly #provider = new Provider();
  #hosts: Host[] = [];
  #rows: SubmittedOrder[] = [];
  #now = Date.UTC(2026, 5, 1, 6);
  kills = 0;

  constructor(private readonly schedule: readonly number[]) {}

  get calls(): number {
    return this.#provider.calls;
  }

  async begin(): Promise<void> {
    await this.advance(0);
    await storeCampaign(database.kysely, this.#account, this.#campaign);
    for (let host = 0; host < 3; host += 1) await this.#startHost();
  }

  async #startHost(): Promise<void> {
    const host = new Host(this.#account, this.#provider, this.schedule);
    await this.#instances.beat(host.id, 10_000);
    this.#hosts.push(host);
  }

  async advance(ms: number): Promise<void> {
    this.#now += ms;
    await setDatabaseClock(database.kysely, new Date(this.#now));
  }

  #send(index: number, at: number): void {
    const number = `+90537${String(index).padStart(7, '0')}`;
    const isUnknown = index % EVERY === 0;
    const hasLeft = !isUnknown || (index / EVERY) % NOT_SENT > 0;
    const orderId = hasLeft ? this.#provider.accept(number, at) : null;
    this.#rows.push({
      id: newId(),
      number,
      at: new Date(at),
      state: isUnknown ? 'unknown' : 'settled',
      provider: isUnknown ? null : orderId,
      check: isUnknown ? new Date(at + (this.schedule[0] ?? 0)) : null,
    });
  }

  /** Sends orders at an interval and advances the clock accordingly. */
  async send(first: number, count: number, everyMs: number): Promise<void> {
    for (let index = 0; index < count; index += 1) this.#send(first + index, this.#now + index * everyMs);
    await this.#store();
    await this.advance(count * everyMs);
  }

  async #store(): Promise<void> {
    const orders = this.#rows.splice(0);
    await storeOrders(database.kysely, { account: this.#account, campaign: this.#campaign }, orders);
  }

  /** Runs a look-up on every instance. Killed instances lose their lease and are replaced. */
  async look(): Promise<void> {
    const killed = await Promise.all(this.#hosts.map((host) => host.run()));
    const dead = this.#hosts.filter((_, index) => killed[index]);
    this.#hosts = this.#hosts.filter((host) => !dead.includes(host));
    for (const { id } of dead) {
      await this.#instances.remove(id);
      this.kills += 1;
      await this.#startHost();
    }
  }

  states(): Promise<Record<string, number>> {
    return unsettledStates(database.kysely, this.#account);
  }
}

describe('the look-up of 200 orders of unknown outcome among 10,000 by three instances that are killed in between', () => {
  // guarantee: G-010
  it.each([['within 100 seconds', 10, [300, 700, 1_500]]] as const)(
    'takes at most 500 get-reports calls: %s',
    async (_, everyMs, schedule) => {
      const fleet = new Fleet(schedule);
      await fleet.begin();
      const batch = everyMs < SECOND ? SECOND / everyMs : 2;
      for (let first = 0; first < MESSAGES; first += batch) {
        await fleet.send(first, batch, everyMs);
        await fleet.look();
      }
      let minutes = 0;
      for (; (await fleet.states())['unknown'] && minutes < 60; minutes += 1 / 6) {
        await fleet.advance(10 * SECOND);
        await fleet.look();
      }
      expect(await fleet.states()).toEqual({
        reconciled: UNKNOWN - UNKNOWN / NOT_SENT,
        held: UNKNOWN / NOT_SENT,
      });
      expect(fleet.kills).toBe(KILLING_CALLS.size);
      expect(fleet.calls).toBeLessThanOrEqual(MOST_CALLS);
    },
    TIMEOUT_MS,
  );
});
