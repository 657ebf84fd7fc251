import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { InputError, MAX_RECIPIENTS, type Audience } from 'iletimerkezi-core';
import type { SendOrder } from '../sms/sms.types.js';
import { IsSenderId, IsSmsRecipient, IsSmsText } from '../validators/validators.js';
import { RECIPIENT_TYPES } from './consent-words.js';

/**
 * The body of a request that sends one text, for a host's own controller. Extend it to narrow what the callers may do;
 * whoever lets strangers choose text or recipients runs an open SMS gateway.
 */
export class SendSmsDto {
  /** There is no default: whoever writes the text knows what it is. */
  @IsIn(['transactional', 'commercial'])
  kind!: 'transactional' | 'commercial';

  /** Needed when `kind` is `commercial`. */
  @ValidateIf((dto: SendSmsDto) => dto.kind === 'commercial')
  @IsIn(RECIPIENT_TYPES)
  audience?: Audience;

  @IsSmsText()
  text!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsSmsRecipient({ each: true })
  recipients!: string[];

  @IsOptional()
  @IsSenderId()
  sender?: string;
}

/**
 * What `SmsService.send()` takes, from a DTO.
 * @throws InputError when a commercial one has no audience, which validation refuses before.
 */
export function toSendOrder({ kind, audience, text, recipients, sender }: SendSmsDto): SendOrder {
  const content = { text, recipients, sender };
  if (kind === 'transactional') return { kind, ...content };
  if (audience !== undefined) return { kind, audience, ...content };
  const message = 'a commercial order needs BIREYSEL or TACIR';
  throw new InputError([
    { path: 'audience', message, messageTr: 'ticari sipariş BIREYSEL ya da TACIR ister' },
  ]);
}
