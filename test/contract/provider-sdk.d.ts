/** The exports of the provider's SDK 1.0.1. The package declares types that it does not ship. */
declare module '@iletimerkezi/iletimerkezi-node' {
  interface Answer {
    ok(): boolean;
    getMessage(): string;
    getStatusCode(): number;
    getErrorCode(): number | string;
  }
  interface Paged {
    getCurrentPage(): number;
    getTotalPages(): number;
    hasMorePages(): boolean;
  }
  interface Report extends Answer, Paged {
    getOrderId(): string;
    getOrderStatus(): string;
    getOrderStatusCode(): number;
    getTotal(): number;
    getDelivered(): number;
    getUndelivered(): number;
    getWaiting(): number;
    getSubmitAt(): string;
    getSendAt(): string;
    getSender(): string;
    getMessages(): { number: string; status: number }[];
    getMessageCount(): number;
    getMessageStatus(index: number): string;
    getMessageStatusCode(index: number): number;
    toJSON(): object;
  }
  interface Summary {
    getId(): number;
    getStatusCode(): number;
    getStatus(): string;
    getTotal(): number;
    getDelivered(): number;
    getUndelivered(): number;
    getWaiting(): number;
    getSender(): string;
    getSubmitAt(): string;
    getSentAt(): string;
  }
  interface Summaries extends Answer, Paged {
    getCount(): number;
    getOrders(): Summary[];
  }
  interface Blacklist extends Answer, Paged {
    getCount(): number;
    getNumbers(): string[];
  }
  interface Sent extends Answer {
    getOrderId(): string | undefined;
  }
  interface Sms {
    schedule(sendDateTime: string): this;
    enableIysConsent(): this;
    disableIysConsent(): this;
    setIysList(list: string): this;
    send(
      recipients: string | string[] | Record<string, string>,
      message?: string,
      sender?: string,
    ): Promise<Sent>;
  }
  interface WebhookReport {
    getOrderId(): string;
    getNumber(): string;
    getStatus(): string;
    getTimestamp(): string;
  }
  export class IletiMerkeziClient {
    constructor(apiKey: string, apiHash: string, defaultSender?: string);
    sms(): Sms;
    reports(): { get(orderId: string, page?: number): Promise<Report>; next(): Promise<Report> };
    summary(): {
      list(start: string, end: string, page?: number): Promise<Summaries>;
      next(): Promise<Summaries>;
    };
    senders(): { list(): Promise<Answer & { getSenders(): string[] }> };
    blacklist(): {
      list(page?: number, filter?: { start?: string; end?: string }): Promise<Blacklist>;
      next(): Promise<Blacklist>;
      add(numbers: string | string[]): Promise<Answer>;
      remove(numbers: string | string[]): Promise<Answer>;
    };
    account(): {
      balance(): Promise<Answer & { getAmount(): number; getCredits(): number; toJSON(): object }>;
    };
    webhook(): { handle(): Promise<WebhookReport> };
    debug(): string;
  }
}
