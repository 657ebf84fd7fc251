import type { DeliveryReport, DeliveryReportStatus } from 'iletimerkezi-core';

/**
 * How a report stands to those that came before it: the first with this message and status, one that came before, or an
 * `accepted` that came after the message was delivered or undelivered.
 */
export type DeliveryDeduplication = 'new' | 'repeated' | 'late';

/** A delivery report that came in over an account's webhook. It holds the recipient's number and the message's text. */
export interface Delivery<Status extends DeliveryReportStatus = DeliveryReportStatus> extends DeliveryReport {
  status: Status;
  /** The account's name in this application. */
  account: string;
  receivedAt: Date;
  deduplication: DeliveryDeduplication;
}
