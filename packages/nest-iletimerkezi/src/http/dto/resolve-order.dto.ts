import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Resolution } from '../../outbox/outbox.service.js';

/** The body of a request that decides about a held order. */
export class ResolveOrderDto {
  /** `sent`: it was sent. `resend`: send it again. `drop`: do not send it. */
  @IsIn(['sent', 'resend', 'drop'])
  decision!: 'sent' | 'resend' | 'drop';

  /** With `sent`: the provider's order id, to follow the deliveries. Digits. */
  @IsOptional()
  @Matches(/^\d{1,20}$/)
  orderId?: string;
}

/** Returns the decision for `OutboxService.resolve()`. */
export function toResolution({ decision, orderId }: ResolveOrderDto): Resolution {
  if (decision === 'resend') return { resend: true };
  if (decision === 'drop') return { drop: true };
  return { sent: true, ...(orderId !== undefined && { providerOrderId: orderId }) };
}
