import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import { GOES, knowledgeOf, POSITION, VERDICT } from '../ledger/verdict.js';

/** The statements of `enqueue.ts` for commercial orders. They judge recipients while inserting them. */

export const GUARD = `g as materialized (
  select j->'guard'->>'brandCode' as brand, j->'guard'->>'audience' as audience, j->'guard'->>'policy' as policy,
    clock_timestamp() - make_interval(secs => (j->'guard'->>'staleAfterMs')::float8 / 1000) as fresh_after,
    clock_timestamp() - make_interval(secs => (j->'guard'->>'cacheMs')::float8 / 1000) as cache_after
  from input)`;

/**
 * The parts of the input that describe recipients. `offset 0` makes the planner evaluate them once, and not again for each
 * recipient: a part of some megabytes would be copied each time.
 */
export const GIVEN_RECIPIENTS = `(
  select (j->'recipients'->>'campaign')::uuid as campaign, (j->'recipients'->>'order')::uuid as order_id,
    j->'recipients'->'numbers' as numbers, j->'recipients'->'textIndexes' as indexes
  from input offset 0) given`;

export const NEW_JUDGED_RECIPIENTS = `
  insert into iletimerkezi.recipients
    (campaign_id, order_id, number, text_index, consent, consent_position, status)
  select campaign, order_id, number, text_index, consent, position,
    case when consent in ${GOES} then 'waiting' else 'withheld' end
  from (
    select given.campaign, given.order_id, n.number,
      coalesce((given.indexes->>(n.place::integer - 1))::integer, 0) as text_index,
      ${VERDICT} as consent, ${POSITION} as position
    from ${GIVEN_RECIPIENTS} cross join g
    cross join jsonb_array_elements_text(given.numbers) with ordinality as n (number, place)
    ${knowledgeOf('n.number')}) judged`;

/** @param recipients the rows to count, with `status` and `consent`. */
export const countIn = (recipients: string): string => `
counted as materialized (
  select coalesce(sum(n) filter (where status <> 'withheld'), 0)::integer as going,
    coalesce(sum(n) filter (where status = 'withheld'), 0)::integer as withheld,
    coalesce(sum(n) filter (where consent = 'open'), 0)::integer as open,
    coalesce(jsonb_object_agg(consent, n) filter (where status = 'withheld'), '{}') as reasons
  from (select status, consent, count(*)::integer as n from ${recipients} group by 1, 2) _)`;

export const NEW_GUARDED_ORDER = `
  insert into iletimerkezi.orders
    (id, campaign_id, account, lane, sender, kind, audience, texts, send_at, not_before, not_after, recipient_count, resend_of,
     state, brand_code, consent_policy, withheld, unchecked, guard_began_at, guarded_at, evidence)
  select (o->>'id')::uuid, (o->>'campaign')::uuid, o->>'account', o->>'lane', o->>'sender', o->>'kind', o->>'audience',
    array(select jsonb_array_elements_text(o->'texts')),
    (o->>'sendAt')::timestamptz, coalesce((o->>'notBefore')::timestamptz, now()), (o->>'notAfter')::timestamptz,
    counted.going, (o->>'resendOf')::uuid,
    case when counted.open > 0 then 'checking' when counted.going = 0 then 'withheld' else 'pending' end,
    g.brand, g.policy, counted.withheld, counted.open, clock_timestamp(),
    case when counted.open = 0 then clock_timestamp() end,
    case when counted.going = 0 then '{"withheld": "no-recipient-left"}'::jsonb end
  from (select j->'order' as o from input) _ cross join g cross join counted`;

/** The events of the insertion: queued, some withheld, all withheld, or a check at the registry is required. */
export const NEW_GUARDED_EVENTS = `
  ${APPEND_EVENTS}
  select o->>'account', logged.type, (o->>'campaign')::uuid, (o->>'id')::uuid, logged.data
  from (select j->'order' as o from input) _ cross join counted
  cross join lateral (values
    (${eventType('queued')}, true, '{}'::jsonb),
    (${eventType('recipients-withheld')}, counted.withheld > 0,
      jsonb_build_object('withheld', counted.withheld, 'reasons', counted.reasons)),
    (${eventType('checking')}, counted.open > 0, jsonb_build_object('checking', counted.open)),
    (${eventType('withheld')}, counted.going = 0, '{"withheld": "no-recipient-left"}'::jsonb)) as logged (type, happened, data)
  where logged.happened`;
