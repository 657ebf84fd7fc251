import { appendEvent } from '../events/append-event.js';
import type { RecordsData, VerificationFindingType } from '../events/sms-event.js';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { ParsedConsentKey } from './consent-key.js';
import type { VerificationReport } from './verification-report.js';
import { accountsWhere } from '../due-work.repository.js';
import type { Tables } from '../schema.js';
import { errorCode } from '../storage.errors.js';
import { inTransaction } from '../repeat.js';

/** Counts of a run since the last commit. */
export type VerificationCounts = Pick<
  VerificationReport,
  'requests' | 'checked' | 'confirmed' | 'missing' | 'repeated' | 'changed' | 'failed'
>;

/** A run that this instance has claimed. */
export interface HeldRun {
  readonly id: string;
  /** The token of the claim. Only its holder writes to the run. */
  readonly claim: string;
  readonly budget: number;
  readonly requests: number;
  readonly startedAt: Date;
}

/** A registration decided by a check. */
export interface Judged extends ParsedConsentKey {
  readonly position: number;
  readonly state: 'confirmed' | 'queued' | 'missing';
}

type Row = { [Key in keyof VerificationReport]: VerificationReport[Key] | null } & {
  [Key in 'id' | 'state' | 'startedAt' | keyof VerificationCounts]: VerificationReport[Key];
};

const UNIQUE_VIOLATION = '23505';
const HELD_RUN = sql`id, claim_token as claim, budget, requests, started_at as "startedAt"`;
const REPORT = sql`id, fire_at as "fireAt", state, reason, started_at as "startedAt", ended_at as "endedAt",
  requests, checked, confirmed, missing, repeated, changed, failed, remaining as left`;

/** The run, while the claim holds it. */
const isHeld = (id: string, claim: string) =>
  sql`id = ${id} and claim_token = ${claim} and claimed_by is not null and state = 'running'`;

/**
 * Runs whose instance lost its lease, that were released, or whose claim by this instance is not in flight because the
 * response of the database was lost.
 */
const isAbandoned = (
  instance: string | undefined,
  known: readonly string[],
) => sql`state = 'running' and (claimed_by is null
  or claimed_by = ${instance ?? null}::uuid and claim_token <> all(${known}::uuid[])
  or claimed_by not in (select id from iletimerkezi.instances))`;

/** Accounts that have a run to continue. See {@link DueWork}. */
export const dueVerifications = (
  accounts: readonly string[],
  instance: string | undefined,
  known: readonly string[],
): RawBuilder<unknown> =>
  accountsWhere(
    accounts,
    sql`exists (select from iletimerkezi.verification_runs r
      where r.account = a.account and ${isAbandoned(instance, known)})`,
  );

