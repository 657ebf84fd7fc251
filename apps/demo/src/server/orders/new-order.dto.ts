import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  ValidateIf,
} from 'class-validator';
import { MAX_CAMPAIGN, type Audience } from '../../shared/api/orders.js';
import type { ProblemCode } from '../http/problems.js';

/** The message of a failed validation is the code of the problem. */
const says = (message: ProblemCode) => ({ message });

/** Body of `POST /api/orders`. The numbers are validated later. */
export class NewOrderDto {
  @IsString(says('sender-missing'))
  @IsNotEmpty(says('sender-missing'))
  sender: string;

  @IsString(says('empty-text'))
  @Matches(/\S/u, says('empty-text'))
  text: string;

  @IsIn(['transactional', 'commercial'], says('purpose-missing'))
  kind: 'transactional' | 'commercial';

  @ValidateIf((order: NewOrderDto) => order.kind === 'commercial')
  @IsIn(['BIREYSEL', 'TACIR'], says('purpose-missing'))
  audience?: Audience;

  @IsArray(says('recipients-missing'))
  @ArrayNotEmpty(says('recipients-missing'))
  @ArrayMaxSize(MAX_CAMPAIGN, says('too-many-recipients'))
  @IsString({ each: true, ...says('invalid-request') })
  recipients: string[];

  @IsOptional()
  @IsISO8601({ strict: true }, says('send-at-wrong'))
  sendAt?: string;

  @IsOptional()
  @IsInt(says('confirmation-needed'))
  confirmedSms?: number;
}
