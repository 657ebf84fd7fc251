import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Resolution } from '../../outbox/outbox.service.js';

/** The body of a request that resolves a held order. */
export class ResolveOrderDto {
  /** `sent`: the order was sent. `resend`: send it again. `drop`: do not send it. */
  @IsIn(['sent', 'resend', 'drop'])
  decision!: 'sent' | 'resend' | 'drop';

  /** With `sent`: the provider's order id (digits), to track the deliveries. */
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
