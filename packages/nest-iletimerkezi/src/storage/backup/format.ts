/**
 * A backup is one gzipped text: a head, then each table as PostgreSQL's COPY writes it, then a tail. Lines that
 * are not rows are JSON; a table ends with `\.`, which COPY never writes as a row. It carries no data of the
 * server's own, so it moves between versions of PostgreSQL, and between the embedded one and any other.
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

/** Written last: without it the file was cut. */
export const END_OF_BACKUP = '{"end":true}';

/**
 * In the order in which their references allow them to be loaded. Instances are not part of it: those of the
 * past hold no lease any more.
 */
export const BACKED_UP_TABLES = [
  'campaigns',
  'orders',
  'recipients',
  'delivery_reports',
  'events',
  'lanes',
  'paces',
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
  'consent_paces',
  'commercial_sends',
  'verification_runs',
] as const;

/** Rows per table, as counted while they were written or loaded. */
export type TableCounts = Readonly<Record<string, number>>;
