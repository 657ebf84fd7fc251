import { Injectable, Logger } from '@nestjs/common';
import { AccountStorage } from './account-storage.js';
import type { Storage } from './storage.js';
import { StorageError } from './storage.errors.js';
import { DEFAULT_DIRECTORY, type StorageOptions } from '../options/storage.options.js';

type EnabledOptions = Exclude<StorageOptions, false>;

/** A database of this process: its settings, and the promise of its opening. */
interface Opened {
  readonly options: EnabledOptions;
  readonly storage: Promise<Storage>;
}

/** Opens each database once, however many accounts name it, and closes them all. */
@Injectable()
export class Storages {
  private readonly logger = new Logger('IletimerkeziStorage');
  private readonly opened = new Map<string, Opened>();
  private readonly handles = new Map<string, AccountStorage>();

  /**
   * Opens an account's database, or joins the account to the one that another account opened.
   * @returns undefined for an account without storage.
   * @throws StorageError that fails the start and contains the fix.
   */
  async open(account: string, options: StorageOptions | undefined): Promise<AccountStorage | undefined> {
    if (options === undefined || options === false) return undefined;
    const key = 'url' in options ? `url ${options.url}` : `dir ${options.dir ?? DEFAULT_DIRECTORY}`;
    let opened = this.opened.get(key);
    if (opened === undefined) {
      opened = { options, storage: openStorage(options, this.logger) };
      this.opened.set(key, opened);
    } else requireSameSettings(account, opened.options, options);
    const handle = new AccountStorage(account, await opened.storage);
    this.handles.set(account, handle);
    return handle;
  }

  /** Returns the handle of an account that has storage. */
  of(account: string): AccountStorage | undefined {
    return this.handles.get(account);
  }

  /** Returns one handle for each database that is open, of the account that opened it. */
  all(): AccountStorage[] {
    return [
      ...new Map([...this.handles.values()].toReversed().map((handle) => [handle.storage, handle])).values(),
    ];
  }

  /** Closes every database. */
  async close(): Promise<void> {
    const settled = await Promise.allSettled([...this.opened.values()].map(({ storage }) => storage));
    for (const result of settled) if (result.status === 'fulfilled') await result.value.close();
  }
}

/** Loads the driver, the migrations and the embedded server: applications without storage do not need them. */
async function openStorage(options: EnabledOptions, log: Logger): Promise<Storage> {
  const { Storage } = await import('./storage.js');
  return Storage.open(options, log);
}

/** Throws unless accounts that share a database have the same connection settings: they share its connections. */
function requireSameSettings(account: string, first: EnabledOptions, second: EnabledOptions): void {
  for (const name of ['pool', 'listenUrl'] as const) {
    if (Reflect.get(first, name) === Reflect.get(second, name)) continue;
    throw new StorageError('settings-differ', { account, option: name });
  }
}
