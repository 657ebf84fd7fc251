import { Injectable } from '@nestjs/common';
import type { CallOptions, OrderReport, OrderSummary, ReportPage, ReportRecipient } from 'iletimerkezi-core';
import { AccountContext } from './account.context.js';

/** Reads order reports from the provider. */
@Injectable()
export class ReportsService {
  constructor(private readonly account: AccountContext) {}

  /**
   * Returns one page of an order's report, with at most 1,000 recipients.
   * @throws IletimerkeziError `order-not-found`, or `order-not-due` before the scheduled time.
   */
  get(orderId: string, page?: ReportPage, options?: CallOptions): Promise<OrderReport> {
    return this.account.client.getReport(orderId, page, options);
  }

  /** Iterates over all recipients of an order. Pages are requested as needed. */
  recipients(orderId: string, options?: CallOptions): AsyncIterable<ReportRecipient> {
    return this.account.client.reportRecipients(orderId, options);
  }

  /** Iterates over all orders in a range. Makes one request per 10 days, the provider's limit. */
  orders(range: { from: Date; to: Date }, options?: CallOptions): AsyncIterable<OrderSummary> {
    return this.account.client.orders(range, options);
  }
}
