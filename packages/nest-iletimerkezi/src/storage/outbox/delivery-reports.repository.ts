import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { accountsWhere } from '../due-work.repository.js';
import { newId } from '../../common/ids.js';
import type { ArrivedDelivery, DeliveryOutcome, KeptDelivery } from '../../options/delivery-store.js';
import type { DeliveryClaim } from './delivery-claim.js';
import { isDataFault } from '../storage.errors.js';
import type { Tables } from '../schema.js';
import { arrayOf } from '../array-of.js';
import { Batcher } from './batcher.js';
import {
  arrived,
  keyOf,
  REPORT_COLUMNS,
  type ReportKey,
  storable,
  storeReports,
  type TokenedDelivery,
} from './store-reports.js';

const LONGEST_PAUSE_MS = 2_000;

/** Maximum time that the answer to a webhook waits for other reports, in milliseconds. */
const ANSWER_COLLECT_MS = 40;

/** The same for writes that no caller waits for. */
const COLLECT_MS = 50;

/** Interval of the notifications of new reports, in milliseconds. Each one wakes every instance. */
const NOTIFY_COLLECT_MS = 100;

/** The write of the holder of a claim: an outcome, or `undefined` to return the report to the queue. */
interface Settled extends ReportKey {
  readonly token: string;
  readonly outcome: DeliveryOutcome | undefined;
  readonly reason: string | undefined;
}

/** A report whose handlers have to run again. */
export interface RecoveredDelivery {
  readonly delivery: ArrivedDelivery;
  readonly claim: DeliveryClaim;
  /** Number of starts of its handlers, including this one. */
  readonly dispatches: number;
}

/**
 * Stores delivery reports: each once, over all instances and restarts. A report is on disk before the webhook is
 * answered, and is applied to the order's recipients by the same statement. Reports that arrive within 40 ms, or while
 * one statement runs, are stored together.
 *
 * A report stays claimed until its handlers have an outcome. The claim has a token, and only its holder writes the
 * outcome. A report is an orphan when the instance that claimed it has no lease, or when this instance lost the answer to
 * its own claim: `takeOrphans` claims it again.
 */
