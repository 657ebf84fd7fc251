import {
  IletimerkeziClient,
  type AcceptedOrder,
  type Balance,
  type BlacklistPage,
  type BlacklistQuery,
  type CallOptions,
  type ConsentBatch,
  type ConsentQuery,
  type ConsentState,
  type IletimerkeziClientOptions,
  type OrderReport,
  type OrdersPage,
  type OrdersQuery,
  type ReportPage,
  type SmsOrder,
} from 'iletimerkezi-core';
import type { CallObservers, Operation } from './call-observer.js';

/** The client with every call under the eyes of those who watch calls, each page of its iterators included. */
export class ObservedClient extends IletimerkeziClient {
  readonly #account: string;
  readonly #observers: CallObservers;

  constructor(account: string, observers: CallObservers, options: IletimerkeziClientOptions) {
    super(options);
    this.#account = account;
    this.#observers = observers;
  }

  override sendSms(order: SmsOrder, options?: CallOptions): Promise<AcceptedOrder> {
    return this.#observe('send', () => super.sendSms(order, options), countRecipients(order));
  }

  override cancelOrder(orderId: string, options?: CallOptions): Promise<void> {
    return this.#observe('cancel', () => super.cancelOrder(orderId, options));
  }

  override getReport(orderId: string, page?: ReportPage, options?: CallOptions): Promise<OrderReport> {
    return this.#observe('report', () => super.getReport(orderId, page, options));
  }

  override getReports(query: OrdersQuery, options?: CallOptions): Promise<OrdersPage> {
    return this.#observe('orders', () => super.getReports(query, options));
  }

  override getBalance(options?: CallOptions): Promise<Balance> {
    return this.#observe('balance', () => super.getBalance(options));
  }

  override getSenders(options?: CallOptions): Promise<string[]> {
    return this.#observe('senders', () => super.getSenders(options));
  }

  override getBlacklist(query?: BlacklistQuery, options?: CallOptions): Promise<BlacklistPage> {
    return this.#observe('blacklist.list', () => super.getBlacklist(query, options));
  }

  override addToBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#observe('blacklist.add', () => super.addToBlacklist(number, options));
  }

  override removeFromBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#observe('blacklist.remove', () => super.removeFromBlacklist(number, options));
  }

  override registerConsents(batch: ConsentBatch, options?: CallOptions): Promise<void> {
    return this.#observe(
      'consents.register',
      () => super.registerConsents(batch, options),
      batch.records?.length ?? 0,
    );
  }

  override checkConsent(query: ConsentQuery, options?: CallOptions): Promise<ConsentState> {
    return this.#observe('consents.check', () => super.checkConsent(query, options));
  }

  #observe<Result>(operation: Operation, run: () => Promise<Result>, recipients?: number): Promise<Result> {
    return this.#observers.run({ account: this.#account, operation, recipients }, run);
  }
}

/** Recipients of all texts together. Callers without types may leave anything out; the client's check then names it. */
export function countRecipients(order: SmsOrder): number {
  const messages = 'recipients' in order ? [order] : order.messages;
  // Called before the order is checked.
  if (!Array.isArray(messages)) return 0;
  return messages.reduce((sum: number, message) => sum + (message?.recipients?.length ?? 0), 0);
}
