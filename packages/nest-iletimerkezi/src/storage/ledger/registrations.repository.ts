import { APPEND_EVENTS, appendEvent, eventType } from '../events/append-event.js';
import type { RegistrationEventType } from '../events/sms-event.js';
import type { ConsentSource, ConsentStatus } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { accountsWhere } from '../due-work.repository.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';
import type { RegistrationState } from './append.js';
import { type ParsedConsentKey, keyText } from './consent-key.js';
import { inTransaction } from '../repeat.js';

/** A record claimed by this instance for registration. */
export interface DueRegistration extends ParsedConsentKey {
  readonly brandCode: string;
  readonly position: number;
  readonly status: ConsentStatus;
  readonly source: ConsentSource;
  readonly consentDate: Date;
}

/** A record held until a person decides about its registration. */
export interface HeldRecord extends DueRegistration {
  /** A code of core's consent findings, or `brand-refused`. */
  readonly reason: string;
  /** The deadline of the registration. */
  readonly dueAt: Date;
}

/** The registration backlog of an account. */
export interface RegistrationBacklog {
  /** Records that are queued or in a request. */
  readonly waiting: number;
  /** Records whose deadline passed before they were submitted. */
  readonly expired: number;
  /** The earliest deadline of the queued records. */
  readonly earliestDeadline: Date | null;
}

/** Accounts that have a queued record and no record in a request. See {@link DueWork}. */
export const dueRegistrations = (accounts: readonly string[]): RawBuilder<unknown> =>
  accountsWhere(
    accounts,
    sql`exists (select from iletimerkezi.consent_registrations r
        where r.account = a.account and r.state = 'queued' and r.due_at > clock_timestamp())
      and not exists (select from iletimerkezi.consent_registrations r
        where r.account = a.account and r.state = 'sending')`,
  );

/**
 * Marks records `unknown` that were in a request when their instance lost its lease, for all accounts: they may have
 * reached the registry. Also marks records of this instance whose claim is not in flight any more, because the database
 * failed before their outcome was stored.
 * @param known returns the claims that this instance works on, or whose answer is outstanding.
 */
export async function recoverRegistrations(
  db: Kysely<Tables>,
  instance: string,
  known: () => readonly string[],
): Promise<void> {
  const { rows } = await sql<{ account: string; claim: string | null }>`
    select distinct account, claim_token as claim from iletimerkezi.consent_registrations
     where ${isLost(instance, known())}`.execute(db);
  // A claim made while the query ran is included in `known()` by now.
  const current = new Set(known());
  for (const { account, claim } of rows) {
    if (claim !== null && current.has(claim)) continue;
    await sql`with lost as (
        update iletimerkezi.consent_registrations
           set state = 'unknown', reason = 'interrupted', claimed_by = null, changed_at = now()
         where account = ${account} and state = 'sending' and claim_token is not distinct from ${claim}::uuid
        returning brand_code)
      ${sql.raw(APPEND_EVENTS)}
      select ${account}, ${sql.raw(eventType('registration-unknown'))}, null::uuid, null::uuid, jsonb_build_object('brandCode', brand_code, 'records', count(*))
        from lost group by brand_code`.execute(db);
  }
}

const isLost = (instance: string, known: readonly string[]) => sql`state = 'sending' and (claimed_by is null
  or claimed_by = ${instance} and claim_token <> all(${known}::uuid[])
  or claimed_by <> ${instance} and claimed_by not in (select id from iletimerkezi.instances))`;

/** Selects a row when `recoverRegistrations` has something to do. See {@link DueWork}. */
export const findLostRegistrations = (instance: string, known: readonly string[]): RawBuilder<unknown> =>
  sql`select 'all' as account
    where exists (select from iletimerkezi.consent_registrations where ${isLost(instance, known)})`;

/** Expires queued records whose time limit has passed, and emits once what is due within `aheadMs`. */
export async function watchDeadlines(
  db: Kysely<Tables>,
  accounts: readonly string[],
  aheadMs: number,
): Promise<void> {
  await sql`with late as (
      update iletimerkezi.consent_registrations set state = 'expired', reason = 'too-old', changed_at = now()
       where account = any(${accounts}::text[]) and state = 'queued' and due_at <= clock_timestamp()
      returning account, brand_code),
    near as (
      update iletimerkezi.consent_registrations set warned = true
       where account = any(${accounts}::text[]) and state = 'queued' and not warned and due_at > clock_timestamp()
         and due_at <= clock_timestamp() + make_interval(secs => ${aheadMs / 1000})
      returning account, brand_code, due_at)
    ${sql.raw(APPEND_EVENTS)}
    select account, ${sql.raw(eventType('registration-expired'))}, null::uuid, null::uuid, jsonb_build_object('brandCode', brand_code, 'records', count(*))
      from late group by account, brand_code
    union all
    select account, ${sql.raw(eventType('registration-due'))}, null, null,
        jsonb_build_object('brandCode', brand_code, 'records', count(*), 'earliest', min(due_at))
      from near group by account, brand_code`.execute(db);
}

