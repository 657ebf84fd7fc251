import type { E164 } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { CommercialRules } from '../../options/commercial.options.js';
import type { ConsentPolicy, GuardRules } from '../../options/guard-rules.js';
import { ContactsRepository } from '../frequency/contacts.repository.js';
import { accountsWhere, anyRow } from '../due-work.repository.js';
import { LONGEST_CACHE_MS } from '../../options/consents.options.js';
import { GOES, knowledgeOf, POSITION, VERDICT } from '../ledger/verdict.js';
import type { Lane, Tables } from '../schema.js';
import type { Claim } from './claim-orders.js';
import { moveOrder } from './order-moves.js';
import { appendEvent } from '../events/append-event.js';
import { inTransaction } from '../repeat.js';
import { storedNumbers } from '../stored-numbers.js';

/** An order whose recipients are being checked at the registry. */
export interface CheckedOrder extends Claim {
  readonly brandCode: string;
  readonly audience: 'BIREYSEL' | 'TACIR';
  /** Recipients to check at the registry. */
  readonly unchecked: number;
  /** Checks of its recipients that the registry has answered. */
  readonly questions: number;
}

/** A commercial order that is about to be sent. */
interface OrderToJudge {
  readonly account: string;
  /** Whether its recipients' consents are judged. */
  readonly guarded: boolean;
  /** Whether its last judgement is still valid, except for refusals since then. */
  readonly recent: boolean;
  /** The database's time. */
  readonly now: Date;
  /** When the provider delivers it: now, or at its `sendAt`. */
  readonly leavesAt: Date;
}

interface Counts {
  readonly going: number;
  readonly withheld: number;
  readonly open: number;
}

/** Checks begin this long before an order may be sent. An answer is valid for the same time. */
const AHEAD_SECONDS = LONGEST_CACHE_MS / 1000;

/** Longer than any rule uses an answer. Until then it explains why a recipient is withheld. */
const FORGOTTEN_AFTER_DAYS = 30;

const FORGOTTEN_AT_ONCE = 5_000;

/** Accounts that have an order in `checking` whose next batch is due. See {@link DueWork}. */
export const dueChecks = (lane: Lane, instance: string, accounts: readonly string[]): RawBuilder<unknown> =>
  accountsWhere(
    accounts,
    anyRow(
      sql`from iletimerkezi.orders o
        where o.account = a.account and o.lane = ${lane} and o.stage = 'checking' and not o.paused
          and o.not_before <= statement_timestamp() + make_interval(secs => ${AHEAD_SECONDS})
          and (o.not_after is null or o.not_after > statement_timestamp())
          and (o.claimed_by is null or o.claimed_by = ${instance}
            or o.claimed_by not in (select i.id from iletimerkezi.instances i))`,
      sql`o.not_before`,
    ),
  );

/** The rules of an account for commercial orders. */
export interface GuardSettings {
  /** Undefined without a brand code. */
  readonly consents?: GuardRules | undefined;
  readonly commercial?: CommercialRules | undefined;
}

/** Removes recipients without consent from commercial orders, and applies sending hours and frequency caps to them. */
export class GuardRepository {
  /** Applies to orders created before consent checks existed. */
  private readonly rules: GuardRules | undefined;
  private readonly commercial: CommercialRules;

  constructor(
    private readonly db: Kysely<Tables>,
    readonly instance: string,
    { consents, commercial = {} }: GuardSettings = {},
  ) {
    this.rules = consents;
    this.commercial = commercial;
  }