/** The verification runs of an account, one at a time over all instances, and their results. */
export class VerificationsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
    /** The id of this instance. Its claims are valid while it has a lease. */
    private readonly instance: string | undefined,
  ) {}

  /**
   * Starts a run on this instance.
   * @returns undefined while another is in progress, or if the run of this scheduled time has started.
   */
  async begin(run: {
    readonly id: string;
    /** A new token. */
    readonly claim: string;
    readonly fireAt: Date | undefined;
    readonly budget: number;
  }): Promise<HeldRun | undefined> {
    try {
      const { rows } = await sql<HeldRun>`
        insert into iletimerkezi.verification_runs (id, account, fire_at, state, claimed_by, claim_token, budget)
        values (${run.id}, ${this.account}, ${run.fireAt ?? null}, 'running', ${this.instance ?? null}::uuid,
          ${run.claim}, ${run.budget})
        returning ${HELD_RUN}`.execute(this.db);
      return rows[0];
    } catch (error) {
      if (errorCode(error) === UNIQUE_VIOLATION) return undefined;
      throw error;
    }
  }

  /**
   * Claims a run whose instance abandoned it. Claims nothing while this instance has no lease.
   * @param claim a new token
   * @param known the claims that this instance works on
   */
  async continue(claim: string, known: readonly string[]): Promise<HeldRun | undefined> {
    const { rows } = await sql<HeldRun>`
      update iletimerkezi.verification_runs set claimed_by = ${this.instance ?? null}::uuid, claim_token = ${claim}
       where account = ${this.account} and ${isAbandoned(this.instance, known)}
         and exists (select from iletimerkezi.instances where id = ${this.instance ?? null}::uuid)
      returning ${HELD_RUN}`.execute(this.db);
    return rows[0];
  }

  /** Releases a run for another instance to continue. */
  async release({ id, claim }: HeldRun): Promise<void> {
    await sql`update iletimerkezi.verification_runs set claimed_by = null
      where ${isHeld(id, claim)}`.execute(this.db);
  }

  /** Adds counts to a run. @returns its report, or undefined if another instance has it. */
  async add(
    tx: Kysely<Tables> | Transaction<Tables>,
    { id, claim }: HeldRun,
    counts: VerificationCounts,
  ): Promise<VerificationReport | undefined> {
    const { rows } = await sql<Row>`
      update iletimerkezi.verification_runs set requests = requests + ${counts.requests},
        checked = checked + ${counts.checked}, confirmed = confirmed + ${counts.confirmed},
        missing = missing + ${counts.missing}, repeated = repeated + ${counts.repeated},
        changed = changed + ${counts.changed}, failed = failed + ${counts.failed}
      where ${isHeld(id, claim)} returning ${REPORT}`.execute(tx);
    return rows.map(fromRow)[0];
  }

  /** Ends a run and emits its event. @returns undefined if another instance has it. */
  async end(
    { id, claim }: HeldRun,
    state: 'done' | 'stopped',
    reason: string | undefined,
    left: NonNullable<VerificationReport['left']>,
  ): Promise<VerificationReport | undefined> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql<Row>`
        update iletimerkezi.verification_runs set state = ${state}, reason = ${reason ?? null},
          remaining = ${JSON.stringify(left)}::text::jsonb, ended_at = clock_timestamp()
        where ${isHeld(id, claim)} returning ${REPORT}`.execute(tx);
      const [report] = rows.map(fromRow);
      if (report !== undefined) {
        const type = state === 'done' ? 'verification-done' : 'verification-stopped';
        await appendEvent(tx, { account: this.account, type, data: { ...report } });
      }
      return report;
    });
  }

  /** Returns reports, newest first. */
  async runs(limit: number): Promise<VerificationReport[]> {
    const { rows } = await sql<Row>`select ${REPORT} from iletimerkezi.verification_runs
      where account = ${this.account} order by started_at desc limit ${limit}`.execute(this.db);
    return rows.map(fromRow);
  }

  /** Returns one report. */
  async report(id: string): Promise<VerificationReport | undefined> {
    const { rows } = await sql<Row>`select ${REPORT} from iletimerkezi.verification_runs
      where id = ${id}`.execute(this.db);
    return rows.map(fromRow)[0];
  }

  /**
   * Compares the registrations of these recipients with the stored answers. A record is confirmed if İYS has it or a newer one;
   * otherwise it is queued again within its deadline and number of attempts, or is missing. İYS stores whole seconds.
   *
   * `offset 0` and `materialized` make the planner look up each recipient once: with old statistics it would scan the ledger
   * for each recipient, for minutes.
   */
  async judge(
    tx: Transaction<Tables>,
    brandCode: string,
    keys: readonly ParsedConsentKey[],
    rule: { registrationGracePeriodMs: number; attempts: number },
  ): Promise<Judged[]> {
    const given = keys.map(({ recipient, recipientType, channel }) => ({
      recipient,
      recipientType,
      channel,
    }));
    const { rows } = await sql<Judged>`
      with judged as materialized (
        select k.recipient, r.recipient_type, r.channel, g.position, g.state as before, s.position = g.position as newest,
          coalesce(c.answer in ('granted', 'refused') and (
            date_trunc('second', c.consent_date) > date_trunc('second', r.consent_date)
            or coalesce(date_trunc('second', c.consent_date) = date_trunc('second', r.consent_date), true)
              and (c.answer = 'refused') = (r.status = 'RET')), false) as there
        from json_to_recordset(${JSON.stringify(given)}::text::json) as k (recipient text, "recipientType" text, channel text)
        cross join lateral (select * from iletimerkezi.consent_checks c where c.recipient = k.recipient
          and c.brand_code = ${brandCode} and c.recipient_type = k."recipientType" and c.channel = k.channel offset 0) as c
        cross join lateral (select position from iletimerkezi.consent_personal p where p.recipient = k.recipient
          and p.brand_code = ${brandCode} offset 0) as p
        cross join lateral (select * from iletimerkezi.consent_records r where r.brand_code = ${brandCode}
          and r.position = p.position and r.recipient_type = k."recipientType" and r.channel = k.channel offset 0) as r
        cross join lateral (select * from iletimerkezi.consent_registrations g where g.brand_code = ${brandCode}
          and g.position = p.position offset 0) as g
        left join lateral (select position from iletimerkezi.consent_states s where s.recipient = k.recipient
          and s.brand_code = ${brandCode} and s.recipient_type = k."recipientType" and s.channel = k.channel offset 0) as s
          on true
        where g.account = ${this.account} and g.state in ('sent', 'unknown', 'confirmed')
          and g.changed_at <= c.checked_at - make_interval(secs => ${rule.registrationGracePeriodMs / 1000}))
      update iletimerkezi.consent_registrations g
         set state = it.after, changed_at = now(), warned = false,
           reason = case when it.there then null else 'not-in-registry' end,
           attempts = g.attempts + case when it.after = 'queued' then 1 else 0 end
        from (select j.*, case when j.there then 'confirmed'
            when j.newest and n.due_at > clock_timestamp() and n.attempts < ${rule.attempts} then 'queued'
            else 'missing' end as after
          from judged j join iletimerkezi.consent_registrations n
            on n.brand_code = ${brandCode} and n.position = j.position
          where not (j.there and j.before = 'confirmed')) as it
       where g.brand_code = ${brandCode} and g.position = it.position and g.state = it.before
      returning it.recipient, it.recipient_type as "recipientType", it.channel, g.position, g.state`.execute(
      tx,
    );
    return rows;
  }

  /** Appends an event about records that a verification found. */
  appendFinding(tx: Transaction<Tables>, type: VerificationFindingType, data: RecordsData): Promise<void> {
    return appendEvent(tx, { account: this.account, type, data });
  }
}

const fromRow = ({ fireAt, reason, endedAt, left, ...rest }: Row): VerificationReport => ({
  ...rest,
  fireAt: fireAt ?? undefined,
  reason: reason ?? undefined,
  endedAt: endedAt ?? undefined,
  left: left ?? undefined,
});