/** The registrations of an account's records. */
export class RegistrationsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
    /** The id of this instance. Its claims are valid while it has a lease. Undefined if nothing is claimed. */
    private readonly instance?: string,
  ) {}

  /**
   * Claims the oldest queued records of one brand, each recipient once: İYS refuses repetitions in a batch. One batch of an
   * account is in progress at a time over all instances, so that no refusal overtakes the consent before it. Returns
   * nothing while this instance has no lease.
   *
   * @param claim a new token for `settle`.
   */
  async claim(limit: number, claim: string): Promise<DueRegistration[]> {
    return inTransaction(this.db, async (tx) => {
      // Locked first, so that the query sees all earlier claims.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`iletimerkezi consents ${this.account}`}, 0))`.execute(
        tx,
      );
      const busy = await sql`select from iletimerkezi.consent_registrations
        where account = ${this.account} and state = 'sending'
        union all select where not exists (select from iletimerkezi.instances where id = ${this.instance ?? null}::uuid)
        limit 1`.execute(tx);
      if (busy.rows.length > 0) return [];
      const { rows: queued } = await sql<{ brandCode: string; position: number }>`
        select brand_code as "brandCode", position from iletimerkezi.consent_registrations
         where account = ${this.account} and state = 'queued' and due_at > clock_timestamp()
         order by brand_code, position limit ${limit}`.execute(tx);
      const brandCode = queued[0]?.brandCode ?? '';
      const positions = queued.filter((one) => one.brandCode === brandCode).map(({ position }) => position);
      // With the positions on both sides the planner looks them up. Joined to the queue, it would read a million records.
      const { rows: due } = await sql<DueRegistration>`
        select r.brand_code as "brandCode", r.position, p.recipient, r.recipient_type as "recipientType", r.channel,
          r.status, r.source, r.consent_date as "consentDate"
          from iletimerkezi.consent_records r join iletimerkezi.consent_personal p using (brand_code, position)
         where r.brand_code = ${brandCode} and r.position = any(${positions}::bigint[])
           and p.brand_code = ${brandCode} and p.position = any(${positions}::bigint[])
         order by r.position`.execute(tx);
      const claimed = firstOfEach(due);
      await sql`update iletimerkezi.consent_registrations
           set state = 'sending', claim_token = ${claim}, claimed_by = ${this.instance ?? null}::uuid, changed_at = now()
         where brand_code = ${brandCode} and position = any(${claimed.map(({ position }) => position)}::bigint[])
           and state = 'queued'`.execute(tx);
      return claimed;
    });
  }

  /**
   * Stores the outcome of a claim's records and its event. Records of another claim, or marked `unknown` after the lease
   * expired, are not changed.
   */
  async settle(
    brandCode: string,
    positions: readonly number[],
    outcome: { state: RegistrationState; reason?: string; event?: RegistrationEventType },
    claim: string,
  ): Promise<void> {
    if (positions.length === 0) return;
    await inTransaction(this.db, async (tx) => {
      const { rows } = await sql`update iletimerkezi.consent_registrations
        set state = ${outcome.state}, reason = ${outcome.reason ?? null}, claimed_by = null, changed_at = now()
        where brand_code = ${brandCode} and position = any(${positions}::bigint[]) and state = 'sending'
          and claim_token = ${claim}
        returning position`.execute(tx);
      if (outcome.event && rows.length > 0) {
        const data = {
          brandCode,
          records: positions.length,
          // Enough to find the records. The table has all of them.
          positions: positions.slice(0, 100),
          reason: outcome.reason,
        };
        await appendEvent(tx, { account: this.account, type: outcome.event, data });
      }
    });
  }

  /** Emits that registration has stopped. */
  async emitStopped(brandCode: string, reason: string): Promise<void> {
    await appendEvent(this.db, {
      account: this.account,
      type: 'registration-stopped',
      data: { brandCode, reason },
    });
  }

  async held(limit: number): Promise<HeldRecord[]> {
    const { rows } = await sql<HeldRecord>`
      select r.brand_code as "brandCode", r.position, p.recipient, r.recipient_type as "recipientType", r.channel,
        r.status, r.source, r.consent_date as "consentDate", g.reason, g.due_at as "dueAt"
        from iletimerkezi.consent_registrations g
        join iletimerkezi.consent_records r using (brand_code, position)
        join iletimerkezi.consent_personal p using (brand_code, position)
       where g.account = ${this.account} and g.state = 'held' order by g.brand_code, g.position limit ${limit}`.execute(
      this.db,
    );
    return rows;
  }

  async release(records: readonly { brandCode: string; position: number }[]): Promise<number> {
    const { rows } = await sql`update iletimerkezi.consent_registrations g
        set state = 'queued', reason = null, changed_at = now()
        from unnest(${records.map(({ brandCode }) => brandCode)}::text[],
          ${records.map(({ position }) => position)}::bigint[]) as given (brand_code, position)
       where g.account = ${this.account} and g.brand_code = given.brand_code and g.position = given.position
         and g.state = 'held'
      returning 1`.execute(this.db);
    return rows.length;
  }

  async backlog(): Promise<RegistrationBacklog> {
    const { rows } = await sql<RegistrationBacklog>`
      select count(*) filter (where state in ('queued', 'sending'))::float8 as waiting,
        count(*) filter (where state = 'expired')::float8 as expired,
        min(due_at) filter (where state = 'queued') as "earliestDeadline"
      from iletimerkezi.consent_registrations
      where account = ${this.account} and state in ('queued', 'sending', 'expired')`.execute(this.db);
    return onlyRow(rows);
  }

  async counts(): Promise<ReadonlyMap<RegistrationState, number>> {
    const { rows } = await sql<{ state: RegistrationState; records: number }>`
      select state, count(*) as records from iletimerkezi.consent_registrations where account = ${this.account}
       group by state`.execute(this.db);
    return new Map(rows.map(({ state, records }) => [state, records]));
  }
}

/** Returns the first record of each key. */
function firstOfEach(due: readonly DueRegistration[]): DueRegistration[] {
  const seen = new Set<string>();
  return due.filter((record) => {
    const key = keyText(record);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
