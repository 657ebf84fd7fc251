import type { DeliveryReportStatus } from 'iletimerkezi-core';
import type { ArrivedDelivery } from '../options/delivery-store.js';

/** Filter of an `@OnDelivery` handler. A report must match every given property; an empty filter matches all reports. */
export interface DeliveryFilter<Status extends DeliveryReportStatus = DeliveryReportStatus> {
  status?: Status | readonly Status[];
  /** The account's name. */
  account?: string;
  /**
   * A substring of the message's text. All applications of an account share one webhook URL, so a marker in the text
   * identifies the sending application. Source: provider documentation, webhooks.
   */
  marker?: string;
}

/** Returns whether a report matches the filter. */
export function matches({ status, account, marker }: DeliveryFilter, delivery: ArrivedDelivery): boolean {
  const statuses = status === undefined || typeof status === 'string' ? [status] : status;
  return (
    (status === undefined || statuses.includes(delivery.status)) &&
    (account === undefined || account === delivery.account) &&
    (marker === undefined || delivery.text.includes(marker))
  );
}
