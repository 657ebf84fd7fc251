import { IsOptional, ValidateIf } from 'class-validator';
import { inputFault, InputError, MAX_RECIPIENTS, type Audience, type OrderKind } from 'iletimerkezi-core';
import type { CampaignMessage, CampaignRecipient } from '../../outbox/outbox.types.js';
import type { SendOrder } from '../../sending/sms.types.js';
import {
  IsAudience,
  IsKind,
  IsRecipientList,
  IsSenderId,
  IsSendAt,
  IsSmsRecipient,
  IsSmsTextOrTemplate,
  IsTemplateValues,
} from '../validators/validators.js';
import { AsGiven } from './as-given.js';
import { ToDate } from './to-date.js';

/** Maximum number of recipients of one campaign in {@link SendCampaignDto}. */
export const MAX_CAMPAIGN = 500_000;

/** The fields that {@link SendSmsDto} and {@link SendCampaignDto} share. */
export abstract class ComposedMessageDto {
  @IsOptional()
  @IsSenderId()
  sender?: string;

  /**
   * When the message is sent, ISO 8601 with a zone in JSON. Default: immediately. `null` is rejected: JSON serializes an
   * invalid `Date` as `null`, and the message would be sent immediately.
   */
  @ToDate()
  @ValidateIf((dto: ComposedMessageDto) => dto.sendAt !== undefined)
  @IsSendAt()
  sendAt?: Date;

  /** Has no default: the author of the text must decide. */
  @IsKind()
  kind!: 'transactional' | 'commercial';

  /** Required when `kind` is `commercial`. */
  @ValidateIf((dto: ComposedMessageDto) => dto.kind === 'commercial')
  @IsAudience()
  audience?: Audience;

  /** With `values` a template (`parseTemplate` of `iletimerkezi-core`). */
  @IsSmsTextOrTemplate()
  text!: string;

  /**
   * The values of the template for each of `recipients`, in the same order: at most 50 by name, texts of at most 500 characters.
   * See {@link toCampaign}.
   */
  @ValidateIf((dto: ComposedMessageDto) => dto.values !== undefined)
  @IsTemplateValues()
  @AsGiven()
  values?: Record<string, string>[];
}

/**
 * The body of a request that sends one text to at most 50,000 recipients, for a controller of the host. Accepts the JSON of
 * `SmsComposer` in `react-sms-ui`. Extend it to restrict callers: an endpoint that accepts any text and any recipients from
 * anyone is an open SMS gateway. The `ValidationPipe` requires `transform: true`.
 */
export class SendSmsDto extends ComposedMessageDto {
  @IsRecipientList(MAX_RECIPIENTS)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/**
 * The body of a request that sends one text to at most 500,000 recipients with `OutboxService.enqueue()`, which splits them
 * into several orders. Otherwise the same as {@link SendSmsDto}.
 */
export class SendCampaignDto extends ComposedMessageDto {
  @IsRecipientList(MAX_CAMPAIGN)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/** The body of a request with only a list of numbers, as `RecipientsField` of `react-sms-ui` emits it in `recipients`. */
export class RecipientsDto {
  @IsRecipientList(MAX_CAMPAIGN)
  @IsSmsRecipient({ each: true })
  recipients!: string[];
}

/**
 * Converts a DTO to the order that `SmsService.send()` and `OutboxService.enqueue()` accept.
 * @throws InputError when the DTO has `values`, which {@link toCampaign} accepts, or when a commercial order has no audience,
 * which validation rejects earlier.
 */
export function toSendOrder(dto: SendSmsDto | SendCampaignDto): SendOrder {
  const { text, recipients, values } = dto;
  if (values !== undefined) throw new InputError([inputFault('values', 'values-not-accepted')]);
  return { ...headOf(dto), text, recipients };
}

/** The arguments of `OutboxService.enqueueMany()`. */
export interface CampaignToEnqueue {
  recipients: Iterable<CampaignRecipient>;
  message: CampaignMessage;
}

/**
 * Converts a DTO to the arguments of `OutboxService.enqueueMany()` and `previewMany()`. A text with `values` becomes the template,
 * and each recipient gets the text that `SmsComposer` showed: both use the renderer of `iletimerkezi-core`.
 *
 * @example
 * const { recipients, message } = toCampaign(dto);
 * await outbox.enqueueMany(recipients, message, { dedupeKey });
 * @throws InputError when a commercial order has no audience, which validation rejects earlier.
 */
export function toCampaign(dto: SendSmsDto | SendCampaignDto): CampaignToEnqueue {
  const { text, recipients, values } = dto;
  const message = headOf(dto);
  if (values === undefined) return { recipients, message: { ...message, text } };
  const rows = recipients.map((to, index) => ({ to, values: values[index] ?? {} }));
  return { recipients: rows, message: { ...message, template: text } };
}

/** Returns what all orders of a DTO share. */
function headOf(dto: SendSmsDto | SendCampaignDto): Omit<SendOrder, 'text' | 'recipients'> & OrderKind {
  const {
    kind,
    audience,
    text: _text,
    recipients: _recipients,
    values: _values,
    sender,
    sendAt,
    ...rest
  } = dto;
  // Compile-time check that all fields of SendSmsDto are read above.
  rest satisfies Record<keyof typeof rest, never>;
  const content = { sender, ...(sendAt !== undefined && { sendAt }) };
  if (kind === 'transactional') return { kind, ...content };
  if (audience !== undefined) return { kind, audience, ...content };
  throw new InputError([inputFault('audience', 'audience-required')]);
}