  /**
   * Judges an order that this instance has claimed: completely if its last judgement is too old, otherwise only for
   * refusals since then. Changes the order's state if no recipient remains, or if recipients have to be checked at the
   * registry. An order outside of the sending hours waits for their next opening, which nothing precedes: its recipients are
   * judged when it is claimed again.
   * @returns whether it may be sent now.
   */
  async beforeSubmitting({ id, claim }: Claim): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const staleAfterMs = this.rules?.staleAfterMs ?? null;
      const { rows } = await sql<OrderToJudge>`
        update iletimerkezi.orders set
            brand_code = coalesce(brand_code, ${this.rules?.brandCode ?? null}),
            consent_policy = coalesce(consent_policy, ${this.rules?.policy ?? null})
         where id = ${id} and state = 'claimed' and claim_token = ${claim}
        returning account, brand_code is not null as guarded, clock_timestamp() as now, greatest(send_at, clock_timestamp()) as "leavesAt",
          coalesce(guarded_at > clock_timestamp() - make_interval(secs => ${staleAfterMs}::float8 / 1000), false) as recent`.execute(
        tx,
      );
      const [order] = rows;
      if (!order) return false;
      if (await this.#waitsForOpening(tx, id, order)) return false;
      if (order.guarded) {
        if (order.recent) await this.#judge(tx, id, { only: 'refusals' });
        else await this.#beginAnew(tx, id);
        const { going, open } = await this.#count(tx, id);
        if (open > 0) {
          await sql`update iletimerkezi.orders set attempts = attempts - 1 where id = ${id}`.execute(tx);
          await moveOrder(tx, id, 'checking', { evidence: { checking: open } }, ['claimed']);
        } else if (going === 0) await this.#withhold(tx, id);
        if (open > 0 || going === 0) return false;
      }
      return this.#isBelowCap(tx, id, order);
    });
  }

  /** @returns whether the order was returned to the queue until the sending hours open. */
  async #waitsForOpening(
    tx: Transaction<Tables>,
    id: string,
    { now, leavesAt }: OrderToJudge,
  ): Promise<boolean> {
    const opensAt = this.commercial.hours?.nextOpening(leavesAt);
    if (opensAt === undefined || opensAt <= leavesAt) return false;
    const evidence = { pending: 'outside-hours', until: opensAt.toISOString() } as const;
    const notBefore = { inMs: opensAt.getTime() - now.getTime() };
    await moveOrder(tx, id, 'pending', { evidence, notBefore, uncounted: true }, ['claimed']);
    return true;
  }

  /** Withholds recipients who got too many messages. @returns whether any recipient remains. */
  async #isBelowCap(tx: Transaction<Tables>, id: string, { account }: OrderToJudge): Promise<boolean> {
    const { cap } = this.commercial;
    if (cap === undefined) return true;
    if (!(await new ContactsRepository(this.db, account, cap).reserve(tx, id))) return true;
    const { going } = await this.#count(tx, id);
    if (going === 0) await this.#withhold(tx, id);
    return going > 0;
  }

  /**
   * Claims the order of a lane whose next checks are due for the longest time. Call it while this instance checks no
   * other order of the lane: orders that an earlier claim left are claimed again.
   */
  async take(account: string, lane: Lane, claim: string): Promise<CheckedOrder | undefined> {
    const { rows } = await sql<CheckedOrder>`
      with due as (
        select id from iletimerkezi.orders
         where account = ${account} and lane = ${lane} and stage = 'checking' and not paused
           and not_before <= statement_timestamp() + make_interval(secs => ${AHEAD_SECONDS})
           and (not_after is null or not_after > statement_timestamp())
           and (claimed_by is null or claimed_by = ${this.instance}
             or claimed_by not in (select i.id from iletimerkezi.instances i))
         order by stage_at limit 1 for update skip locked)
      update iletimerkezi.orders o set claimed_by = ${this.instance}, claim_token = ${claim},
          changed_at = clock_timestamp()
        from due where o.id = due.id
      returning o.id, o.claim_token as claim, o.brand_code as "brandCode", o.audience, o.unchecked, o.questions`.execute(
      this.db,
    );
    return rows[0];
  }

  /** Returns recipients to check at the registry. */
  async openOf(id: string, limit: number): Promise<E164[]> {
    const { rows } = await sql<{ number: string }>`
      select number from iletimerkezi.recipients where order_id = ${id} and consent = 'open' limit ${limit}`.execute(
      this.db,
    );
    return storedNumbers(rows.map(({ number }) => number));
  }

  /**
   * Judges recipients by the registry's answers, and releases the order: to be sent, ended, or checked further.
   * @param questions how many checks the registry answered now, without stored answers.
   * @param trouble why not all were answered, as a code; stored as evidence.
   * @returns how many recipients remain to be checked.
   */
  async afterChecking(
    { id, claim }: Claim,
    numbers: readonly string[],
    notCheckable: readonly string[],
    questions: number,
    trouble: string | undefined,
  ): Promise<number> {
    return inTransaction(this.db, async (tx) => {
      const { rows } = await sql`update iletimerkezi.orders set questions = questions + ${questions}
        where id = ${id} and state = 'checking' and claim_token = ${claim} returning id`.execute(tx);
      if (rows.length === 0) return 0;
      await this.#judge(tx, id, { numbers });
      await sql`update iletimerkezi.recipients r set status = 'withheld', consent = 'not-checkable'
        from iletimerkezi.orders o where o.id = ${id} and r.campaign_id = o.campaign_id
         and r.number = any(${notCheckable}::text[]) and r.order_id = o.id and r.consent = 'open'`.execute(
        tx,
      );
      const { open, going } = await this.#count(tx, id);
      if (open > 0) await this.#release(tx, { id, claim }, trouble);
      else await this.#endChecking(tx, id, going);
      return open;
    });
  }

  /**
   * Withholds the recipients that can no longer be checked, as with the policy `block`, and releases the order for the
   * others.
   */
  async withholdUnchecked({ id, claim }: Claim): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      const { rows } = await sql`select from iletimerkezi.orders
        where id = ${id} and state = 'checking' and claim_token = ${claim} for update`.execute(tx);
      if (rows.length === 0) return;
      await this.#judge(tx, id, { policy: 'block' });
      const { going } = await this.#count(tx, id);
      await this.#endChecking(tx, id, going);
    });
  }

  async #endChecking(tx: Transaction<Tables>, id: string, going: number): Promise<void> {
    if (going === 0) return this.#withhold(tx, id);
    await sql`update iletimerkezi.orders set guarded_at = clock_timestamp(),
      evidence = evidence - array['checking', 'trouble'] where id = ${id}`.execute(tx);
    await moveOrder(tx, id, 'pending', {}, ['checking']);
  }

  /**
   * Deletes answers about recipients who are not in the ledger, after thirty days.
   * @returns whether there may be more.
   */
  async purgeUnknownRecipients(): Promise<boolean> {
    if (this.rules === undefined) return false;
    const { rows } = await sql`
      delete from iletimerkezi.consent_checks where ctid in (
        select c.ctid from iletimerkezi.consent_checks c
         where c.brand_code = ${this.rules.brandCode}
           and c.checked_at < clock_timestamp() - make_interval(days => ${FORGOTTEN_AFTER_DAYS}::integer)
           and not exists (select from iletimerkezi.consent_states s where s.recipient = c.recipient
             and s.brand_code = c.brand_code and s.recipient_type = c.recipient_type and s.channel = c.channel)
         limit ${FORGOTTEN_AT_ONCE})
      returning 1`.execute(this.db);
    return rows.length === FORGOTTEN_AT_ONCE;
  }

  /** Releases an order whose checks were interrupted. */
  async release(order: Claim): Promise<void> {
    await this.#release(this.db, order, undefined);
  }

  async #release(
    db: Kysely<Tables> | Transaction<Tables>,
    { id, claim }: Claim,
    trouble: string | undefined,
  ): Promise<void> {
    await sql`update iletimerkezi.orders set claimed_by = null,
        evidence = coalesce(evidence - 'trouble', '{}') || ${JSON.stringify(trouble === undefined ? {} : { trouble })}::jsonb
      where id = ${id} and state = 'checking' and claim_token = ${claim}`.execute(db);
  }

  async #beginAnew(tx: Transaction<Tables>, id: string): Promise<void> {
    await sql`update iletimerkezi.orders set guard_began_at = clock_timestamp(), guarded_at = clock_timestamp()
      where id = ${id}`.execute(tx);
    await this.#judge(tx, id, {});
  }

  /** Answers that arrive while an order is being checked are valid for it, regardless of how long the check takes. */
  async #judge(
    tx: Transaction<Tables>,
    id: string,
    { numbers, only, policy }: { numbers?: readonly string[]; only?: 'refusals'; policy?: ConsentPolicy },
  ): Promise<void> {
    const staleAfterMs = this.rules?.staleAfterMs ?? LONGEST_CACHE_MS;
    const cacheMs = Math.min(LONGEST_CACHE_MS, staleAfterMs);
    const some = numbers === undefined ? sql`true` : sql`r.number = any(${numbers}::text[])`;
    const which = only === undefined ? sql`true` : sql`j.consent = 'refused'`;
    await sql`
      with g as materialized (
        select id, campaign_id as campaign, brand_code as brand, audience,
          coalesce(${policy ?? null}, consent_policy) as policy,
          least(clock_timestamp() - make_interval(secs => ${staleAfterMs / 1000}), guard_began_at) as fresh_after,
          least(clock_timestamp() - make_interval(secs => ${cacheMs / 1000}), guard_began_at) as cache_after
        from iletimerkezi.orders where id = ${id}),
      judged as (
        select r.number, ${sql.raw(VERDICT)} as consent, ${sql.raw(POSITION)} as position
        from g join iletimerkezi.recipients r on r.order_id = g.id and r.status = 'waiting' and ${some}
        ${sql.raw(knowledgeOf('r.number'))})
      update iletimerkezi.recipients r set consent = j.consent, consent_position = j.position,
          status = case when j.consent in ${sql.raw(GOES)} then 'waiting' else 'withheld' end
        from judged j cross join g
       where r.campaign_id = g.campaign and r.number = j.number and ${which}
         and (r.consent, r.consent_position) is distinct from (j.consent, j.position)`.execute(tx);
  }

  /** Counts an order again, and emits the number of recipients withheld since the last count. */
  async #count(tx: Transaction<Tables>, id: string): Promise<Counts> {
    const { rows } = await sql<
      Counts & { account: string; campaign: string; before: number; reasons: Record<string, number> }
    >`
      with found as (
        select coalesce(status, 'waiting') as status, consent, count(*)::integer as n
          from iletimerkezi.recipients where order_id = ${id} group by 1, 2),
      counted as (
        select coalesce(sum(n) filter (where status <> 'withheld'), 0)::integer as going,
          coalesce(sum(n) filter (where status = 'withheld'), 0)::integer as withheld,
          coalesce(sum(n) filter (where consent = 'open'), 0)::integer as open,
          coalesce(jsonb_object_agg(consent, n) filter (where status = 'withheld'), '{}') as reasons
        from found)
      update iletimerkezi.orders o
         set recipient_count = counted.going, withheld = counted.withheld, unchecked = counted.open
        from counted, (select withheld from iletimerkezi.orders where id = ${id}) earlier where o.id = ${id}
      returning counted.*, o.account, o.campaign_id as campaign, earlier.withheld as before`.execute(tx);
    const [order] = rows;
    if (!order) return { going: 0, withheld: 0, open: 0 };
    const { account, campaign, before, reasons, withheld } = order;
    if (withheld > before) {
      const data = { withheld, reasons };
      await appendEvent(tx, { account, type: 'recipients-withheld', campaign, order: id, data });
    }
    return order;
  }

  async #withhold(tx: Transaction<Tables>, id: string): Promise<void> {
    await moveOrder(tx, id, 'withheld', { evidence: { withheld: 'no-recipient-left' } }, [
      'claimed',
      'checking',
    ]);
  }
}
