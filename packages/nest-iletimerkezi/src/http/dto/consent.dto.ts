import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateIf, ValidateNested } from 'class-validator';
import {
  MAX_CONSENTS,
  type ConsentChannel,
  type ConsentQuery,
  type ConsentSource,
  type ConsentStatus,
  type RecipientType,
} from 'iletimerkezi-core';
import type { ConsentEntry } from '../../consents/ledger/ledger.types.js';
import {
  IsBrandCode,
  IsConsentChannel,
  IsConsentDate,
  IsConsentRecipient,
  IsConsentSource,
  IsConsentStatus,
  IsRecipientType,
} from '../validators/validators.js';
import { ToDate } from './to-date.js';

/** The fields that identify a consent. */
export abstract class ConsentKeyDto {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  @IsConsentRecipient()
  recipient!: string;

  @IsRecipientType()
  recipientType!: RecipientType;

  @IsConsentChannel()
  channel!: ConsentChannel;
}

/** The body of a request that queries a consent: recipient, type and channel. */
export class CheckConsentDto extends ConsentKeyDto implements Partial<ConsentQuery> {
  @IsOptional()
  @IsBrandCode()
  brandCode?: string;
}

/** One consent or refusal to register. */
export class ConsentRecordDto extends ConsentKeyDto implements ConsentEntry {
  @IsConsentStatus()
  status!: ConsentStatus;

  @IsConsentSource()
  source!: ConsentSource;

  /**
   * ISO 8601 with a zone in JSON, at most 3 days ago. Default: the server's time. For a refusal it is neither validated nor
   * registered, because a refusal takes effect on receipt.
   */
  @ToDate()
  @ValidateIf((dto: ConsentRecordDto) => dto.status !== 'RET' && dto.consentDate !== undefined)
  @IsConsentDate()
  consentDate?: Date;
}

/** The body of a request that registers 1 to 5,000 consents. */
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
