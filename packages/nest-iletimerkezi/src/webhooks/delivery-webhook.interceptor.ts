import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, tap, type Observable } from 'rxjs';
import type { Delivery } from '../options/delivery.js';
import { DeliveryInbox } from './delivery-inbox.js';
import { webhookAccountOf } from './delivery-webhook.metadata.js';

/** Reports for `@DeliveryReport()` parameters, by request. */
const deliveries = new WeakMap<object, Delivery>();

/** Returns the report of a request after the interceptor received it. */
export function deliveryOf(request: object): Delivery | undefined {
  return deliveries.get(request);
}

/** Receives the report before the host's method runs, and starts the handlers after it. */
@Injectable()
export class DeliveryWebhookInterceptor implements NestInterceptor {
  constructor(private readonly inbox: DeliveryInbox) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const account = webhookAccountOf(context.getHandler());
    const request = context.switchToHttp().getRequest<{ body?: unknown }>();
    const delivery = await this.inbox.receive(account, request.body);
    deliveries.set(request, delivery);
    return next.handle().pipe(
      tap({ complete: () => this.inbox.accept(delivery) }),
      catchError(async (error: unknown) => {
        await this.inbox.refuse(delivery);
        throw error;
      }),
    );
  }
}
