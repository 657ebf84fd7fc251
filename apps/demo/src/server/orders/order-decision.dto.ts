import { IsIn, IsOptional, Matches } from 'class-validator';
import type { OrderDecision } from '../../shared/api/orders.js';
import type { ProblemCode } from '../http/problems.js';

const withCode = (message: ProblemCode) => ({ message });

/** Body of `POST /api/orders/:id/orders/:orderId/resolve`. */
export class OrderDecisionDto implements OrderDecision {
  @IsIn(['sent', 'resend', 'drop'], withCode('invalid-request'))
  decision: OrderDecision['decision'];

  @IsOptional()
  @Matches(/^\d{1,20}$/, withCode('provider-id-wrong'))
  orderId?: string;
}
