import type { CharacterMode, Credentials, DebugEvent, Fetch, RetryPolicy, Timeouts } from 'iletimerkezi-core';
import type { ConsentOptions } from './consents.options.js';
import type { OutboxOptions } from './outbox.options.js';
import type { StorageOptions } from './storage.options.js';
import type { VerificationOptions } from './verification.options.js';
import type { WebhookOptions } from './webhook.options.js';

/** Key and hash from the panel, or a function giving them, asked before every call: for rotation. */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>);

/** The options of one account. `forRoot()` takes missing ones of the default account from `ILETIMERKEZI_*`. */
export interface IletimerkeziOptions {
  credentials: CredentialsSource;
  /** Default: the provider's own host. Point it at the emulator while developing and testing. */
  baseUrl?: string;
  /** The sender of orders that name none; one of the account's approved ones, letter for letter. */
  defaultSender?: string;
  /** The İYS brand code of consents that name none. */
  brandCode?: string;
  /** The account's character mode in the panel. Default `english`, as accounts come. */
  characterMode?: CharacterMode;
  /** What each of ŞşĞğçıİ costs in an estimate. Default 1; see `countSegments` of iletimerkezi-core. */
  turkishLetterCost?: 1 | 2;
  /** Whether the account's abroad mode is on, so that numbers of other countries are let through. Default false. */
  abroad?: boolean;
  timeouts?: Partial<Timeouts>;
  /** How failed calls are repeated where that is safe; `false` for never. */
  retry?: Partial<RetryPolicy> | false;
  webhook?: WebhookOptions;
  /**
   * Where the outbox keeps its orders: `{}` or `{ dir }` for a PostgreSQL server of the module's own, `{ url }` for
   * yours. Default false: the direct services work, the outbox says that it needs storage.
   */
  storage?: StorageOptions;
  /** How the outbox of this account works; see {@link OutboxOptions}. */
  outbox?: OutboxOptions;
  /** How consents are looked up at the registry; see {@link ConsentOptions}. */
  consents?: ConsentOptions;
  /**
   * Holds the consent ledger against the registry on a schedule: `{}` for every night at three. Needs `storage`,
   * `brandCode` and the host's `ScheduleModule.forRoot()`. Default off; see {@link VerificationOptions}.
   */
  verification?: VerificationOptions;
  /** How long a closing application waits for sends and handlers under way, in milliseconds. Default 10,000. */
  drainTimeoutMs?: number;
  /**
   * Lets a process with `NODE_ENV=test` talk to the real provider. There is no sandbox: such a test sends real
   * messages to real people and pays for them. Default false: boot fails.
   */
  allowLiveProviderInTests?: boolean;
  /** In place of the platform's `fetch`. */
  fetch?: Fetch;
  /** Told of every call to the provider, without bodies, credentials, numbers or texts. */
  debug?: (event: DebugEvent) => void;
}

/** Beside the options, and outside of any factory, because Nest needs them before the factory runs. */
export interface IletimerkeziModuleExtras {
  /** The account's name in this application. Default `default`, whose services are injected by their class alone. */
  account?: string;
  /** Whether other modules get the services without importing this one. Default true. */
  isGlobal?: boolean;
}

/** The options of `forRoot()`: {@link IletimerkeziOptions} of which each may come from the environment instead. */
export type IletimerkeziRootOptions = Partial<Omit<IletimerkeziOptions, 'webhook'>> &
  IletimerkeziModuleExtras & { webhook?: Partial<WebhookOptions> };

/** What a class given as `useClass` or `useExisting` implements. */
export interface IletimerkeziOptionsFactory {
  createIletimerkeziOptions(): IletimerkeziOptions | Promise<IletimerkeziOptions>;
}

export const DEFAULT_ACCOUNT = 'default';
