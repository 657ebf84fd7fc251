import type { Migration } from './migrate.js';

/**
 * Adds evidence that is not a consent record: refusals in a form by people without a standing consent, and erasures with
 * their reason (regulation on the erasure of personal data, 2017/30224, art. 7/3: erasures are recorded for at least
 * three years). `orders.questions` counts the registry checks of an order.
 */
export const consentEvidence: Migration = {
  version: 14,
  name: 'consent-evidence',
  sql: `
create table iletimerkezi.consent_declines (
  id uuid primary key,
  brand_code text not null,
  declined_at timestamptz not null,
  recipient text,
  recipient_type text,
  channel text not null,
  source text not null,
  form text,
  trace text,
  submission_id text
);
create index consent_declines_recipient on iletimerkezi.consent_declines (recipient, brand_code);
create index consent_declines_age on iletimerkezi.consent_declines (brand_code, declined_at);
create unique index consent_declines_submission on iletimerkezi.consent_declines (brand_code, submission_id, channel)
  where submission_id is not null;

create table iletimerkezi.consent_erasures (
  id uuid primary key,
  brand_code text not null,
  erased_at timestamptz not null default now(),
  records integer not null,
  reason text not null
);

alter table iletimerkezi.orders add column questions integer not null default 0;
`,
};
