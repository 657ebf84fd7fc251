import type { Migration } from './migrate.js';

/**
 * Numbers the messages of a subject, so that a window of any size is judged by one of them: the message that stands as many
 * places before the last one as the window allows. Counting them read as many rows as the limit of the account. Entered codes
 * and repeated messages are not limited and have no number.
 */
export const verificationOrdinals: Migration = {
  version: 34,
  name: 'verification-ordinals',
  sql: `
alter table iletimerkezi.phone_verification_hits add column ordinal bigint;
with numbered as (
  select ctid, row_number() over (partition by account, scope, key order by at) as ordinal
    from iletimerkezi.phone_verification_hits where scope <> 'dedupe' and scope not like 'entered %')
update iletimerkezi.phone_verification_hits h set ordinal = numbered.ordinal from numbered where h.ctid = numbered.ctid;
create index phone_verification_hits_ordinal on iletimerkezi.phone_verification_hits (account, scope, key, ordinal)
  where ordinal is not null;
`,
};
