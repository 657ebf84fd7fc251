import type { DeliveryReport, DeliveryReportStatus } from 'iletimerkezi-core';

/**
 * Result of the deduplication. `new`: the first report with this message and status. `repeated`: received before.
 * `late`: an `accepted` report after the message was delivered or undelivered.
 */
export type DeliveryDeduplication = 'new' | 'repeated' | 'late';

/** A delivery report received by an account's webhook. Contains the recipient's number and the message's text. */
export interface Delivery<Status extends DeliveryReportStatus = DeliveryReportStatus> extends DeliveryReport {
  status: Status;
  /** The account's name in this application. */
  account: string;
  receivedAt: Date;
  deduplication: DeliveryDeduplication;
}
