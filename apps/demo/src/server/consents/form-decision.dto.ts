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

/** Longer than any moment that a browser writes. */
const LONGEST_MOMENT = 64;

class TickDto {
  @IsIn(CHANNELS)
  channel: ConsentChannel;

  @IsString()
  @MaxLength(LONGEST_MOMENT)
  tickedAt: string;
}

/**
 * What was shown, by the clock of the person's device. The clock may be wrong by any amount: its moments are evidence,
 * and a decision is never refused because of them.
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

/** Whom one channel reaches. */
class FormContactDto {
  @IsIn(CHANNELS)
  channel: ConsentChannel;

  @IsString()
  @MaxLength(320)
  recipient: string;
}

/** What the form would have registered. Its date is the browser's, so it is not read. */
class FormRecordDto extends FormContactDto {
  @IsIn(RECIPIENT_TYPES)
  recipientType: RecipientType;
}

/** Body of `POST /api/consent-form`: what the kit's ConsentForm hands over. */
export class FormDecisionDto {
  /** Names one press of the button, so that a request that comes twice is recorded once. */
  @IsOptional()
  @IsUUID()
  id?: string;

  @IsIn(['consent', 'refuse', 'withdraw'])
  decision: 'consent' | 'refuse' | 'withdraw';

  /** Absent where a person refuses without having said it. */
  @IsOptional()
  @IsIn(RECIPIENT_TYPES)
  recipientType?: RecipientType;

  /** What the form offered, or what was ticked. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsIn(CHANNELS, { each: true })
  channels?: ConsentChannel[];

  /** Whom these channels reach: also where the person refuses, since a standing consent ends with that. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => FormContactDto)
  contacts?: FormContactDto[];

  /** Empty where somebody did not consent. */
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => FormRecordDto)
  records: FormRecordDto[];

  @ValidateNested()
  @Type(() => FormEvidenceDto)
  evidence: FormEvidenceDto;
}
