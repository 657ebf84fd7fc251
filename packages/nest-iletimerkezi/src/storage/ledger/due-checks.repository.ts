import { type Kysely, sql } from 'kysely';
import type { ParsedConsentKey } from './consent-key.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';

/** A recipient to check, and its position among those due. */
export interface DueCheck extends ParsedConsentKey {
  readonly brandCode: string;
  /** The position of the current record; null without one. */
  readonly position: number | null;
  readonly at: readonly [string, string];
}

export type DueKind = 'registered' | 'coming' | 'others';

interface Row extends ParsedConsentKey {
  brandCode: string;
  position: number | null;
  first: string;
  second: string;
}

/** Answers may be reused for one hour. Source: provider documentation, iys-check, caching. */
const FRESH = sql`clock_timestamp() - interval '1 hour'`;

/** Recipients whose newest record İYS should return at this time. Others are checked as newly registered, or later. */
const SHOULD_BE_THERE = sql`(g.state is null or g.state in ('confirmed', 'missing', 'expired', 'refused')
  or (g.state = 'held' and s.status = 'ONAY'))`;

const CHECK_KEY = sql`c.recipient || ' ' || c.recipient_type || ' ' || c.channel`;

/** Reads recipients that are due for a check, by kind and page. */
export class DueChecksRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: { readonly name: string; readonly brandCode: string },
  ) {}

  /** Returns records registered long enough ago that İYS should return them, earliest deadline first. */
  async registered(
    registrationGracePeriodMs: number,
    inTime: boolean,
    after: DueCheck | undefined,
    limit: number,
  ): Promise<DueCheck[]> {
    const [dueAt = '-infinity', position = '0'] = after?.at ?? [];
    const { rows } = await sql<Row>`
      select g.brand_code as "brandCode", p.recipient, r.recipient_type as "recipientType", r.channel, g.position,
        g.due_at::text as first, g.position::text as second
      from iletimerkezi.consent_registrations g
      join iletimerkezi.consent_records r using (brand_code, position)
      join iletimerkezi.consent_personal p using (brand_code, position)
      where g.account = ${this.account.name} and g.state in ('sent', 'unknown')
        and g.changed_at <= clock_timestamp() - make_interval(secs => ${registrationGracePeriodMs / 1000})
        and (g.due_at > clock_timestamp()) = ${inTime}
        and (g.due_at, g.position) > (${dueAt}::timestamptz, ${position}::bigint)
      order by g.due_at, g.position limit ${limit}`.execute(this.db);
    return rows.map(fromRow);
  }

  /**
   * Returns recipients of waiting commercial orders in the order of sending, without refused and already checked ones.
   */
  async coming(after: DueCheck | undefined, limit: number): Promise<DueCheck[]> {
    const { name, brandCode } = this.account;
    const [order = '-1', number = ''] = after?.at ?? [];
    const { rows } = await sql<Row>`
      select ${brandCode} as "brandCode", rc.number as recipient, o.audience as "recipientType", 'MESAJ' as channel,
        s.position, o.position::text as first, rc.number as second
      ${this.#comingFrom(name, brandCode)}
        and (o.position, rc.number) > (${order}::bigint, ${number})
      order by o.position, rc.number limit ${limit}`.execute(this.db);
    return rows.map(fromRow);
  }

  /** Returns recipients of the ledger that were never checked. */
  async neverChecked(after: DueCheck | undefined, limit: number): Promise<DueCheck[]> {
    const { brandCode } = this.account;
    const [recipient = '', rest = ''] = after?.at ?? [];
    const { rows } = await sql<Row>`
      select s.brand_code as "brandCode", s.recipient, s.recipient_type as "recipientType", s.channel, s.position,
        s.recipient as first, s.recipient_type || s.channel as second
      from iletimerkezi.consent_states s
      left join iletimerkezi.consent_registrations g on g.brand_code = s.brand_code and g.position = s.position
      where s.brand_code = ${brandCode} and s.recipient >= ${recipient}
        and (s.recipient, s.recipient_type || s.channel) > (${recipient}, ${rest}) and ${SHOULD_BE_THERE}
        and not exists (select from iletimerkezi.consent_checks c where c.recipient = s.recipient
          and c.brand_code = s.brand_code and c.recipient_type = s.recipient_type and c.channel = s.channel)
      order by s.recipient, s.recipient_type || s.channel limit ${limit}`.execute(this.db);
    return rows.map(fromRow);
  }

  /** Returns recipients not checked since a run started, those checked longest ago first. */
  async oldestChecked(before: Date, after: DueCheck | undefined, limit: number): Promise<DueCheck[]> {
    const { brandCode } = this.account;
    const [checkedAt = '-infinity', key = ''] = after?.at ?? [];
    const { rows } = await sql<Row>`
      select s.brand_code as "brandCode", s.recipient, s.recipient_type as "recipientType", s.channel, s.position,
        c.checked_at::text as first, ${CHECK_KEY} as second
      from iletimerkezi.consent_checks c
      join iletimerkezi.consent_states s on s.recipient = c.recipient and s.brand_code = c.brand_code
        and s.recipient_type = c.recipient_type and s.channel = c.channel
      left join iletimerkezi.consent_registrations g on g.brand_code = s.brand_code and g.position = s.position
      where c.brand_code = ${brandCode} and c.checked_at < least(${before}::timestamptz, ${FRESH})
        and (c.checked_at, ${CHECK_KEY}) > (${checkedAt}::timestamptz, ${key}) and ${SHOULD_BE_THERE}
      order by c.checked_at, second limit ${limit}`.execute(this.db);
    return rows.map(fromRow);
  }

  /** Counts the due recipients of each kind. */
  async count(registrationGracePeriodMs: number, startedAt: Date): Promise<Record<DueKind, number>> {
    const { name, brandCode } = this.account;
    const { rows } = await sql<Record<DueKind, number>>`select
      (select count(*) from iletimerkezi.consent_registrations g
        join iletimerkezi.consent_personal p using (brand_code, position)
        where g.account = ${name} and g.state in ('sent', 'unknown')
          and g.changed_at <= clock_timestamp() - make_interval(secs => ${registrationGracePeriodMs / 1000}))::float8 as registered,
      (select count(distinct (rc.number, o.audience)) ${this.#comingFrom(name, brandCode)})::float8 as coming,
      (select count(*) from iletimerkezi.consent_states s
        left join iletimerkezi.consent_registrations g on g.brand_code = s.brand_code and g.position = s.position
        left join iletimerkezi.consent_checks c on c.recipient = s.recipient and c.brand_code = s.brand_code
          and c.recipient_type = s.recipient_type and c.channel = s.channel
        where s.brand_code = ${brandCode} and ${SHOULD_BE_THERE}
          and (c.checked_at is null or c.checked_at < least(${startedAt}::timestamptz, ${FRESH})))::float8 as others`.execute(
      this.db,
    );
    return onlyRow(rows);
  }

  #comingFrom(name: string, brandCode: string) {
    return sql`from iletimerkezi.orders o join iletimerkezi.recipients rc on rc.order_id = o.id
      left join iletimerkezi.consent_states s on s.recipient = rc.number and s.brand_code = ${brandCode}
        and s.recipient_type = o.audience and s.channel = 'MESAJ'
      left join iletimerkezi.consent_checks c on c.recipient = rc.number and c.brand_code = ${brandCode}
        and c.recipient_type = o.audience and c.channel = 'MESAJ'
      where o.account = ${name} and o.kind = 'commercial' and o.state in ('checking', 'pending')
        and s.status is distinct from 'RET' and (c.checked_at is null or c.checked_at < ${FRESH})`;
  }
}

const fromRow = ({ first, second, ...rest }: Row): DueCheck => ({ ...rest, at: [first, second] });
