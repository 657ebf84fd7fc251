import { isOptOutUrl, parseBrandProfile, parseSender } from 'iletimerkezi-core';
import { FREQUENCY_CAP, SENDING_HOURS } from './commercial.shape.js';
import { CHECKS_PER_ORDER, STALE_AFTER } from './consents.options.js';
import {
  fields,
  isFunction,
  isObject,
  isText,
  milliseconds,
  objectOf,
  oneOf,
  type OptionCheck,
  optional,
  required,
  satisfies,
  wholeNumber,
} from './option-checks.js';
import { RETENTION_DEFAULT_DAYS, type RetentionOptions } from './outbox.options.js';
import { type OptionFault, optionFault } from './option-texts.js';
import { PHONE_VERIFICATION } from './phone-verification.shape.js';
import { SPEND_LIMITS } from './spend.shape.js';
import { VERIFICATION } from './verification.shape.js';

const flag = optional(satisfies('boolean-required', (value) => typeof value === 'boolean'));
const text = (value: unknown): boolean => isText(value) && value !== '';

const CREDENTIALS = fields({
  key: satisfies('key-required', text),
  hash: satisfies('hash-required', text),
});

const TOKENS = required(
  satisfies('tokens-missing', (tokens) => Array.isArray(tokens) && tokens.length > 0),
  satisfies('too-many-tokens', (tokens) => listed(tokens).length <= 4),
  satisfies('token-not-text', (tokens) => listed(tokens).every(isText)),
  satisfies('token-too-short', (tokens) =>
    listed(tokens).every((token) => isText(token) && token.length >= 16),
  ),
  satisfies('token-repeated', (tokens) => new Set(listed(tokens)).size === listed(tokens).length),
);

const RETRY = objectOf('{ attempts, … }, false', {
  attempts: optional(wholeNumber('not-positive', 1)),
  baseMs: milliseconds(0),
  maxMs: milliseconds(0),
});

/** Checks the options of an account. */
export const checkOptions: OptionCheck = fields({
  credentials: (value, path) =>
    isFunction(value)
      ? []
      : required(
          satisfies('credentials-required', (given) => isObject(given) && !Array.isArray(given)),
          CREDENTIALS,
        )(value, path),
  baseUrl: optional(satisfies('not-base-url', isBaseUrl)),
  defaultSender: optional(satisfies('not-sender', isSender)),
  brandCode: optional(satisfies('not-brand-code', isBrandCode)),
  brand: optional(brandFaults),
  optOut: optional(
    objectOf('{ url, secrets: […] }', {
      url: required(satisfies('opt-out-url-invalid', isOptOutUrl)),
      secrets: required(satisfies('opt-out-secrets-invalid', areSecrets)),
    }),
  ),
  characterMode: optional(oneOf('english', 'turkish', 'unicode')),
  turkishLetterCost: optional(oneOf(1, 2)),
  abroad: flag,
  timeouts: optional(
    objectOf('{ connectMs, responseMs }', { connectMs: milliseconds(1), responseMs: milliseconds(1) }),
  ),
  retry: (value, path) => (value === false || value === undefined ? [] : RETRY(value, path)),
  webhook: optional(
    objectOf('{ tokens: […] }', {
      tokens: TOKENS,
      store: optional(satisfies('store-invalid', isStore)),
      attempts: optional(wholeNumber('not-in-range', 1, 100)),
      retryDelayMs: milliseconds(0),
      handlerTimeoutMs: milliseconds(1),
    }),
  ),
  storage: optional(satisfies('storage-invalid', isStorage)),
  outbox: optional(
    objectOf('{ onUnknown, retention, … }', {
      run: flag,
      onUnknown: optional(oneOf('hold', 'assume-sent', 'resend')),
      lookUpAfterMs: optional(satisfies('not-delays', isDelays)),
      pollAfterMs: optional(satisfies('not-delays', isDelays)),
      attempts: optional(wholeNumber('not-positive', 1)),
      retryDelayMs: milliseconds(0),
      leaseMs: milliseconds(1_000),
      retention: optional(
        satisfies('retention-invalid', isRetention),
        satisfies('retention-below-legal', isLegalPeriod),
      ),
    }),
  ),
  limits: optional(objectOf('{ spend: { perDay, … } }', { spend: optional(SPEND_LIMITS) })),
  sendingHours: optional(SENDING_HOURS),
  frequencyCap: optional(FREQUENCY_CAP),
  consents: optional(
    objectOf('{ policy, … }', {
      policy: optional(oneOf('block', 'check', 'allow')),
      staleAfterMs: optional(satisfies('stale-after-invalid', isStaleAfter)),
      checksPerOrder: optional(wholeNumber('not-in-range', CHECKS_PER_ORDER.least, CHECKS_PER_ORDER.most)),
      checksPerSecond: optional(satisfies('not-rate', isRate)),
      landlines: flag,
    }),
  ),
  verification: optional(objectOf('{ cron, … }', VERIFICATION)),
  phoneVerification: optional(objectOf('{ hashKeys: […] }', PHONE_VERIFICATION)),
  drainTimeoutMs: milliseconds(0),
  allowLiveProviderInTests: flag,
  fetch: optional(satisfies('function-required', isFunction)),
  debug: optional(satisfies('function-required', isFunction)),
});

