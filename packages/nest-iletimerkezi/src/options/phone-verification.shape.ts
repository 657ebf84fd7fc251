import { isIpAddress } from '../common/ip-network.js';
import type { LimitWindow } from './phone-verification.options.js';
import { optional, required, satisfies, wholeNumber } from './option-checks.js';

const WEEK_MS = 7 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Largest limit of a window: more entries would make each check slow. */
const LARGEST_LIMIT = 10_000;
const LONGEST_TEXT = 300;
const LONGEST_DOMAIN = 100;
const SCOPES: readonly string[] = ['phone', 'ip', 'session', 'prefix', 'account'];

/** Checks of the options of phone verification. */
export const PHONE_VERIFICATION = {
  hashKeys: required(satisfies('hash-keys-invalid', isKeys), satisfies('hash-keys-repeated', areDistinct)),
  codeLength: optional(wholeNumber('not-in-range', 4, 10)),
  lifetimeMs: optional(wholeNumber('not-in-range', 60_000, 3_600_000)),
  attempts: optional(wholeNumber('not-in-range', 1, 10)),
  resend: optional(satisfies('resend-invalid', isResend)),
  limits: optional(satisfies('limits-invalid', isLimits), satisfies('limits-contradictory', areConsistent)),
  pumping: optional(satisfies('pumping-invalid', isPumping)),
  texts: optional(satisfies('verification-texts-invalid', isTexts)),
  domain: optional(satisfies('domain-invalid', isDomain)),
  allow: optional(satisfies('allow-invalid', isAllow)),
};

type Fields = Readonly<Record<string, unknown>>;

/** Returns the fields of an object that has no others than the given ones. */
function fieldsOf(value: unknown, names: readonly string[]): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value).every((name) => names.includes(name)) ? { ...value } : undefined;
}

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

const isOptional = (value: unknown, test: (value: unknown) => boolean): boolean =>
  value === undefined || test(value);

const isListOf = (value: unknown, test: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test);

function isKeys(value: unknown): boolean {
  const isKey = (key: unknown): boolean =>
    (typeof key === 'string' || key instanceof Uint8Array) && key.length >= 32;
  return isListOf(value, isKey) && Array.isArray(value) && value.length >= 1 && value.length <= 4;
}

/** A key and its bytes in UTF-8 are the same HMAC key. */
function areDistinct(value: unknown): boolean {
  const keys = Array.isArray(value) ? value : [];
  return new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size === keys.length;
}

function isResend(value: unknown): boolean {
  const fields = fieldsOf(value, ['code', 'pausesMs']);
  if (fields === undefined) return false;
  const isPause = (pause: unknown): boolean => isWhole(pause, 0, DAY_MS);
  return (
    isOptional(fields['code'], (code) => code === 'same' || code === 'new') &&
    isOptional(
      fields['pausesMs'],
      (pauses) => isListOf(pauses, isPause) && Array.isArray(pauses) && pauses.length > 0,
    )
  );
}

function isLimits(value: unknown): boolean {
  const fields = fieldsOf(value, SCOPES);
  return fields !== undefined && Object.values(fields).every((windows) => isOptional(windows, isWindows));
}

const isWindows = (value: unknown): boolean =>
  value === false || (isListOf(value, isWindow) && Array.isArray(value) && value.length > 0);

/** Returns whether no window is pointless because a longer one allows fewer, or because its period is listed twice. */
function areConsistent(value: unknown): boolean {
  return Object.values<readonly LimitWindow[] | false | undefined>(Object(value)).every((windows) => {
    const sorted = (windows || []).toSorted((a, b) => a.perMs - b.perMs);
    return sorted.every((window, index) => {
      const shorter = sorted[index - 1];
      return shorter === undefined || (shorter.perMs < window.perMs && shorter.limit <= window.limit);
    });
  });
}

function isWindow(value: unknown): boolean {
  const fields = fieldsOf(value, ['limit', 'perMs']);
  return (
    fields !== undefined &&
    isWhole(fields['limit'], 1, LARGEST_LIMIT) &&
    isWhole(fields['perMs'], 1_000, WEEK_MS)
  );
}

function isPumping(value: unknown): boolean {
  if (value === false) return true;
  const fields = fieldsOf(value, ['threshold', 'leastOfPrefix', 'leastOfIp', 'windowMs', 'pauseMs']);
  if (fields === undefined) return false;
  const { threshold, leastOfPrefix, leastOfIp, windowMs, pauseMs } = fields;
  const isShare = (share: unknown): boolean => typeof share === 'number' && share >= 0 && share <= 1;
  const isCount = (count: unknown): boolean => isWhole(count, 1, LARGEST_LIMIT);
  const isPeriod = (ms: unknown): boolean => isWhole(ms, 60_000, WEEK_MS);
  return (
    isOptional(threshold, isShare) &&
    [leastOfPrefix, leastOfIp].every((count) => isOptional(count, isCount)) &&
    [windowMs, pauseMs].every((ms) => isOptional(ms, isPeriod))
  );
}

function isTexts(value: unknown): boolean {
  const fields = fieldsOf(value, ['tr', 'en']);
  const isText = (text: unknown): boolean =>
    typeof text === 'string' &&
    text.includes('{code}') &&
    text.length <= LONGEST_TEXT &&
    !/[{}]/.test(text.replaceAll(/\{(?:code|minutes)\}/g, ''));
  return fields !== undefined && Object.values(fields).every((text) => isOptional(text, isText));
}

function isDomain(value: unknown): boolean {
  const isLabel = (label: string): boolean => /^[a-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label);
  return typeof value === 'string' && value.length <= LONGEST_DOMAIN && value.split('.').every(isLabel);
}

function isAllow(value: unknown): boolean {
  const fields = fieldsOf(value, ['prefixes', 'ips']);
  if (fields === undefined) return false;
  const isPrefix = (prefix: unknown): boolean =>
    typeof prefix === 'string' && /^\+[1-9]\d{0,14}$/.test(prefix) && !isLandline(prefix);
  const isAddress = (ip: unknown): boolean => typeof ip === 'string' && isIpAddress(ip);
  return (
    isOptional(fields['prefixes'], (list) => isListOf(list, isPrefix)) &&
    isOptional(fields['ips'], (list) => isListOf(list, isAddress))
  );
}

/** Landlines are refused in any case, so a prefix of them would have no effect. */
const isLandline = (prefix: string): boolean => /^\+90[^5]/.test(prefix);
