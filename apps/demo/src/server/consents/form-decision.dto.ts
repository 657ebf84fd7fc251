import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsHexadecimal,
  IsIn,
  IsISO8601,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { ConsentChannel } from 'iletimerkezi-core';
import { ConsentRecordDto } from 'nest-iletimerkezi';
import type { FormLocale } from './form-texts.js';

class TickDto {
  @IsIn(['MESAJ', 'EPOSTA', 'ARAMA'])
  channel: ConsentChannel;

  @IsISO8601()
  tickedAt: string;
}

/** What was shown, by the clock of the person's device. */
export class FormEvidenceDto {
  @IsString()
  @MaxLength(20_000)
  text: string;

  @IsHexadecimal()
  @Length(64, 64)
  textHash: string;

  @IsString()
  @MaxLength(100)
  version: string;

  @IsIn(['tr', 'en'])
  locale: FormLocale;

  @IsISO8601()
  shownAt: string;

  @IsISO8601()
  decidedAt: string;

  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => TickDto)
  ticks: TickDto[];
}

/** Body of `POST /api/consent-form`: what the kit's ConsentForm hands over. */
export class FormDecisionDto {
  @IsIn(['consent', 'refuse', 'withdraw'])
  decision: 'consent' | 'refuse' | 'withdraw';

  /** Empty where somebody did not consent: there is nothing to register then. */
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => ConsentRecordDto)
  records: ConsentRecordDto[];

  @ValidateNested()
  @Type(() => FormEvidenceDto)
  evidence: FormEvidenceDto;
}
