import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import type {
  ConsentChannel,
  ConsentRecipient,
  ConsentSource,
  ConsentStatus,
  RecipientType,
} from 'iletimerkezi-core';
import type { HostTransaction } from '../host-transaction.js';
import { keyOfRow, type ParsedConsentKey } from './consent-key.js';

/** The states of a record's registration at İYS. `confirmed` and `missing` are the results of the verification of `sent` and `unknown` records. */
export const REGISTRATION_STATES = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'held',
  'refused',
  'expired',
  'confirmed',
  'missing',
] as const;

/** The state of a record's registration at İYS. */
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** A record to append: the chained part, the personal part, and its registration. */
export interface NewRecord {
  readonly position: number;
  readonly recipient: ConsentRecipient;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
  readonly status: ConsentStatus;
  /** A source of the provider, or one that İYS returned; its list is not closed. */
  readonly source: ConsentSource | (string & {});
  readonly consentDate: Date;
  readonly recordedAt: Date;
  /** Orders the record among its recipient's records; see `recordTime`. Stored as `as_of` of the state only. */
  readonly countsFrom: Date;
  readonly origin: 'host' | 'registry';
  /** Evidence of the form, without personal data: the JSON text that is hashed. */
  readonly form: string | null;
  /** Evidence of the person (IP address, user agent): the JSON text that the commitment is computed from. */
  readonly trace: string | null;
  /** Hexadecimal, like the other hashes here. */
  readonly salt: string;
  readonly commitment: string;
  readonly hash: string;
  readonly registration?: {
    readonly state: RegistrationState;
    readonly reason?: string;
    readonly dueAt: Date;
  };
}

export interface ChainHead {
  readonly length: number;
  readonly head: string;
  /** The database's time, which orders records of several instances. */
  readonly now: Date;
}

const INPUT = 'with input as (select ($1::text)::json as j)';

const LOCK = `${INPUT}
insert into iletimerkezi.consent_chains as c (brand_code, length, head)
select j->>'brandCode', 0, decode(repeat('00', 32), 'hex') from input
on conflict (brand_code) do update set length = c.length
returning length, encode(head, 'hex') as head, (extract(epoch from clock_timestamp()) * 1000)::bigint as now`;

/**
 * The newest record is current; of two with the same moment the refusal (`compareConsents` of core; `cf` is the moment a record
 * counts from). The input is parsed once: each access to a JSON text of some megabytes reads all of it.
 */
const APPEND = `${INPUT},
batch as materialized (
  select x.* from input cross join json_to_record(j) as x ("brandCode" text, account text, length bigint, head text, texts json, records json)),
meta as materialized (
  select "brandCode" as brand, account, length, head from batch),
given as materialized (
  select r.* from batch cross join json_to_recordset(batch.records) as r (p bigint, r text, rt text, ch text, st text,
    so text, d float8, ra float8, cf float8, o text, f text, t text, sa text, c text, h text, rs text, rr text, rd float8)),
records as (
  insert into iletimerkezi.consent_records
    (brand_code, position, recipient_type, channel, status, source, consent_date, recorded_at, origin, form, commitment, hash)
  select brand, p, rt, ch, st, so, to_timestamp(d / 1000), to_timestamp(ra / 1000), o, f, decode(c, 'hex'), decode(h, 'hex') from given, meta),
personal as (
  insert into iletimerkezi.consent_personal (brand_code, position, recipient, trace, salt)
  select brand, p, r, t, decode(sa, 'hex') from given, meta),
states as (
  insert into iletimerkezi.consent_states as s (brand_code, recipient, recipient_type, channel, status, as_of, position)
  select distinct on (r, rt, ch) brand, r, rt, ch, st, to_timestamp(cf / 1000), p from given, meta
  order by r, rt, ch, cf desc, st desc, p desc
  on conflict (recipient, brand_code, recipient_type, channel) do update
    set status = excluded.status, as_of = excluded.as_of, position = excluded.position
    where excluded.as_of > s.as_of or (excluded.as_of = s.as_of and excluded.status >= s.status)),
registrations as (
  insert into iletimerkezi.consent_registrations (brand_code, position, account, state, reason, due_at)
  select brand, p, account, rs, rr, to_timestamp(rd / 1000) from given, meta where rs is not null),
texts as (
  insert into iletimerkezi.consent_texts (hash, text)
  select decode(x.hash, 'hex'), x.text from batch cross join json_to_recordset(batch.texts) as x (hash text, text text)
  on conflict do nothing),
events as (
  ${APPEND_EVENTS}
  select account, ${eventType('consent-changed')}, null::uuid, null::uuid, jsonb_build_object('brandCode', brand, 'from', min(p), 'to', max(p),
    'refusals', count(*) filter (where st = 'RET')) from given, meta group by account, brand
  union all
  select account, ${eventType('registration-held')}, null, null, jsonb_build_object('brandCode', brand, 'records', count(*),
    'from', min(p), 'to', max(p)) from given, meta where rs = 'held' group by account, brand)
update iletimerkezi.consent_chains c set length = meta.length, head = decode(meta.head, 'hex')
from meta where c.brand_code = meta.brand
returning pg_notify('iletimerkezi_events', '')::text,
  case when exists (select from given where rs = 'queued') then pg_notify('iletimerkezi_consents', meta.account) end::text
    as woken`;