/** The way to refuse may come from the option `optOut`, which the checks of all options look at. */
function brandFaults(value: unknown, path: string): readonly OptionFault[] {
  const parsed = parseBrandProfile(value);
  if (parsed.ok) return [];
  return parsed.faults
    .filter(({ code }) => code !== 'brand-opt-out-required')
    .map((fault) =>
      optionFault([path, fault.path].filter(Boolean).join('.'), 'brand-invalid', {
        reasonEn: fault.message,
        reasonTr: fault.messageTr,
      }),
    );
}

function areSecrets(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= 4 &&
    value.every((secret) => isText(secret) && secret.length >= 32)
  );
}

function isStore(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ['claim', 'release', 'settle', 'kept'].every((name) => isFunction(Reflect.get(value, name)));
}

function isStorage(value: unknown): boolean {
  if (value === false) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { dir, url, listenUrl, migrate, pool, ...unknown } = value as Record<string, unknown>;
  if (Object.keys(unknown).length > 0 || (dir !== undefined && url !== undefined)) return false;
  if (migrate !== undefined && typeof migrate !== 'boolean') return false;
  if (pool !== undefined && !(Number.isInteger(pool) && Number(pool) >= 1 && Number(pool) <= 100))
    return false;
  if (listenUrl !== undefined && (url === undefined || !isDatabaseUrl(listenUrl))) return false;
  if (dir !== undefined) return typeof dir === 'string' && dir.trim() !== '';
  return url === undefined || isDatabaseUrl(url);
}

const isDatabaseUrl = (value: unknown): boolean =>
  typeof value === 'string' && /^postgres(ql)?:\/\//.test(value);

function isRetention(value: unknown): boolean {
  if (value === false) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { transactionalDays, commercialDays, draftDays, hashKey, acceptShorterThanLegal, ...unknown } =
    value as Record<string, unknown>;
  if (Object.keys(unknown).length > 0) return false;
  if (acceptShorterThanLegal !== undefined && typeof acceptShorterThanLegal !== 'boolean') return false;
  const isKey = typeof hashKey === 'string' || hashKey instanceof Uint8Array;
  return (
    [transactionalDays, commercialDays, draftDays].every((days) => days === undefined || isDays(days)) &&
    (hashKey === undefined || (isKey && hashKey.length >= 32))
  );
}

/** Values that are not retention options are rejected by {@link isRetention}. */
function isLegalPeriod(value: unknown): boolean {
  if (!isRetention(value) || value === false) return true;
  const { commercialDays, acceptShorterThanLegal } = value as RetentionOptions;
  return (
    acceptShorterThanLegal === true || (commercialDays ?? RETENTION_DEFAULT_DAYS) >= RETENTION_DEFAULT_DAYS
  );
}

const isDays = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 36_500;

function isStaleAfter(value: unknown): boolean {
  const { least, most } = STALE_AFTER;
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isRate(value: unknown): boolean {
  return typeof value === 'number' && value >= 0.1 && value <= 1_000;
}

function isDelays(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((delay) => Number.isInteger(delay) && delay >= 0)
  );
}

function isBaseUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return plain && (url.protocol === 'http:' || url.protocol === 'https:');
}

function isSender(value: unknown): boolean {
  return typeof value === 'string' && parseSender(value).ok;
}

function isBrandCode(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,15}$/.test(value);
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
