import { Transform, Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsHexadecimal,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  isMoment,
  type ConsentChannel,
  type ConsentEvidence,
  type ConsentSource,
  type ConsentStatus,
  type RecipientType,
} from 'iletimerkezi-core';
import type { ConsentEntry, DeclineEntry } from '../../consents/ledger/ledger.types.js';
import {
  IsConsentChannel,
  IsConsentSource,
  IsConsentStatus,
  IsRecipientType,
} from '../validators/validators.js';
import { CHANNELS, CONSENT_SOURCES } from './consent-words.js';

/** Maximum length of a form's text. Longer than any real form. */
const LONGEST_TEXT = 20_000;

/** Parses a time of the device's clock, which may be wrong. An invalid time is dropped and never rejects the decision. */
function ToDeviceTime(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    const time = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
    return isMoment(time) ? time : undefined;
  });
}

export class ConsentTickDto {
  @IsConsentChannel()
  channel!: ConsentChannel;

  @ToDeviceTime()
  @Allow()
  tickedAt?: Date;
}

/** The evidence that `ConsentForm` collects. Times come from the person's device. */
export class ConsentFormEvidenceDto {
  /** The text as shown to the person. */
  @IsString()
  @MaxLength(LONGEST_TEXT)
  text!: string;

  /** SHA-256 of `text` in UTF-8, hexadecimal. */
  @IsHexadecimal()
  @Length(64, 64)
  textHash!: string;

  @IsString()
  @MaxLength(100)
  textVersion!: string;

  /** BCP 47. */
  @IsString()
  @MaxLength(35)
  locale!: string;

  @ToDeviceTime()
  @Allow()
  shownAt?: Date;

  @ToDeviceTime()
  @Allow()
  decidedAt?: Date;

  @IsArray()
  @ArrayMaxSize(CHANNELS.length)
  @ValidateNested({ each: true })
  @Type(() => ConsentTickDto)
  ticks!: ConsentTickDto[];
}

/** The recipient of one channel. */
export class ConsentContactDto {
  @IsConsentChannel()
  channel!: ConsentChannel;

  @IsString()
  @MaxLength(320)
  recipient!: string;
}

/** A record of the form. The server derives status and date: both are accepted and not used. */
export class ConsentFormRecordDto extends ConsentContactDto {
  @IsRecipientType()
  recipientType!: RecipientType;

  @IsOptional()
  @IsConsentStatus()
  status?: ConsentStatus;

  @IsOptional()
  @IsConsentSource()
  source?: ConsentSource;

  @Allow()
  consentDate?: unknown;
}

/** The body of a request with one decision, as `ConsentForm` of `react-sms-ui` emits it (`ConsentFormRecord`), after JSON. */
export class ConsentFormDto {
  /** Deduplicates submissions: one id for each press of the button. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsIn(['consent', 'refuse', 'withdraw'])
  decision!: 'consent' | 'refuse' | 'withdraw';

  /** Optional for a refusal. */
  @IsOptional()
  @IsRecipientType()
  recipientType?: RecipientType | undefined;

  /** The ticked channels; for a refusal, all offered ones. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(CHANNELS.length)
  @IsConsentChannel({ each: true })
  channels?: ConsentChannel[];

  /** Source of the consent. Default `HS_WEB`. */
  @IsOptional()
  @IsIn(CONSENT_SOURCES.filter((source) => source !== 'HS_KARAR'))
  source?: ConsentSource;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(CHANNELS.length)
  @ValidateNested({ each: true })
  @Type(() => ConsentContactDto)
  contacts?: ConsentContactDto[];

  /** Empty for a refusal. */
  @IsArray()
  @ArrayMaxSize(CHANNELS.length)
  @ValidateNested({ each: true })
  @Type(() => ConsentFormRecordDto)
  records!: ConsentFormRecordDto[];

  @ValidateNested()
  @Type(() => ConsentFormEvidenceDto)
  evidence!: ConsentFormEvidenceDto;
}

/** Evidence that the server adds to a form. */
export type FormRequest = Pick<ConsentEvidence, 'form' | 'ip' | 'userAgent'>;

/**
 * Returns the entries for `ConsentsService.recordMany()` of a form in which the person gave or withdrew consent. The status
 * follows from the decision, and the date is the server's. The times of the form are only evidence.
 */
export function toConsentEntries(dto: ConsentFormDto, request: FormRequest = {}): ConsentEntry[] {
  const evidence = evidenceOf(dto, request);
  return dto.records.map(({ recipient, recipientType, channel }) => ({
    recipient,
    recipientType,
    channel,
    status: dto.decision === 'withdraw' ? 'RET' : 'ONAY',
    source: dto.source ?? 'HS_WEB',
    evidence,
  }));
}

/**
 * Returns the entries for `ConsentsService.decline()` of a form in which the person refused: one per channel that the form
 * offered, with the recipient if it is known.
 */
export function toDeclineEntries(dto: ConsentFormDto, request: FormRequest = {}): DeclineEntry[] {
  const recipients = new Map(
    [...(dto.contacts ?? []), ...dto.records].map(({ channel, recipient }) => [channel, recipient]),
  );
  const channels = new Set([...(dto.channels ?? []), ...recipients.keys()]);
  const evidence = evidenceOf(dto, request);
  return [...channels].map((channel) => ({
    channel,
    recipient: recipients.get(channel),
    recipientType: dto.recipientType ?? dto.records[0]?.recipientType,
    source: dto.source ?? 'HS_WEB',
    evidence,
  }));
}

function evidenceOf({ id, evidence }: ConsentFormDto, request: FormRequest): ConsentEvidence {
  const { text, textHash, textVersion, locale, shownAt, decidedAt, ticks, ...rest } = evidence;
  // Compile-time check that all fields of the DTO are read above.
  rest satisfies Record<keyof typeof rest, never>;
  return {
    ...(id !== undefined && { submissionId: id }),
    text,
    textHash,
    textVersion,
    locale,
    ...(shownAt !== undefined && { shownAt }),
    ...(decidedAt !== undefined && { decidedAt }),
    ticks: ticks.flatMap(({ channel, tickedAt }) => (tickedAt === undefined ? [] : [{ channel, tickedAt }])),
    ...request,
  };
}
