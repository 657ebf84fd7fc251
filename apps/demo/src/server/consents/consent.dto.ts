import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Min } from 'class-validator';

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
