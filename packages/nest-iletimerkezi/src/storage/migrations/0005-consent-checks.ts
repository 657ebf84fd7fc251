import type { Migration } from './migrate.js';

/**
 * What the registry answered last about each recipient, and the pace at which it is asked. An answer may be used
 * again for an hour at most; it is kept longer because it also says when a consent was confirmed last.
 */
export const consentChecks: Migration = {
  version: 5,
  name: 'consent-checks',
  sql: `
create table iletimerkezi.consent_checks (
  brand_code text not null,
  recipient text not null,
  recipient_type text not null,
  channel text not null,
  answer text not null check (answer in ('granted', 'refused', 'none', 'unknown-recipient')),
  source text,
  consent_date timestamptz,
  checked_at timestamptz not null,
  primary key (recipient, brand_code, recipient_type, channel)
);
create index consent_checks_age on iletimerkezi.consent_checks (brand_code, checked_at);

create table iletimerkezi.consent_paces (
  account text primary key,
  next_at timestamptz not null
);
`,
};
