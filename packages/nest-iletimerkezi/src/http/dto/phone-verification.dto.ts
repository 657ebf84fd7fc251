import { IsOptional } from 'class-validator';
import type { PhoneVerificationLocale } from 'iletimerkezi-core';
import { IsPlainText, IsWord } from '../validators/validators.js';

/** The body of a request that starts a verification. The service checks whether the phone can receive a code. */
export class StartPhoneVerificationDto {
  /** In any form that people write. */
  @IsPlainText(50)
  phone!: string;

  /** One of the controller's purposes. Default: the first one. */
  @IsOptional()
  @IsPlainText(100)
  purpose?: string;

  @IsOptional()
  @IsWord(['tr', 'en'])
  locale?: PhoneVerificationLocale;
}

/** The body of a request about a verification. */
export class PhoneVerificationIdDto {
  @IsPlainText(100)
  id!: string;
}

/** The body of a request that checks a code. */
export class CheckPhoneVerificationDto extends PhoneVerificationIdDto {
  /** Spaces and hyphens are ignored. */
  @IsPlainText(50)
  code!: string;
}