const SUBMITTED = `${INPUT},
batch as materialized (select x.* from input cross join json_to_record(j) as x
  ("brandCode" text, recipients json, "submissionIds" json)),
meta as materialized (select "brandCode" as brand from batch),
wanted as materialized (select json_array_elements_text("submissionIds") as id from batch)
select p.recipient, r.recipient_type, r.channel, r.position, r.form::json->>'submissionId' as submission
from (select json_array_elements_text(recipients) as recipient from batch) as given cross join meta
join iletimerkezi.consent_personal p on p.recipient = given.recipient and p.brand_code = meta.brand
join iletimerkezi.consent_records r on r.brand_code = p.brand_code and r.position = p.position
where r.form like '%"submissionId"%' and r.form::json->>'submissionId' in (select id from wanted)`;

const DECLINE = `${INPUT},
batch as materialized (select x.* from input cross join json_to_record(j) as x
  ("brandCode" text, "declinedAt" float8, texts json, declines json)),
texts as (
  insert into iletimerkezi.consent_texts (hash, text)
  select decode(x.hash, 'hex'), x.text from batch cross join json_to_recordset(batch.texts) as x (hash text, text text)
  on conflict do nothing)
insert into iletimerkezi.consent_declines
  (id, brand_code, declined_at, recipient, recipient_type, channel, source, form, trace, submission_id)
select d.id, batch."brandCode", to_timestamp(batch."declinedAt" / 1000), d.recipient, d."recipientType", d.channel,
  d.source, d.form, d.trace, d."submissionId"
from batch cross join json_to_recordset(batch.declines) as d (id uuid, recipient text, "recipientType" text,
  channel text, source text, form text, trace text, "submissionId" text)
on conflict do nothing`;

/** A record that a submission created earlier. */
export interface SubmittedRecord extends ParsedConsentKey {
  readonly submissionId: string;
  readonly position: number;
}

/** A refusal that is stored as evidence, without a record. */
export interface NewDecline {
  readonly id: string;
  readonly recipient: ConsentRecipient | undefined;
  readonly recipientType: RecipientType | undefined;
  readonly channel: ConsentChannel;
  readonly source: ConsentSource;
  readonly form: string | null;
  readonly trace: string | null;
  readonly submissionId: string | undefined;
}

/** The statements of an append, in a transaction of the host or of the module. */
export class AppendStatements {
  constructor(private readonly tx: HostTransaction) {}

  /** Locks a brand's chain until the transaction ends. Returns its length and head. */
  async lock(brandCode: string): Promise<ChainHead> {
    const [row] = await this.tx.run(LOCK, JSON.stringify({ brandCode }));
    return {
      length: Number(row?.['length']),
      head: String(row?.['head']),
      now: new Date(Number(row?.['now'])),
    };
  }

  /** Returns the records that these submissions created earlier. */
  async submitted(
    brandCode: string,
    recipients: readonly ConsentRecipient[],
    submissionIds: readonly string[],
  ): Promise<SubmittedRecord[]> {
    const rows = await this.tx.run(SUBMITTED, JSON.stringify({ brandCode, recipients, submissionIds }));
    return rows.map((row) => ({
      ...keyOfRow(row),
      submissionId: String(row['submission']),
      position: Number(row['position']),
    }));
  }

  /** Stores refusals without a record, each submission once. */
  async decline(
    batch: { brandCode: string; declinedAt: Date; texts: ReadonlyMap<string, string> },
    declines: readonly NewDecline[],
  ): Promise<void> {
    if (declines.length === 0) return;
    const { brandCode, declinedAt } = batch;
    const texts = [...batch.texts].map(([hash, text]) => ({ hash, text }));
    await this.tx.run(
      DECLINE,
      JSON.stringify({ brandCode, declinedAt: declinedAt.getTime(), texts, declines }),
    );
  }

  /** Appends records and updates the chain's head. The chain must be locked, and the records must follow its head. */
  async append(
    batch: { brandCode: string; account: string; texts: ReadonlyMap<string, string> },
    records: readonly NewRecord[],
  ): Promise<void> {
    const last = records.at(-1);
    if (last === undefined) return;
    const input = {
      brandCode: batch.brandCode,
      account: batch.account,
      length: last.position,
      head: last.hash,
      texts: [...batch.texts].map(([hash, text]) => ({ hash, text })),
      records: records.map((record) => ({
        p: record.position,
        r: record.recipient,
        rt: record.recipientType,
        ch: record.channel,
        st: record.status,
        so: record.source,
        d: record.consentDate.getTime(),
        ra: record.recordedAt.getTime(),
        cf: record.countsFrom.getTime(),
        o: record.origin,
        f: record.form,
        t: record.trace,
        sa: record.salt,
        c: record.commitment,
        h: record.hash,
        rs: record.registration?.state,
        rr: record.registration?.reason,
        rd: record.registration?.dueAt.getTime(),
      })),
    };
    await this.tx.run(APPEND, JSON.stringify(input));
  }
}
