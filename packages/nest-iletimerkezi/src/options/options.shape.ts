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
import { parseSender } from 'iletimerkezi-core';
import { RETENTION_DEFAULT_DAYS, type RetentionOptions } from './outbox.options.js';
import { CHECKS_PER_ORDER, STALE_AFTER } from './consents.options.js';
import { VerificationShape } from './verification.shape.js';

const DAY_MS = 86_400_000;

/** Creates a validation rule whose message describes valid values and does not contain the invalid value. */
function satisfies(name: string, fix: string, test: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: test, defaultMessage: () => fix } });
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const milliseconds = (least: number): PropertyDecorator[] => {
  const message = `give a whole number of milliseconds from ${least} to ${DAY_MS}`;
  return [IsOptional(), IsInt({ message }), Min(least, { message }), Max(DAY_MS, { message })];
};

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

export class CredentialsShape {
  @IsString({ message: 'give the key from the panel (settings, API)' })
  @IsNotEmpty({ message: 'is empty; give the key from the panel (settings, API)' })
  key!: string;

  @IsString({ message: 'give the hash from the panel (settings, API)' })
  @IsNotEmpty({ message: 'is empty; give the hash from the panel (settings, API)' })
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
  @IsInt({ message: 'give a whole number from 1' })
  @Min(1, { message: 'give a whole number from 1' })
  attempts?: number;

  @all(...milliseconds(0))
  baseMs?: number;

  @all(...milliseconds(0))
  maxMs?: number;
}

class OutboxShape {
  @IsOptional()
  @IsBoolean({ message: 'give true or false' })
  run?: boolean;

  @IsOptional()
  @IsIn(['hold', 'assume-sent', 'resend'], { message: 'give hold, assume-sent or resend' })
  onUnknown?: string;

  @IsOptional()
  @satisfies('pauses', 'give a list of delays in milliseconds, at least one', isDelays)
  lookUpAfterMs?: unknown;

  @IsOptional()
  @satisfies('pauses', 'give a list of delays in milliseconds, at least one', isDelays)
  pollAfterMs?: unknown;

  @IsOptional()
  @IsInt({ message: 'give a whole number from 1' })
  @Min(1, { message: 'give a whole number from 1' })
  attempts?: number;

  @all(...milliseconds(0))
  retryDelayMs?: number;

  @all(...milliseconds(1_000))
  leaseMs?: number;

  @IsOptional()
  // Not transformed: class-transformer's copy of a byte array is empty.
  @Transform(({ obj }: { obj: { retention?: unknown } }) => obj.retention)
  @satisfies(
    'retention',
    'give false, or { transactionalDays, commercialDays, hashKey, acceptShorterThanLegal }: days from 1 to 36,500, a key of at least 32 characters or bytes, and true or false',
    isRetention,
  )
  @satisfies(
    'commercialDays',
    'commercialDays is below 1,096: records about commercial messages must be kept for three years from their date (regulation 2015/29417, art. 13). Give 1,096 or more, or { acceptShorterThanLegal: true } if your lawyer has confirmed the shorter period',
    isLegalPeriod,
  )
  retention?: unknown;
}

class ConsentsShape {
  @IsOptional()
  @IsIn(['block', 'check', 'allow'], { message: 'give block, check or allow' })
  policy?: string;

  @IsOptional()
  @satisfies(
    'staleAfterMs',
    'give milliseconds from a minute to three days (259,200,000): a refusal must be followed within three business days (law 6563, art. 8)',
    isStaleAfter,
  )
  staleAfterMs?: unknown;

  @IsOptional()
  @satisfies('checksPerOrder', 'give a whole number of recipients from 1 to 50,000', isChecksPerOrder)
  checksPerOrder?: unknown;

  @IsOptional()
  @satisfies('perSecond', 'give checks per second from 0.1 to 1,000', isRate)
  checksPerSecond?: unknown;

  @IsOptional()
  @IsBoolean({ message: 'give true or false' })
  landlines?: unknown;
}

