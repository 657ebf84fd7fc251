import type { Migration } from './migrate.js';

/** Adds what the registry confirmed about the records, and the verification runs. */
export const verification: Migration = {
  version: 8,
  name: 'verification',
  sql: `
alter table iletimerkezi.consent_registrations
  drop constraint consent_registrations_state_check,
  add constraint consent_registrations_state_check check (state in ('queued', 'sending', 'sent', 'unknown', 'held',
    'refused', 'expired', 'confirmed', 'missing')),
  add column attempts integer not null default 1;
create index consent_registrations_unverified on iletimerkezi.consent_registrations (account, due_at, position)
  where state in ('sent', 'unknown');

create table iletimerkezi.verification_runs (
  id uuid primary key,
  account text not null,
  fire_at timestamptz,
  state text not null check (state in ('running', 'done', 'stopped')),
  reason text,
  holder uuid not null,
  lease_until timestamptz not null,
  budget integer not null,
  requests integer not null default 0,
  checked integer not null default 0,
  confirmed integer not null default 0,
  missing integer not null default 0,
  repeated integer not null default 0,
  changed integer not null default 0,
  failed integer not null default 0,
  remaining jsonb,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz
);
create unique index verification_runs_fire on iletimerkezi.verification_runs (account, fire_at);
create unique index verification_runs_one on iletimerkezi.verification_runs (account) where state = 'running';
create index verification_runs_started on iletimerkezi.verification_runs (account, started_at);
`,
};
