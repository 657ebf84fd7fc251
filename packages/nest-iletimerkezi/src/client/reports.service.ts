import { Injectable } from '@nestjs/common';
import type { CallOptions, OrderReport, OrderSummary, ReportPage, ReportRecipient } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';

/** What became of orders, as the provider tells when asked. */
@Injectable()
export class ReportsService {
  constructor(private readonly account: AccountContext) {}

  /**
   * One page of an order's report, 1,000 recipients at most.
   * @throws IletimerkeziError `order-not-found`, or `order-not-due` while the order waits for its moment.
   */
  get(orderId: string, page?: ReportPage, options?: CallOptions): Promise<OrderReport> {
    return this.account.client.getReport(orderId, page, options);
  }

  /** Every recipient of an order, page after page as they are asked for. */
  recipients(orderId: string, options?: CallOptions): AsyncIterable<ReportRecipient> {
    return this.account.client.reportRecipients(orderId, options);
  }

  /** Every order between two moments, in spans of the 10 days that the provider allows at once. */
  orders(range: { from: Date; to: Date }, options?: CallOptions): AsyncIterable<OrderSummary> {
    return this.account.client.orders(range, options);
  }
}
