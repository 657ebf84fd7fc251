/**
 * Why a recipient of a commercial message gets it or does not.
 * - `granted`: a consent that is known and recent enough
 * - `allowed`: not known well enough, and the policy lets it go
 * - `open`: the registry is to be asked
 * - `refused`: they have refused
 * - `no-record`: the registry has no record of them
 * - `not-registered`: they consented here, but the registry has no such record
 * - `unknown`: nothing is known, and the policy blocks it
 * - `stale`: the consent was not confirmed for too long, and the policy blocks it
 * - `not-checkable`: the registry takes no such number
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
  | 'not-checkable';

/**
 * What the ledger and the registry's last answer say of a number; `g` has `brand` and `audience`. The limits keep to
 * a look-up for each number: a join of 50,000 numbers would read all of a ledger of millions.
 */
export const knowledgeOf = (number: string): string => `
  left join lateral (select status, as_of, position from iletimerkezi.consent_states
    where recipient = ${number} and brand_code = g.brand and recipient_type = g.audience and channel = 'MESAJ'
    limit 1) s on true
  left join lateral (select answer, checked_at from iletimerkezi.consent_checks
    where recipient = ${number} and brand_code = g.brand and recipient_type = g.audience and channel = 'MESAJ'
    limit 1) c on true`;

/**
 * The verdict, in this order: what refuses, what is granted and recent, then what the policy says of the rest. An
 * answer of the registry's counts over a record that is older than it. `g` has `policy`, and the moments
 * `fresh_after`, since which a consent must have been given or confirmed, and `cache_after`, since which an answer of
 * the registry's need not be asked for again.
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

/** The record that a verdict rests on; none where the registry's answer overrules it. */
export const POSITION = `case when s.status = 'ONAY' and c.answer = 'refused' and c.checked_at > s.as_of
    then null else s.position end`;

/** Those of them that get the message, or may yet. */
export const GOES = `('granted', 'allowed', 'open')`;
