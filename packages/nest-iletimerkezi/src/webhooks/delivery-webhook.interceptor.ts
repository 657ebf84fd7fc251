import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, tap, type Observable } from 'rxjs';
import type { Delivery } from '../options/delivery.js';
import { DeliveryInbox } from './delivery-inbox.js';
import { webhookAccountOf } from './delivery-webhook.metadata.js';

/** Reports on their way to a `@DeliveryReport()` parameter, by their request. */
const onTheirWay = new WeakMap<object, Delivery>();

/** The report of a request, once the interceptor has seen it. */
export function deliveryOf(request: object): Delivery | undefined {
  return onTheirWay.get(request);
}

/** Takes the report in before the host's method runs, and hands it to the handlers after it has. */
@Injectable()
export class DeliveryWebhookInterceptor implements NestInterceptor {
  constructor(private readonly inbox: DeliveryInbox) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const account = webhookAccountOf(context.getHandler());
    const request = context.switchToHttp().getRequest<{ body?: unknown }>();
    const delivery = await this.inbox.receive(account, request.body);
    onTheirWay.set(request, delivery);
    return next.handle().pipe(
      tap({ complete: () => this.inbox.accept(delivery) }),
      catchError(async (error: unknown) => {
        await this.inbox.refuse(delivery);
        throw error;
      }),
    );
  }
}