class WebhookShape {
  @IsString({ each: true, message: 'every token must be a string' })
  @MinLength(16, { each: true, message: 'a token has 16 characters or more; openssl rand -hex 24 makes one' })
  @ArrayUnique({ message: 'the same token is listed twice' })
  @ArrayMinSize(1, { message: 'give at least one token' })
  @ArrayMaxSize(4, { message: 'give at most four tokens: remove those that are no longer used' })
  tokens!: string[];

  @IsOptional()
  @satisfies('deliveryStore', 'give an object with claim, release, settle and kept', isStore)
  store?: unknown;

  @IsOptional()
  @IsInt({ message: 'give a whole number from 1 to 100' })
  @Min(1, { message: 'give a whole number from 1 to 100' })
  @Max(100, { message: 'give a whole number from 1 to 100' })
  attempts?: number;

  @all(...milliseconds(0))
  retryDelayMs?: number;

  @all(...milliseconds(1))
  handlerTimeoutMs?: number;
}

/** Validation rules of the options. Messages contain the fix and never the value. */
export class OptionsShape {
  @IsDefined({ message: 'give { key, hash }, or a function that returns them' })
  @ValidateIf((options: OptionsShape) => !isFunction(options.credentials))
  @ValidateNested({ message: 'give { key, hash }, or a function that returns them' })
  @Type(() => CredentialsShape)
  credentials!: unknown;

  @IsOptional()
  @satisfies(
    'baseUrl',
    'give an address such as http://127.0.0.1:4000, without user name, query or fragment',
    isBaseUrl,
  )
  baseUrl?: unknown;

  @IsOptional()
  @satisfies(
    'sender',
    'give an approved sender: 1 to 11 letters A to Z, digits, inner spaces and the signs . & _ -',
    isSender,
  )
  defaultSender?: unknown;

  @IsOptional()
  @satisfies('brandCode', 'give the digits of the İYS brand code as a string', isBrandCode)
  brandCode?: unknown;

  @IsOptional()
  @IsIn(['english', 'turkish', 'unicode'], { message: 'give english, turkish or unicode' })
  characterMode?: unknown;

  @IsOptional()
  @IsIn([1, 2], { message: 'give 1 or 2' })
  turkishLetterCost?: unknown;

  @IsOptional()
  @IsBoolean({ message: 'give true or false' })
  abroad?: unknown;

  @IsOptional()
  @ValidateNested({ message: 'give { connectMs, responseMs }' })
  @Type(() => TimeoutsShape)
  timeouts?: unknown;

  @ValidateIf((options: OptionsShape) => options.retry !== false && options.retry !== undefined)
  @ValidateNested({ message: 'give { attempts, … } or false' })
  @Type(() => RetryShape)
  retry?: unknown;

  @IsOptional()
  @ValidateNested({ message: 'give { tokens: […] }' })
  @Type(() => WebhookShape)
  webhook?: unknown;

  @IsOptional()
  @satisfies(
    'storage',
    'give { dir }, { url: "postgres://…" } or false; pool is a whole number from 1 to 100, and listenUrl goes with url',
    isStorage,
  )
  storage?: unknown;

  @IsOptional()
  @ValidateNested({ message: 'give the options of the outbox as an object' })
  @Type(() => OutboxShape)
  outbox?: unknown;

  @IsOptional()
  @ValidateNested({ message: 'give the options of consents as an object' })
  @Type(() => ConsentsShape)
  consents?: unknown;

  @IsOptional()
  @ValidateNested({ message: 'give the options of the verification as an object, {} for the defaults' })
  @Type(() => VerificationShape)
  verification?: unknown;

  @all(...milliseconds(0))
  drainTimeoutMs?: unknown;

  @IsOptional()
  @IsBoolean({ message: 'give true or false' })
  allowLiveProviderInTests?: unknown;

  @IsOptional()
  @satisfies('function', 'give a function', isFunction)
  fetch?: unknown;

  @IsOptional()
  @satisfies('function', 'give a function', isFunction)
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
