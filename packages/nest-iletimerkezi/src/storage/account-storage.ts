import type { Kysely } from 'kysely';
import type { Tables } from './schema.js';
import type { Storage } from './storage.js';

/** An account's handle on its database, which other accounts may share. */
export class AccountStorage {
  constructor(
    readonly account: string,
    readonly storage: Storage,
  ) {}

  /** The directory of the markers of attempts; undefined with an external database. */
  get markersDirectory(): string | undefined {
    return this.storage.markersDirectory;
  }

  get kysely(): Kysely<Tables> {
    return this.storage.database.kysely;
  }
}
