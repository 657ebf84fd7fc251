import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { CONSENT_SOURCES, type ConsentSource } from 'iletimerkezi-core';
import { CheckConsentDto } from 'nest-iletimerkezi';
import { Transform, Type } from 'class-transformer';
import { REGISTRATION_STATES, type RegistrationState } from '../../shared/api/consents.js';

const SOURCES = CONSENT_SOURCES.map(({ value }) => value);

/** Query of `GET /api/consents`. */
export class ConsentFilterDto {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;

  @IsOptional()
  @IsIn(['ONAY', 'RET'])
  status?: 'ONAY' | 'RET';

  @IsOptional()
  @IsIn(['MESAJ', 'EPOSTA', 'ARAMA'])
  channel?: 'MESAJ' | 'EPOSTA' | 'ARAMA';

  @IsOptional()
  @IsIn(REGISTRATION_STATES)
  registration?: RegistrationState;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  after?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

/** Body of `POST /api/consents/opt-outs`. */
export class OptOutDto extends CheckConsentDto {
  @IsIn(SOURCES)
  source: ConsentSource;
}

/** Body of `POST /api/consents/releases`. */
export class ReleaseDto {
  @IsInt()
  @Min(1)
  position: number;
}

/** Body of `POST /api/consents/chain`. */
export class ChainDto {
  /** A chain head stored elsewhere: SHA-256, hexadecimal. Surrounding spaces are removed. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @Matches(/^[0-9a-f]{64}$/)
  expected?: string;
}
