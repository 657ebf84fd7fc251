import type { Migration } from './migrate.js';

/**
 * Adds the last answer of the registry for each recipient, and the rate limit of the requests. An answer may be reused
 * for one hour at most. It is kept longer because it also contains when a consent was last confirmed.
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
