import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, ValidateNested } from 'class-validator';
import {
  MAX_CONSENTS,
  type ConsentChannel,
  type ConsentQuery,
  type ConsentRecord,
  type ConsentSource,
  type ConsentStatus,
  type RecipientType,
} from 'iletimerkezi-core';
import { IsConsentRecipient } from '../validators/is-consent-recipient.js';
import { IsBrandCode, IsConsentDate } from '../validators/validators.js';
import { CHANNELS, CONSENT_SOURCES, CONSENT_STATUSES, RECIPIENT_TYPES } from './consent-words.js';
import { ToDate } from './to-date.js';

/** Whose consent, for what: the body of a request that asks for a consent. */
export class CheckConsentDto implements Partial<ConsentQuery> {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  @IsConsentRecipient()
  recipient!: string;

  @IsIn(RECIPIENT_TYPES)
  recipientType!: RecipientType;

  @IsIn(CHANNELS)
  channel!: ConsentChannel;

  @IsOptional()
  @IsBrandCode()
  brandCode?: string;
}

/** One consent to register. */
export class ConsentRecordDto implements ConsentRecord {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  @IsConsentRecipient()
  recipient!: string;

  @IsIn(RECIPIENT_TYPES)
  recipientType!: RecipientType;

  @IsIn(CHANNELS)
  channel!: ConsentChannel;

  @IsIn(CONSENT_STATUSES)
  status!: ConsentStatus;

  @IsIn(CONSENT_SOURCES)
  source!: ConsentSource;

  /** ISO 8601 with a zone in JSON. Not more than 3 days ago. */
  @ToDate()
  @IsConsentDate()
  consentDate!: Date;
}

/** The body of a request that registers consents, 1 to 5,000. */
export class RegisterConsentsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CONSENTS)
  @ValidateNested({ each: true })
  @Type(() => ConsentRecordDto)
  records!: ConsentRecordDto[];

  @IsOptional()
  @IsBrandCode()
  brandCode?: string;
}
