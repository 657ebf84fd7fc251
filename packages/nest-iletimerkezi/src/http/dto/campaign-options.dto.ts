import { IsOptional, ValidateIf } from 'class-validator';
import type { EnqueueOptions, PreviewedFigures } from '../../outbox/outbox.types.js';
import { IsPlainText, IsPreview, IsSendAt, IsTime } from '../validators/validators.js';
import { ToDate } from './to-date.js';

/** Maximum length of a key, as the outbox accepts it. */
const LONGEST_KEY = 500;

/**
 * The body of a request that sends a campaign again, to all its recipients or to those who did not get it, and the options of a
 * request that sends a previewed message.
 */
export class CampaignOptionsDto {
  /** Deduplicates repeated requests. Without one, each request sends again. */
  @IsOptional()
  @IsPlainText(LONGEST_KEY)
  dedupeKey?: string;

  /**
   * The preview that the person confirmed, as `SmsComposer` passes it to `onSubmit`, or its `digest`. A message with other content
   * is refused.
   */
  @IsOptional()
  @IsPreview()
  expect?: string | PreviewedFigures;

  /** Earliest time at which it is sent, ISO 8601 with a zone in JSON. Default: immediately. `null` is rejected. */
  @ToDate()
  @ValidateIf((dto: CampaignOptionsDto) => dto.notBefore !== undefined)
  @IsTime()
  notBefore?: Date;

  /** Latest time at which it is sent. Default: none. `null` is rejected. */
  @ToDate()
  @ValidateIf((dto: CampaignOptionsDto) => dto.notAfter !== undefined)
  @IsTime()
  notAfter?: Date;
}

/** Returns the options for `OutboxService.enqueueMany()`, `duplicate()` and `resendUndelivered()`. */
export function toEnqueueOptions({
  dedupeKey,
  expect,
  notBefore,
  notAfter,
  ...rest
}: CampaignOptionsDto): EnqueueOptions {
  // Compile-time check that all fields of CampaignOptionsDto are read above.
  rest satisfies Record<keyof typeof rest, never>;
  return {
    ...(dedupeKey !== undefined && { dedupeKey }),
    ...(expect !== undefined && { expect }),
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter }),
  };
}

/** The body of a request that sends a campaign at another time, for `Campaign.reschedule()`. */
export class RescheduleCampaignDto {
  /** ISO 8601 with a zone in JSON. A time in the past is rejected, because the campaign would be sent at once. */
  @ToDate()
  @IsSendAt()
  notBefore!: Date;
}
