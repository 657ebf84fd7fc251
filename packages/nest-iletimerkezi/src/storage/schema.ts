import type { OrderState, SavedTemplateStatus } from 'iletimerkezi-core';
import type { ColumnType, Generated } from 'kysely';
import type { Verdict } from './ledger/verdict.js';

/** A column with a default value, which the module only reads. */
type Filled<T> = ColumnType<T, T | undefined, T>;

export type Lane = 'instant' | 'bulk';

/** A state, or the group of states that an index has in common. `in_hand`: claimed, or being submitted. `followed`: accepted, with a report that is not final. */
export type OrderStage = 'checking' | 'pending' | 'in_hand' | 'unknown' | 'held' | 'followed' | 'ended';

/** The tables of the schema `iletimerkezi`, as `migrations/` creates them. */
export interface Tables {
  schema_versions: { version: number; name: string; applied_at: Generated<Date> };
  campaigns: {
    id: string;
    account: string;
    dedupe_key: string | null;
    content_digest: string | null;
    state: Filled<'open' | 'paused' | 'cancelled'>;
    duplicates: Filled<number>;
    created_at: Filled<Date>;
  };
  orders: {
    id: string;
    position: Generated<number>;
    campaign_id: string;
    account: string;
    lane: Lane;
    state: Filled<OrderState>;
    /** Derived from the state. Indexes are based on it. */
    readonly stage: Generated<OrderStage>;
    /** Time of the last change in the stages `checking` and `ended`; null in others. */
    readonly stage_at: Generated<Date | null>;
    sender: string;
    kind: 'transactional' | 'commercial';
    audience: 'BIREYSEL' | 'TACIR' | null;
    texts: string[] | null;
    send_at: Date | null;
    not_before: Filled<Date>;
    not_after: Date | null;
    paused: Filled<boolean>;
    recipient_count: number;
    delivered: Filled<number>;
    undelivered: Filled<number>;
    price: string | null;
    attempts: Filled<number>;
    claimed_by: string | null;
    claim_token: string | null;
    attempt_token: string | null;
    submitting_at: Date | null;
    submitted_at: Date | null;
    provider_order_id: string | null;
    checks: Filled<number>;
    next_check_at: Date | null;
    evidence: ColumnType<unknown, string | null, string | null>;
    resend_of: string | null;
    brand_code: string | null;
    consent_policy: 'block' | 'check' | 'allow' | null;
    withheld: Filled<number>;
    unchecked: Filled<number>;
    guard_began_at: Date | null;
    guarded_at: Date | null;
    created_at: Filled<Date>;
    changed_at: Filled<Date>;
    erased_at: Filled<Date | null>;
    erased_how: Filled<string | null>;
    confidential: Filled<boolean>;
    /** The credits that the order counts for in the spend limits; null without limits. */
    spend: ColumnType<unknown, string | undefined, string>;
  };
  recipients: {
    campaign_id: string;
    number: string;
    order_id: string;
    text_index: Filled<number>;
    status: Filled<'waiting' | 'delivered' | 'undelivered' | 'withheld'>;
    consent: Verdict | null;
    consent_position: number | null;
    final_at: Date | null;
  };
  delivery_reports: {
    account: string;
    report_id: string;
    raw_status: string;
    status: string;
    provider_order_id: string;
    number: string;
    body: string;
    outcome: 'handled' | 'unmatched' | 'failed' | null;
    applied: Filled<boolean>;
    received_at: Filled<Date>;
    late: Filled<boolean>;
    claimed_by: string | null;
    dispatch_token: string | null;
    dispatches: Filled<number>;
    reason: string | null;
    /** Null if no instance followed the stream of reports. */
    xid: Generated<string | null>;
  };
  events: {
    id: Generated<number>;
    account: string;
    type: string;
    campaign_id: string | null;
    order_id: string | null;
    data: ColumnType<unknown, string | undefined, string>;
    at: Filled<Date>;
    xid: Generated<string>;
  };
  lanes: { account: string; lane: Lane; stopped_at: Date | null; stopped_because: string | null };
  rate_limits: {
    account: string;
    free_at: string[];
    last_start: Filled<number>;
    now_at: Filled<number>;
    skew: Filled<number>;
  };
  listings: {
    account: string;
    claimed_by: string | null;
    claim_token: string | null;
    rest_until: Filled<Date>;
    credit: number | null;
    credit_at: Filled<Date>;
    spans: ColumnType<unknown, string | undefined, string>;
  };
  listed_orders: {
    account: string;
    provider_order_id: string;
    submit_at: Date | null;
    sender: string | null;
    total: number | null;
  };
  templates: {
    account: string;
    id: string;
    status: SavedTemplateStatus;
    owner: string | null;
    version: number;
    created_at: Date;
    saved_at: Date;
  };
  template_versions: {
    account: string;
    template_id: string;
    version: number;
    status: SavedTemplateStatus;
    name: string;
    text: string;
    kind: 'transactional' | 'commercial' | null;
    audience: 'BIREYSEL' | 'TACIR' | null;
    sender: string | null;
    saved_by: string | null;
    saved_at: Date;
  };
  followed_streams: { stream: 'events' | 'deliveries'; until: Date };
  instances: { id: string; heartbeat: Filled<number>; lease_ms: number };
}
