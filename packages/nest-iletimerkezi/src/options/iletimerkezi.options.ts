import type { CharacterMode, Credentials, DebugEvent, Fetch, RetryPolicy, Timeouts } from 'iletimerkezi-core';
import type { FrequencyCapOptions } from './commercial.options.js';
import type { BrandProfileOptions, OptOutOptions } from './content.options.js';
import type { ConsentOptions } from './consents.options.js';
import type { OutboxOptions } from './outbox.options.js';
import type { PhoneVerificationOptions } from './phone-verification.options.js';
import type { SendingHoursOptions } from './sending-hours.options.js';
import type { LimitOptions } from './spend.options.js';
import type { StorageOptions } from './storage.options.js';
import type { VerificationOptions } from './verification.options.js';
import type { WebhookOptions } from './webhook.options.js';

/** Key and hash from the panel, or a function that returns them. It is called before every request, to support rotation. */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>);

/** The options of one account. `forRoot()` reads missing options of the default account from `ILETIMERKEZI_*`. */
export interface IletimerkeziOptions {
  credentials: CredentialsSource;
  /** Base URL of the API. Default: the provider's host. Set it to the emulator's URL for development and tests. */
  baseUrl?: string;
  /** Sender of orders without `sender`. Must match one of the account's approved senders exactly. */
  defaultSender?: string;
  /** İYS brand code of consents without `brandCode`. */
  brandCode?: string;
  /**
   * Who sends the account's commercial messages. Each gets a footer with sender, contact and opt-out unless its text has them.
   * Default: their content is not checked. See {@link BrandProfileOptions}.
   */
  brand?: BrandProfileOptions;
  /** Opt-out links: `{ret}` in a text is then replaced with the recipient's link. See {@link OptOutOptions}. */
  optOut?: OptOutOptions;
  /** The account's character mode in the panel. Default `english`, the provider's default. */
  characterMode?: CharacterMode;
  /** Number of characters that each of ŞşĞğçıİ counts as in an estimate. Default 1; see `countSegments` of iletimerkezi-core. */
  turkishLetterCost?: 1 | 2;
  /** Whether the account's abroad mode is on. Numbers of other countries are then accepted. Default false. */
  abroad?: boolean;
  timeouts?: Partial<Timeouts>;
  /** Retry policy of failed calls that are safe to retry; `false` disables retries. */
  retry?: Partial<RetryPolicy> | false;
  webhook?: WebhookOptions;
  /**
   * Database of the outbox: `{}` or `{ dir }` for an embedded PostgreSQL server, `{ url }` for your own. Default false:
   * the direct services work, and the outbox throws an error that it needs storage.
   */
  storage?: StorageOptions;
  /** Options of the account's outbox; see {@link OutboxOptions}. */
  outbox?: OutboxOptions;
  /** Caps on the credits that the account may spend. Requires `storage`. Default none; see {@link SpendLimitOptions}. */
  limits?: LimitOptions;
  /** Hours in which commercial messages are sent, in the time of Türkiye. Default always; see {@link SendingHoursOptions}. */
  sendingHours?: SendingHoursOptions;
  /**
   * Maximum number of commercial messages that a person gets in some days. Requires `storage`. Default none; see
   * {@link FrequencyCapOptions}.
   */
  frequencyCap?: FrequencyCapOptions;
  /** Options of consents and registry lookups; see {@link ConsentOptions}. */
  consents?: ConsentOptions;
  /**
   * Verifies the consent ledger against the registry on a schedule: `{}` for every night at 03:00. Requires `storage`,
   * `brandCode` and the host's `ScheduleModule.forRoot()`. Default off; see {@link VerificationOptions}.
   */
  verification?: VerificationOptions;
  /**
   * One-time codes by SMS: limits, texts and secret keys. Without `storage`, verifications are kept in the memory of this
   * process. Default off; see {@link PhoneVerificationOptions}.
   */
  phoneVerification?: PhoneVerificationOptions;
  /** Time for which a closing application waits for sends and handlers in flight, in milliseconds. Default 10,000. */
  drainTimeoutMs?: number;
  /**
   * Allows a process with `NODE_ENV=test` to use the real provider. The provider has no sandbox: such a test sends real,
   * billed messages to real people. Default false: boot fails.
   */
  allowLiveProviderInTests?: boolean;
  /** Replaces the platform's `fetch`. */
  fetch?: Fetch;
  /** Called for every call to the provider, without bodies, credentials, numbers or texts. */
  debug?: (event: DebugEvent) => void;
}

/** Settings next to the options factory. Nest needs them before the factory runs. */
export interface IletimerkeziModuleExtras {
  /** The account's name in this application. Default `default`, whose services are injected by class. */
  account?: string;
  /** Whether other modules can inject the services without importing this module. Default true. */
  isGlobal?: boolean;
}

/** The options of `forRoot()`: {@link IletimerkeziOptions}, each of which can also come from the environment. */
export type IletimerkeziRootOptions = Partial<Omit<IletimerkeziOptions, 'webhook'>> &
  IletimerkeziModuleExtras & { webhook?: Partial<WebhookOptions> };

/** Interface of a class passed as `useClass` or `useExisting`. */
export interface IletimerkeziOptionsFactory {
  createIletimerkeziOptions(): IletimerkeziOptions | Promise<IletimerkeziOptions>;
}

export const DEFAULT_ACCOUNT = 'default';
