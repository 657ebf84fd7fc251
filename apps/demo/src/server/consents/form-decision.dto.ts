import { Type } from 'class-transformer';
import {
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
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core';
import type { FormLocale } from './form-texts.js';

const CHANNELS = ['MESAJ', 'EPOSTA', 'ARAMA'] as const;
const RECIPIENT_TYPES = ['BIREYSEL', 'TACIR'] as const;

/** The maximum length of a time. */
const LONGEST_MOMENT = 64;

class TickDto {
  @IsIn(CHANNELS)
  channel: ConsentChannel;

  @IsString()
  @MaxLength(LONGEST_MOMENT)
  tickedAt: string;
}

/**
 * The displayed text with times of the person's device. Its clock can be wrong, so the times are evidence
 * and never a reason to refuse a decision.
 */
export class FormEvidenceDto {
  @IsString()
  @MaxLength(20_000)
  text: string;

  @IsHexadecimal()
  @Length(64, 64)
  textHash: string;

  @IsString()
  @MaxLength(100)
  textVersion: string;

  @IsIn(['tr', 'en'])
  locale: FormLocale;

  @IsString()
  @MaxLength(LONGEST_MOMENT)
  shownAt: string;

  @IsString()
  @MaxLength(LONGEST_MOMENT)
  decidedAt: string;

  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => TickDto)
  ticks: TickDto[];
}

/** The recipient of a channel. */
class FormContactDto {
  @IsIn(CHANNELS)
  channel: ConsentChannel;

  @IsString()
  @MaxLength(320)
  recipient: string;
}

/** The records that the form proposes. Their dates come from the browser and are ignored. */
class FormRecordDto extends FormContactDto {
  @IsIn(RECIPIENT_TYPES)
  recipientType: RecipientType;
}

/** Body of `POST /api/consent-form`: the value that the kit's ConsentForm emits. */
export class FormDecisionDto {
  /** Identifies the submission, so that a repeated request is recorded once. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsIn(['consent', 'refuse', 'withdraw'])
  decision: 'consent' | 'refuse' | 'withdraw';

  /** Absent if a person refuses without selecting a recipient type. */
  @IsOptional()
  @IsIn(RECIPIENT_TYPES)
  recipientType?: RecipientType;

  /** The offered or selected channels. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsIn(CHANNELS, { each: true })
  channels?: ConsentChannel[];

  /** The recipients of these channels. Also required for a refusal, which ends a current consent. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => FormContactDto)
  contacts?: FormContactDto[];

  /** Empty if the person did not consent. */
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => FormRecordDto)
  records: FormRecordDto[];

  @ValidateNested()
  @Type(() => FormEvidenceDto)
  evidence: FormEvidenceDto;
}
