/**
 * The verdict about a recipient of a commercial message.
 * - `granted`: a recent consent
 * - `allowed`: unknown or stale, and the policy allows it
 * - `open`: to be checked at İYS
 * - `refused`: the recipient refused
 * - `no-record`: İYS has no record
 * - `not-registered`: a consent is recorded here, and İYS has none
 * - `unknown`: no consent, and the policy blocks it
 * - `stale`: the consent was not confirmed recently, and the policy blocks it
 * - `not-checkable`: İYS accepts no such number
 * - `too-often`: consents allow it, and the recipient has got as many messages as the frequency cap allows
 */
export type Verdict =
  | 'granted'
  | 'allowed'
  | 'open'
  | 'refused'
  | 'no-record'
  | 'not-registered'
  | 'unknown'
  | 'stale'
  | 'not-checkable'
  | 'too-often';

/**
 * Joins the current consent and the stored answer of a number; `g` has `brand` and `audience`. The `limit` clauses make
 * the planner look up each number: a join of 50,000 numbers would read a ledger of millions.
 */
export const knowledgeOf = (number: string): string => `
  left join lateral (select status, as_of, position from iletimerkezi.consent_states
    where recipient = ${number} and brand_code = g.brand and recipient_type = g.audience and channel = 'MESAJ'
    limit 1) s on true
  left join lateral (select answer, checked_at from iletimerkezi.consent_checks
    where recipient = ${number} and brand_code = g.brand and recipient_type = g.audience and channel = 'MESAJ'
    limit 1) c on true`;

/**
 * The verdict: first refusals, then recent consents, then the policy. An answer of İYS counts over an older record. `g` has
 * `policy`, `fresh_after`, since which a consent must be given or confirmed, and `cache_after`, since which an answer may be
 * reused.
 */
export const VERDICT = `case
    when s.status = 'RET' then 'refused'
    when c.answer = 'refused' and (s.as_of is null or c.checked_at > s.as_of) then
      case when g.policy = 'check' and c.checked_at <= g.cache_after then 'open' else 'refused' end
    when s.status = 'ONAY' and (c.answer is null or c.answer = 'granted' or c.checked_at <= s.as_of)
      and (s.as_of >= g.fresh_after or (c.answer = 'granted' and c.checked_at >= g.fresh_after)) then 'granted'
    when g.policy = 'allow' then 'allowed'
    when g.policy = 'check' and (c.checked_at is null or c.checked_at <= g.cache_after or c.checked_at <= s.as_of)
      then 'open'
    when s.status = 'ONAY' and c.answer in ('none', 'unknown-recipient') and c.checked_at > s.as_of
      then 'not-registered'
    when s.status = 'ONAY' then 'stale'
    when c.answer in ('none', 'unknown-recipient') then 'no-record'
    else 'unknown'
  end`;

/** The record of a verdict; none if the answer of İYS overrules it. */
export const POSITION = `case when s.status = 'ONAY' and c.answer = 'refused' and c.checked_at > s.as_of
    then null else s.position end`;

/** The verdicts with which a recipient gets the message, or may get it after a check. */
export const GOES = `('granted', 'allowed', 'open')`;
