import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ConsentChannel, ConsentSource, ConsentStatus, RecipientType } from 'iletimerkezi-core';
import type { ConsentFilter } from '../../consents/ledger/ledger.types.js';
import { REGISTRATION_STATES } from '../../storage/ledger/append.js';
import {
  IsConsentChannel,
  IsConsentSource,
  IsConsentStatus,
  IsRecipientType,
} from '../validators/validators.js';
import { CheckConsentDto } from './consent.dto.js';

const LONGEST_SEARCH = 100;
const MOST_ROWS = 1_000;

/** The query of a request that lists consents. */
export class ListConsentsDto {
  /** Part of a phone number in any form, or of an e-mail address. */
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_SEARCH)
  search?: string;

  @IsOptional()
  @IsConsentChannel()
  channel?: ConsentChannel;

  @IsOptional()
  @IsRecipientType()
  recipientType?: RecipientType;

  @IsOptional()
  @IsConsentStatus()
  status?: ConsentStatus;

  @IsOptional()
  @IsIn(REGISTRATION_STATES)
  registration?: NonNullable<ConsentFilter['registration']>;

  /** 1 to 1,000. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;

  /** `next` of the previous page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  after?: number;
}

/** Returns the filter for `ConsentsService.list()`. Separators between the digits of a phone number are removed. */
export function toConsentFilter({ search, ...filter }: ListConsentsDto): ConsentFilter {
  if (search === undefined) return filter;
  const isNumber = /^[\d\s()+/.-]+$/.test(search);
  return { ...filter, search: isNumber ? search.replaceAll(/[^\d+]/g, '') : search.trim() };
}

/** The body of a request that records a refusal of further messages. */
export class OptOutDto extends CheckConsentDto {
  /** Source of the refusal. */
  @IsConsentSource()
  source!: ConsentSource;
}
