/**
 * A backup is one gzipped text: a header, then each table in the format of PostgreSQL's COPY, then a trailer. Lines that
 * are not rows are JSON. A table ends with `\.`, which COPY never writes as a row. The file contains no server-specific
 * data, so it can be restored into another version of PostgreSQL.
 */
export interface BackupHead {
  readonly format: 'nest-iletimerkezi backup';
  readonly schema: number;
  readonly takenAt: string;
}

export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface TableTail {
  readonly table: string;
  readonly rows: number;
}

export const END_OF_TABLE = '\\.';

/** The last line of the file. Without it, the file is truncated. */
export const END_OF_BACKUP = '{"end":true}';

/**
 * The tables in the order in which their foreign keys allow them to be loaded. Instances are not backed up: instances of
 * the past hold no lease. Of phone verifications, the limits are backed up, or a restore would give an attacker new guesses
 * and messages. Verifications themselves are not: they live for minutes, and a code must not be accepted twice.
 */
export const BACKED_UP_TABLES = [
  'campaigns',
  'orders',
  'recipients',
  'delivery_reports',
  'events',
  'lanes',
  'rate_limits',
  'spend_periods',
  'spend_changes',
  'spend_waiting',
  'phone_verification_targets',
  'phone_verification_hits',
  'phone_verification_pauses',
  'tool_sends',
  'consent_chains',
  'consent_records',
  'consent_texts',
  'consent_personal',
  'consent_states',
  'consent_registrations',
  'consent_syncs',
  'consent_sync_faults',
  'consent_checks',
  'consent_declines',
  'consent_erasures',
  'registry_rate_limits',
  'commercial_sends',
  'commercial_contacts',
  'verification_runs',
  'templates',
  'template_versions',
] as const;

/** Rows per table, counted while they are written or loaded. */
export type TableCounts = Readonly<Record<string, number>>;
