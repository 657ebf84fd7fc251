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
const withCode = (message: ProblemCode) => ({ message });

/** Body of `POST /api/orders`. The numbers are validated later. */
export class NewOrderDto {
  @IsString(withCode('sender-missing'))
  @IsNotEmpty(withCode('sender-missing'))
  sender: string;

  @IsString(withCode('empty-text'))
  @Matches(/\S/u, withCode('empty-text'))
  text: string;

  @IsIn(['transactional', 'commercial'], withCode('purpose-missing'))
  kind: 'transactional' | 'commercial';

  @ValidateIf((order: NewOrderDto) => order.kind === 'commercial')
  @IsIn(['BIREYSEL', 'TACIR'], withCode('purpose-missing'))
  audience?: Audience;

  @IsArray(withCode('recipients-missing'))
  @ArrayNotEmpty(withCode('recipients-missing'))
  @ArrayMaxSize(MAX_CAMPAIGN, withCode('too-many-recipients'))
  @IsString({ each: true, ...withCode('invalid-request') })
  recipients: string[];

  @IsOptional()
  @IsISO8601({ strict: true }, withCode('send-at-wrong'))
  sendAt?: string;

  @IsOptional()
  @IsInt(withCode('confirmation-needed'))
  confirmedSms?: number;
}
