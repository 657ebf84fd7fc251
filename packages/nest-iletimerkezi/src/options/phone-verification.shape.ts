import { optional, required, satisfies, wholeNumber } from './option-checks.js';

const WEEK_MS = 7 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Largest limit of a window: more entries would make each check slow. */
const LARGEST_LIMIT = 10_000;
const LONGEST_TEXT = 300;
const SCOPES: readonly string[] = ['phone', 'ip', 'session', 'prefix', 'account'];

/** Checks of the options of phone verification. */
export const PHONE_VERIFICATION = {
  hashKeys: required(satisfies('hash-keys-invalid', isKeys)),
  codeLength: optional(wholeNumber('not-in-range', 4, 10)),
  lifetimeMs: optional(wholeNumber('not-in-range', 60_000, 3_600_000)),
  attempts: optional(wholeNumber('not-in-range', 1, 10)),
  resend: optional(satisfies('resend-invalid', isResend)),
  limits: optional(satisfies('limits-invalid', isLimits)),
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

const isWindows = (value: unknown): boolean => value === false || isListOf(value, isWindow);

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
    typeof text === 'string' && text.includes('{code}') && text.length <= LONGEST_TEXT;
  return fields !== undefined && Object.values(fields).every((text) => isOptional(text, isText));
}

function isDomain(value: unknown): boolean {
  return typeof value === 'string' && /^(?=.{1,100}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(value);
}

function isAllow(value: unknown): boolean {
  const fields = fieldsOf(value, ['prefixes', 'ips']);
  if (fields === undefined) return false;
  const isPrefix = (prefix: unknown): boolean =>
    typeof prefix === 'string' && /^\+[1-9]\d{0,14}$/.test(prefix);
  const isText = (text: unknown): boolean => typeof text === 'string' && text !== '';
  return (
    isOptional(fields['prefixes'], (list) => isListOf(list, isPrefix)) &&
    isOptional(fields['ips'], (list) => isListOf(list, isText))
  );
}
