import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { inputFault, InputError, MAX_RECIPIENTS, type Audience } from 'iletimerkezi-core';
import type { SendOrder } from '../../sending/sms.types.js';
import { IsSenderId, IsSendAt, IsSmsRecipient, IsSmsText } from '../validators/validators.js';
import { RECIPIENT_TYPES } from './consent-words.js';
import { ToDate } from './to-date.js';

/** The most recipients of one campaign that {@link SendCampaignDto} accepts. */
export const MAX_CAMPAIGN = 500_000;

/** The fields that {@link SendSmsDto} and {@link SendCampaignDto} share. */
export abstract class ComposedMessageDto {
  /** There is no default: whoever writes the text knows what it is. */
  @IsIn(['transactional', 'commercial'])
  kind!: 'transactional' | 'commercial';

  /** Needed when `kind` is `commercial`. */
  @ValidateIf((dto: ComposedMessageDto) => dto.kind === 'commercial')
  @IsIn(RECIPIENT_TYPES)
  audience?: Audience;

  @IsSmsText()
  text!: string;

  @IsOptional()
  @IsSenderId()
  sender?: string;

  /**
   * When the message goes out, ISO 8601 with a zone in JSON; absent: right away. `null` is refused, because JSON writes an
   * invalid `Date` so and the message would leave at once.
   */
  @ToDate()
  @ValidateIf((dto: ComposedMessageDto) => dto.sendAt !== undefined)
  @IsSendAt()
  sendAt?: Date;
}

/**
 * The body of a request that sends one text to at most 50,000 recipients, for a host's own controller. It accepts what
 * `SmsComposer` of `react-sms-ui` emits, after JSON. Extend it to restrict callers: an endpoint that accepts any text and any
 * recipients from anyone is an open SMS gateway. The `ValidationPipe` needs `transform: true`.
 */
export class SendSmsDto extends ComposedMessageDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/**
 * The body of a request that sends one text to at most 500,000 recipients with `OutboxService.enqueue()`, which makes several
 * orders of them. The same as {@link SendSmsDto} otherwise.
 */
export class SendCampaignDto extends ComposedMessageDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CAMPAIGN)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/** The body of a request with a list of numbers alone, as `RecipientsField` of `react-sms-ui` emits it in `recipients`. */
export class RecipientsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CAMPAIGN)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/**
 * Returns the order that `SmsService.send()` and `OutboxService.enqueue()` take, from a DTO. Every field of the DTO is in it.
 * @throws InputError when a commercial one has no audience, which validation refuses before.
 */
export function toSendOrder(dto: SendSmsDto | SendCampaignDto): SendOrder {
  const { kind, audience, text, recipients, sender, sendAt, ...rest } = dto;
  // A field that is added to SendSmsDto and not read above fails to compile here.
  rest satisfies Record<keyof typeof rest, never>;
  const content = { text, recipients, sender, ...(sendAt !== undefined && { sendAt }) };
  if (kind === 'transactional') return { kind, ...content };
  if (audience !== undefined) return { kind, audience, ...content };
  throw new InputError([inputFault('audience', 'audience-required')]);
}
