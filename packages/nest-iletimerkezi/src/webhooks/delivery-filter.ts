import type { DeliveryReportStatus } from 'iletimerkezi-core';
import type { Delivery } from '../options/delivery.js';

/** Which reports an `@OnDelivery` handler wants. Every part given has to hold; without any, it gets all. */
export interface DeliveryFilter<Status extends DeliveryReportStatus = DeliveryReportStatus> {
  status?: Status | readonly Status[];
  /** The account's name. */
  account?: string;
  /**
   * A piece of the message's text. All applications of an account share one webhook URL; a mark in the text tells whose
   * message it was. Source: provider documentation, webhooks.
   */
  marker?: string;
}

/** Whether a report is one that the filter asks for. */
export function matches({ status, account, marker }: DeliveryFilter, delivery: Delivery): boolean {
  const statuses = status === undefined || typeof status === 'string' ? [status] : status;
  return (
    (status === undefined || statuses.includes(delivery.status)) &&
    (account === undefined || account === delivery.account) &&
    (marker === undefined || delivery.text.includes(marker))
  );
}
