/** At most `limit` events in any period of `perMs` milliseconds. */
export interface LimitWindow {
  /** 1 to 10,000. */
  readonly limit: number;
  /** Milliseconds, one second to seven days. */
  readonly perMs: number;
}

/** The scopes by which messages of phone verifications are counted. */
export type VerificationScope = 'phone' | 'ip' | 'session' | 'prefix' | 'account';

/**
 * Why a message was refused: a limit of a scope, a pause of a prefix or IP address, the pause between two messages, or too many
 * wrong codes.
 */
export type PhoneVerificationRefusal =
  | VerificationScope
  | 'paused-prefix'
  | 'paused-ip'
  | 'resend-pause'
  | 'attempts';

/** The windows of each scope. `false` removes the limit. */
export type PhoneVerificationLimits = Readonly<Record<VerificationScope, readonly LimitWindow[] | false>>;

/** When a number prefix or an IP address is paused because few of its codes are entered. */
export interface PumpingGuard {
  /** Share of messages whose code is entered, 0 to 1. Below it, the prefix or address is paused. Default 0.2. */
  readonly threshold: number;
  /** Messages of a prefix whose code could have been entered, before the share counts. Default 20. */
  readonly leastOfPrefix: number;
  /** The same for an IP address. Default 10. */
  readonly leastOfIp: number;
  /** Period of the count, in milliseconds. Default one hour. */
  readonly windowMs: number;
  /** Length of a pause, in milliseconds. Default one hour. */
  readonly pauseMs: number;
}

/** Options of phone verification. Everything except `hashKeys` has a default. */
export interface PhoneVerificationOptions {
  /**
   * Secret keys of at least 32 characters or bytes. The first one derives new codes and hashes phone numbers, IP addresses and
   * session ids; codes of the others are still accepted. To rotate, add the new key at the end on all instances, then move
   * it to the start, and remove the old one when its codes have expired. Limits count anew after a rotation.
   */
  hashKeys: readonly (string | Uint8Array)[];
  /** Number of digits, 4 to 10. Default 6. */
  codeLength?: number;
  /** Lifetime of a code in milliseconds, one minute to one hour. Default five minutes. */
  lifetimeMs?: number;
  /**
   * Wrong codes per phone and purpose in one hour, 1 to 10; three times as many in 24 hours. Counts over resends and new
   * verifications. Default 5.
   */
  attempts?: number;
  resend?: {
    /**
     * `same` (default): sends the same code again while at least half of its lifetime, or one minute, is left. `new`: sends
     * a new code, and the old one becomes invalid.
     */
    code?: 'same' | 'new';
    /** Milliseconds until the first, second, … resend; the last one repeats. Default 60,000, 120,000, 300,000. */
    pausesMs?: readonly number[];
  };
  /** Messages per phone, IP address, session, prefix and account. See {@link PHONE_VERIFICATION_LIMITS} for the defaults. */
  limits?: Partial<PhoneVerificationLimits>;
  /** Pauses prefixes and IP addresses whose codes are rarely entered. `false` disables it. */
  pumping?: Partial<PumpingGuard> | false;
  /**
   * Texts of the message. `{code}` stands for the code and `{minutes}` for its lifetime. Default: a text of one part in
   * Turkish and English.
   */
  texts?: Partial<Readonly<Record<'tr' | 'en', string>>>;
  /** Domain of the page on which the code is entered, such as `example.com`. Browsers then offer the code there only. */
  domain?: string;
  allow?: {
    /**
     * Prefixes in E.164, such as `+49` or `+9056161`. Their numbers are accepted even if they are abroad (with the option
     * `abroad` of the account) or in an unassigned range, and are exempt from the limits per prefix and from pauses.
     */
    prefixes?: readonly string[];
    /** IP addresses, such as your office's, without limit and pause. */
    ips?: readonly string[];
  };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Default limits of the messages of phone verifications. A prefix is a number without its last four digits. */
export const PHONE_VERIFICATION_LIMITS: PhoneVerificationLimits = {
  phone: [
    { limit: 1, perMs: MINUTE },
    { limit: 5, perMs: HOUR },
    { limit: 10, perMs: DAY },
  ],
  ip: [{ limit: 20, perMs: HOUR }],
  session: [{ limit: 5, perMs: DAY }],
  prefix: [
    { limit: 50, perMs: HOUR },
    { limit: 200, perMs: DAY },
  ],
  account: [
    { limit: 1_000, perMs: HOUR },
    { limit: 10_000, perMs: DAY },
  ],
};

export const PUMPING_DEFAULTS: PumpingGuard = {
  threshold: 0.2,
  leastOfPrefix: 20,
  leastOfIp: 10,
  windowMs: HOUR,
  pauseMs: HOUR,
};

/** The options with all defaults. */
export interface PhoneVerificationSettings {
  readonly hashKeys: readonly (string | Uint8Array)[];
  readonly codeLength: number;
  readonly lifetimeMs: number;
  /** Windows of wrong codes per phone and purpose. */
  readonly attempts: readonly LimitWindow[];
  readonly resend: { readonly code: 'same' | 'new'; readonly pausesMs: readonly number[] };
  readonly limits: PhoneVerificationLimits;
  readonly pumping: PumpingGuard | undefined;
  readonly texts: Partial<Readonly<Record<'tr' | 'en', string>>>;
  readonly domain: string | undefined;
  readonly allow: { readonly prefixes: readonly string[]; readonly ips: readonly string[] };
}

/** Returns the options with their defaults. An option that is `undefined` or `null` is treated as absent. */
export function phoneVerificationSettings(options: PhoneVerificationOptions): PhoneVerificationSettings {
  const given = present(options);
  const { hashKeys, codeLength = 6, lifetimeMs = 5 * MINUTE, attempts = 5, texts, domain, allow } = given;
  const { prefixes = [], ips = [] } = present(allow);
  return {
    hashKeys,
    codeLength,
    lifetimeMs,
    attempts: [
      { limit: attempts, perMs: HOUR },
      { limit: 3 * attempts, perMs: DAY },
    ],
    resend: { code: 'same', pausesMs: [MINUTE, 2 * MINUTE, 5 * MINUTE], ...present(given.resend) },
    limits: { ...PHONE_VERIFICATION_LIMITS, ...present(given.limits) },
    pumping: given.pumping === false ? undefined : { ...PUMPING_DEFAULTS, ...present(given.pumping) },
    texts: present(texts),
    domain,
    allow: { prefixes, ips },
  };
}

/** Returns the fields of an object that have a value. */
function present<Fields extends object>(given: Fields | undefined): Fields {
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as Fields;
}

/** Returns the longest period of some windows, in milliseconds; 0 without one. */
export const longestOf = (windows: readonly LimitWindow[] | false): number =>
  windows === false ? 0 : Math.max(0, ...windows.map(({ perMs }) => perMs));
