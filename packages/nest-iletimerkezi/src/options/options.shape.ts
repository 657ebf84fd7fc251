import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { parseSender, type ErrorParams } from 'iletimerkezi-core';
import { type OptionFaultCode, violates } from './option-texts.js';
import { RETENTION_DEFAULT_DAYS, type RetentionOptions } from './outbox.options.js';
import { CHECKS_PER_ORDER, STALE_AFTER } from './consents.options.js';
import { VerificationShape } from './verification.shape.js';

const DAY_MS = 86_400_000;

/** Creates a validation rule whose violation is a fault with this code. */
function satisfies(
  code: OptionFaultCode,
  test: (value: unknown) => boolean,
  params: ErrorParams = {},
): PropertyDecorator {
  return ValidateBy({ name: code, validator: { validate: test } }, violates(code, params));
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const milliseconds = (least: number): PropertyDecorator[] => {
  const fault = violates('not-milliseconds', { least, most: DAY_MS });
  return [IsOptional(), IsInt(fault), Min(least, fault), Max(DAY_MS, fault)];
};

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

export class CredentialsShape {
  @IsString(violates('key-required'))
  @IsNotEmpty(violates('key-required'))
  key!: string;

  @IsString(violates('hash-required'))
  @IsNotEmpty(violates('hash-required'))
  hash!: string;
}

class TimeoutsShape {
  @all(...milliseconds(1))
  connectMs?: number;

  @all(...milliseconds(1))
  responseMs?: number;
}

class RetryShape {
  @IsOptional()
  @IsInt(violates('not-positive'))
  @Min(1, violates('not-positive'))
  attempts?: number;

  @all(...milliseconds(0))
  baseMs?: number;

  @all(...milliseconds(0))
  maxMs?: number;
}

class OutboxShape {
  @IsOptional()
  @IsBoolean(violates('boolean-required'))
  run?: boolean;

  @IsOptional()
  @IsIn(['hold', 'assume-sent', 'resend'], violates('not-listed', { words: 'hold, assume-sent, resend' }))
  onUnknown?: string;

  @IsOptional()
  @satisfies('not-delays', isDelays)
  lookUpAfterMs?: unknown;

  @IsOptional()
  @satisfies('not-delays', isDelays)
  pollAfterMs?: unknown;

  @IsOptional()
  @IsInt(violates('not-positive'))
  @Min(1, violates('not-positive'))
  attempts?: number;

  @all(...milliseconds(0))
  retryDelayMs?: number;

  @all(...milliseconds(1_000))
  leaseMs?: number;

  @IsOptional()
  // Not transformed: class-transformer's copy of a byte array is empty.
  @Transform(({ obj }: { obj: { retention?: unknown } }) => obj.retention)
  @satisfies('retention-invalid', isRetention)
  @satisfies('retention-below-legal', isLegalPeriod)
  retention?: unknown;
}

class ConsentsShape {
  @IsOptional()
  @IsIn(['block', 'check', 'allow'], violates('not-listed', { words: 'block, check, allow' }))
  policy?: string;

  @IsOptional()
  @satisfies('stale-after-invalid', isStaleAfter)
  staleAfterMs?: unknown;

  @IsOptional()
  @satisfies('not-in-range', isChecksPerOrder, {
    least: CHECKS_PER_ORDER.least,
    most: CHECKS_PER_ORDER.most,
  })
  checksPerOrder?: unknown;

  @IsOptional()
  @satisfies('not-rate', isRate)
  checksPerSecond?: unknown;

  @IsOptional()
  @IsBoolean(violates('boolean-required'))
  landlines?: unknown;
}

const ATTEMPTS = violates('not-in-range', { least: 1, most: 100 });

class WebhookShape {
  @IsString({ each: true, ...violates('token-not-text') })
  @MinLength(16, { each: true, ...violates('token-too-short') })
  @ArrayUnique(violates('token-repeated'))
  @ArrayMinSize(1, violates('tokens-missing'))
  @ArrayMaxSize(4, violates('too-many-tokens'))
  tokens!: string[];

  @IsOptional()
  @satisfies('store-invalid', isStore)
  store?: unknown;

  @IsOptional()
  @IsInt(ATTEMPTS)
  @Min(1, ATTEMPTS)
  @Max(100, ATTEMPTS)
  attempts?: number;

  @all(...milliseconds(0))
  retryDelayMs?: number;

  @all(...milliseconds(1))
  handlerTimeoutMs?: number;
}

/** Validation rules of the options. */
export class OptionsShape {
  @IsDefined(violates('credentials-required'))
  @ValidateIf((options: OptionsShape) => !isFunction(options.credentials))
  @ValidateNested(violates('credentials-required'))
  @Type(() => CredentialsShape)
  credentials!: unknown;

  @IsOptional()
  @satisfies('not-base-url', isBaseUrl)
  baseUrl?: unknown;

  @IsOptional()
  @satisfies('not-sender', isSender)
  defaultSender?: unknown;

  @IsOptional()
  @satisfies('not-brand-code', isBrandCode)
  brandCode?: unknown;

  @IsOptional()
  @IsIn(['english', 'turkish', 'unicode'], violates('not-listed', { words: 'english, turkish, unicode' }))
  characterMode?: unknown;

  @IsOptional()
  @IsIn([1, 2], violates('not-listed', { words: '1, 2' }))
  turkishLetterCost?: unknown;

  @IsOptional()
  @IsBoolean(violates('boolean-required'))
  abroad?: unknown;

  @IsOptional()
  @ValidateNested(violates('object-required', { shape: '{ connectMs, responseMs }' }))
  @Type(() => TimeoutsShape)
  timeouts?: unknown;

  @ValidateIf((options: OptionsShape) => options.retry !== false && options.retry !== undefined)
  @ValidateNested(violates('object-required', { shape: '{ attempts, … }, false' }))
  @Type(() => RetryShape)
  retry?: unknown;

  @IsOptional()
  @ValidateNested(violates('object-required', { shape: '{ tokens: […] }' }))
  @Type(() => WebhookShape)
  webhook?: unknown;

  @IsOptional()
  @satisfies('storage-invalid', isStorage)
  storage?: unknown;

  @IsOptional()
  @ValidateNested(violates('object-required', { shape: '{ onUnknown, retention, … }' }))
  @Type(() => OutboxShape)
  outbox?: unknown;

  @IsOptional()
  @ValidateNested(violates('object-required', { shape: '{ policy, … }' }))
  @Type(() => ConsentsShape)
  consents?: unknown;

  @IsOptional()
  @ValidateNested(violates('object-required', { shape: '{ cron, … }' }))
  @Type(() => VerificationShape)
  verification?: unknown;

  @all(...milliseconds(0))
  drainTimeoutMs?: unknown;

  @IsOptional()
  @IsBoolean(violates('boolean-required'))
  allowLiveProviderInTests?: unknown;

  @IsOptional()
  @satisfies('function-required', isFunction)
  fetch?: unknown;

  @IsOptional()
  @satisfies('function-required', isFunction)
  debug?: unknown;
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
  const { transactionalDays, commercialDays, hashKey, acceptShorterThanLegal, ...unknown } = value as Record<
    string,
    unknown
  >;
  if (Object.keys(unknown).length > 0) return false;
  if (acceptShorterThanLegal !== undefined && typeof acceptShorterThanLegal !== 'boolean') return false;
  const isKey = typeof hashKey === 'string' || hashKey instanceof Uint8Array;
  return (
    [transactionalDays, commercialDays].every((days) => days === undefined || isDays(days)) &&
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

function isChecksPerOrder(value: unknown): boolean {
  const { least, most } = CHECKS_PER_ORDER;
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