export class PostgresDeliveryStore {
  readonly #claims = new Batcher((deliveries: readonly TokenedDelivery[]) => this.#store(deliveries), {
    isItemsFault: isDataFault,
    collectMs: ANSWER_COLLECT_MS,
  });
  readonly #outcomes = new Batcher((settled: readonly Settled[]) => this.#settle(settled), {
    collectMs: COLLECT_MS,
    alwaysCollects: true,
  });
  readonly #notifications = new Batcher(
    async (all: readonly void[]) => {
      await sql`select pg_notify('iletimerkezi_deliveries', '')`.execute(this.db);
      return all;
    },
    { collectMs: NOTIFY_COLLECT_MS, alwaysCollects: true },
  );
  /** Tokens of claims that this process holds, by report. */
  readonly #held = new Map<string, string>();
  /** The last claim of this process. */
  #lastClaim: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly db: Kysely<Tables>,
    /** The id of this instance. Its claims are valid while it has a lease. */
    private readonly instance: string,
  ) {}

  /**
   * Stores a report and claims it, unless its handlers have an outcome or another claim is current.
   * @param isUnmatched whether no handler matches it. It is stored with this outcome then, without a second statement.
   */
  async claim(delivery: ArrivedDelivery, isUnmatched = false): Promise<DeliveryClaim> {
    const clean = storable(delivery);
    const token = newId();
    const deduplication = await this.#claims.do({ delivery: clean, token, isUnmatched });
    const claim = { ...this.#claimOn(clean, token), deduplication };
    return isUnmatched ? { ...claim, settle: async () => undefined } : claim;
  }

  /** Accounts that have a report for `takeOrphans`. See {@link DueWork}. */
  findOrphans(accounts: readonly string[]): RawBuilder<unknown> {
    const known = [...this.#held.values()];
    return accountsWhere(
      accounts,
      sql`exists (select from iletimerkezi.delivery_reports d
        where d.account = a.account and d.outcome is null and not d.late
          and (d.claimed_by is null or d.claimed_by = ${this.instance}
            or d.claimed_by not in (select i.id from iletimerkezi.instances i))
          and (d.dispatch_token is null or d.dispatch_token <> all(${known}::uuid[])))`,
    );
  }

  /**
   * Claims reports without an outcome that no instance works on, oldest first.
   * @param accounts the accounts whose handlers run in this process.
   */
  takeOrphans(accounts: readonly string[], limit: number): Promise<RecoveredDelivery[]> {
    return this.#inTurn(async () => {
      const known = [...this.#held.values()];
      const { rows } = await sql<ArrivedDelivery & { token: string; dispatches: number }>`
        update iletimerkezi.delivery_reports d
           set claimed_by = ${this.instance}, dispatch_token = gen_random_uuid(), dispatches = d.dispatches + 1
          from (select account, report_id, raw_status from iletimerkezi.delivery_reports
                 where account = any(${accounts}::text[]) and outcome is null and not late
                   and (claimed_by is null or claimed_by = ${this.instance}
                     or claimed_by not in (select id from iletimerkezi.instances))
                   and (dispatch_token is null or dispatch_token <> all(${known}::uuid[]))
                 order by received_at limit ${limit} for update skip locked) as o
         where d.account = o.account and d.report_id = o.report_id and d.raw_status = o.raw_status
        returning d.report_id as id, d.provider_order_id as "orderId", d.status, d.raw_status as "rawStatus",
          d.number as "to", d.body as text, d.account, d.received_at as "receivedAt", d.dispatches,
          d.dispatch_token as token`.execute(this.db);
      return rows
        .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
        .map((row) => ({
          delivery: arrived(row),
          claim: this.#hold(row, row.token),
          dispatches: row.dispatches,
        }));
    });
  }

  /**
   * Claims a report that has the outcome `failed` or `unmatched`.
   * @returns undefined when it has another outcome, none, or is unknown.
   */
  reopen({ account, id, rawStatus }: ReportKey): Promise<RecoveredDelivery | undefined> {
    return this.#inTurn(async () => {
      const token = newId();
      const { rows } = await sql<ArrivedDelivery>`
        update iletimerkezi.delivery_reports
           set outcome = null, reason = null, claimed_by = ${this.instance}, dispatch_token = ${token}, dispatches = 1
         where account = ${account} and report_id = ${id} and raw_status = ${rawStatus}
           and outcome in ('unmatched', 'failed')
        returning ${REPORT_COLUMNS}`.execute(this.db);
      const [row] = rows;
      return row && { delivery: arrived(row), claim: this.#hold(row, token), dispatches: 1 };
    });
  }

  async kept(account: string, limit: number): Promise<KeptDelivery[]> {
    const { rows } = await sql<
      ArrivedDelivery & { outcome: KeptDelivery['outcome'] | null; reason: string | null }
    >`
      select ${REPORT_COLUMNS}, outcome, reason
      from iletimerkezi.delivery_reports
      where account = ${account} and (outcome in ('unmatched', 'failed') or (outcome is null and not late))
      order by received_at desc limit ${limit}`.execute(this.db);
    return rows.map(({ outcome, reason, ...row }) => ({
      delivery: arrived(row),
      outcome: outcome ?? 'pending',
      ...(reason !== null && { reason }),
    }));
  }

  /** Called before the database is closed. Outcomes that cannot be written are left to other instances. */
  close(): void {
    this.#closed = true;
  }

  #hold(key: ReportKey, token: string): DeliveryClaim {
    this.#held.set(keyOf(key), token);
    return this.#claimOn(key, token);
  }

  #claimOn(key: ReportKey, token: string): DeliveryClaim {
    const { account, id, rawStatus } = key;
    const settle = (outcome: DeliveryOutcome | undefined, reason?: string): Promise<void> =>
      this.#write({ account, id, rawStatus, token, outcome, reason });
    return {
      deduplication: 'new',
      settle,
      handBack: () => settle(undefined),
      release: async () => {
        this.#letGo(key, token);
        await sql`delete from iletimerkezi.delivery_reports
          where account = ${account} and report_id = ${id} and raw_status = ${rawStatus}
            and dispatch_token = ${token} and (outcome is null or outcome = 'unmatched')`.execute(this.db);
      },
    };
  }

  #letGo(key: ReportKey, token: string): void {
    if (this.#held.get(keyOf(key)) === token) this.#held.delete(keyOf(key));
  }

  /** Retries until the outcome is stored: otherwise handlers that finished would run again. */
  async #write(settled: Settled): Promise<void> {
    try {
      for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        try {
          return await this.#outcomes.do(settled);
        } catch (error) {
          if (this.#closed) throw error;
          await sleep(pauseMs);
        }
      }
    } finally {
      this.#letGo(settled, settled.token);
    }
  }

  async #settle(settled: readonly Settled[]): Promise<readonly void[]> {
    const text = (valueOf: (one: Settled) => string | undefined) => arrayOf('text', settled, valueOf);
    await sql`update iletimerkezi.delivery_reports d
        set outcome = s.outcome, reason = s.reason, claimed_by = null,
          dispatches = d.dispatches - case when s.outcome is null then 1 else 0 end
      from unnest(${text((one) => one.account)}, ${text((one) => one.id)}, ${text((one) => one.rawStatus)},
        ${arrayOf('uuid', settled, ({ token }) => token)}, ${text((one) => one.outcome)}, ${text((one) => one.reason)})
        as s (account, report_id, raw_status, token, outcome, reason)
      where d.account = s.account and d.report_id = s.report_id and d.raw_status = s.raw_status
        and d.dispatch_token = s.token and d.outcome is null and d.claimed_by is not null`.execute(this.db);
    return settled.map(() => undefined);
  }

  /**
   * Runs the claims of this process one after another. A claim that does not know the tokens of the others would take
   * their reports for claims whose answer was lost, and the handlers would run twice.
   */
  #inTurn<Result>(claim: () => Promise<Result>): Promise<Result> {
    const result = this.#lastClaim.then(claim);
    this.#lastClaim = result.catch(() => undefined);
    return result;
  }

  async #store(deliveries: readonly TokenedDelivery[]) {
    const stored = await this.#inTurn(async () => {
      const given = deliveries.map((one) => ({ ...one, held: this.#held.has(keyOf(one.delivery)) }));
      const { deduplications, isFollowed } = await storeReports(this.db, this.instance, given);
      given.forEach(({ delivery, token, isUnmatched }, index) => {
        if (deduplications[index] === 'new' && !isUnmatched) this.#held.set(keyOf(delivery), token);
      });
      return { deduplications, isFollowed };
    });
    // Sent apart from the reports, because commits that notify are serialized. The stream also polls.
    if (stored.isFollowed) this.#notifications.do().catch(() => undefined);
    return stored.deduplications;
  }
}
