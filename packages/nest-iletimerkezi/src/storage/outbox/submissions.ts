import { type Kysely, type RawBuilder, sql } from 'kysely';
import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import { isFollowed } from '../events/followed-streams.js';
import { ORDER_WRITES } from '../order-writes.js';
import type { Tables } from '../schema.js';
import { isDataFault } from '../storage.errors.js';
import { applyReports, type ProviderOrder } from './apply-reports.js';
import { Batcher } from './batcher.js';
import type { Claim } from './claim-orders.js';

/** An attempt that the provider accepted. */
export interface Acceptance extends Claim {
  readonly providerOrderId: string;
  readonly nextCheck: { readonly inMs: number };
}

const EVENTS_FOLLOWED = sql.raw(isFollowed('events'));

/** Checks again for refusals, in the statement that commits the submission. */
const NO_REFUSAL = sql`(o.brand_code is null or not exists (
  select from iletimerkezi.recipients r cross join lateral (
      select from iletimerkezi.consent_states s
       where s.recipient = r.number and s.brand_code = o.brand_code and s.recipient_type = o.audience
         and s.channel = 'MESAJ' and s.status = 'RET' limit 1) refusal
   where r.order_id = o.id and r.status = 'waiting'))`;

/**
 * Maximum time that an acceptance waits for others, in milliseconds. If the process crashes in this time, the order's
 * outcome is unknown and looked up.
 */
const ACCEPT_COLLECT_MS = 30;

/** Acceptances that are written without waiting for others. */
const ENOUGH_ACCEPTANCES = 8;

/**
 * Writes the start and the acceptance of attempts. Writes of instant orders that arrive while a statement is in flight
 * share the next one. The start of an attempt does not wait for others, because its request waits for it. Large orders
 * have statements of their own, because theirs take longer.
 */
export class Submissions {
  readonly #beginnings: Batcher<Claim, boolean>;
  readonly #acceptances: Batcher<Acceptance, boolean>;

  constructor(private readonly db: Kysely<Tables>) {
    this.#beginnings = new Batcher((claims) => this.#begin(claims));
    this.#acceptances = new Batcher((acceptances) => this.#accept(acceptances), {
      isItemsFault: isDataFault,
      collectMs: ACCEPT_COLLECT_MS,
      alwaysCollects: true,
      enough: ENOUGH_ACCEPTANCES,
    });
  }

  /** Commits `submitting`. @returns false when nothing may be sent under this claim. */
  async begin(claim: Claim, isLarge: boolean): Promise<boolean> {
    if (!isLarge) return this.#beginnings.do(claim);
    return (await this.#begin([claim]))[0] ?? false;
  }

  /** Commits `submitted`. @returns false when the order has left `submitting`, or belongs to another attempt. */
  async accept(acceptance: Acceptance, isLarge: boolean): Promise<boolean> {
    if (!isLarge) return this.#acceptances.do(acceptance);
    return (await this.#accept([acceptance]))[0] ?? false;
  }

  async #begin(claims: readonly Claim[]): Promise<boolean[]> {
    const { from, to } = ORDER_WRITES.beginSubmitting;
    const { rows } = await sql<Claim>`
      update iletimerkezi.orders o set state = ${to}, attempt_token = given.claim,
          submitting_at = clock_timestamp(), changed_at = now()
        from (${rowsOf(claims, BEGUN)}) as given (id, claim)
       where o.id = given.id and o.state = any(${from}) and o.claim_token = given.claim and not o.paused
         and (o.not_after is null or o.not_after > clock_timestamp()) and ${NO_REFUSAL}
      returning o.id, o.claim_token as claim`.execute(this.db);
    return eachIn(claims, rows);
  }

  async #accept(acceptances: readonly Acceptance[]): Promise<boolean[]> {
    const { from, to } = ORDER_WRITES.accepted;
    const { rows } = await sql<Claim & ProviderOrder & { hasReports: boolean }>`
      with moved as (
        update iletimerkezi.orders o set state = ${to}, claimed_by = null, changed_at = now(),
            submitted_at = clock_timestamp(), provider_order_id = given.provider_order_id,
            next_check_at = clock_timestamp() + make_interval(secs => given.check_in), checks = 0,
            texts = case when o.confidential then null else o.texts end
          from (${rowsOf(acceptances, ACCEPTED)}) as given (id, attempt, provider_order_id, check_in)
         where o.id = given.id and o.state = any(${from}) and o.attempt_token = given.attempt
        returning o.id, o.attempt_token as claim, o.account, o.campaign_id, o.provider_order_id),
      appended as (
        ${sql.raw(APPEND_EVENTS)}
        select account, ${sql.raw(eventType(to))}, campaign_id, id, '{}'::jsonb from moved where ${EVENTS_FOLLOWED})
      select id, claim, account, provider_order_id as "orderId",
        case when ${EVENTS_FOLLOWED} then pg_notify('iletimerkezi_events', '')::text end,
        exists (select from iletimerkezi.delivery_reports d
          where d.account = moved.account and d.provider_order_id = moved.provider_order_id
            and not d.applied) as "hasReports"
      from moved`.execute(this.db);
    // A repeated statement finds these orders `submitted`, and their next poll applies the reports then.
    const early = rows.filter(({ hasReports }) => hasReports);
    if (early.length > 0) await applyReports(this.db, early);
    return eachIn(acceptances, rows);
  }
}

/** The columns of a write: the type of each, and its value. */
type Columns<Item> = readonly (readonly [type: string, value: (item: Item) => string | number])[];

const BEGUN: Columns<Claim> = [
  ['uuid', ({ id }) => id],
  ['uuid', ({ claim }) => claim],
];

const ACCEPTED: Columns<Acceptance> = [
  ['uuid', ({ id }) => id],
  ['uuid', ({ claim }) => claim],
  ['text', ({ providerOrderId }) => providerOrderId],
  ['float8', ({ nextCheck }) => nextCheck.inMs / 1000],
];

/**
 * Selects the rows of a batch. A single row is passed as plain values: PostgreSQL makes a new plan for each execution with
 * arrays, because it expects fewer rows from a known array of one than from an unknown one.
 */
function rowsOf<Item>(items: readonly Item[], columns: Columns<Item>): RawBuilder<unknown> {
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    return sql`select ${sql.join(columns.map(([type, value]) => sql`${value(only)}::${sql.raw(type)}`))}`;
  }
  const arrays = columns.map(([type, value]) => sql`${items.map(value)}::${sql.raw(type)}[]`);
  return sql`select * from unnest(${sql.join(arrays)})`;
}

/** Returns for each of the claims whether it is among the written ones. */
function eachIn(claims: readonly Claim[], written: readonly Claim[]): boolean[] {
  const key = ({ id, claim }: Claim): string => `${id} ${claim}`;
  const keys = new Set(written.map(key));
  return claims.map((claim) => keys.has(key(claim)));
}
