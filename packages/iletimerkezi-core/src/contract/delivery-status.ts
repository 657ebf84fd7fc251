/**
 * The delivery status of one message: the provider's codes 110 (waiting), 111 (delivered) and 112 (undelivered), and
 * `unknown` for every other code. Source: provider documentation, get-report.
 */
export type DeliveryStatus = 'waiting' | 'delivered' | 'undelivered' | 'unknown';

/**
 * The delivery status in a webhook call. `accepted` (the operator has the message) replaces `waiting`, which the webhook
 * does not report. Source: provider documentation, webhooks.
 */
export type DeliveryReportStatus = Exclude<DeliveryStatus, 'waiting'> | 'accepted';

/** Returns the delivery status of a message from a webhook call: `accepted` is `waiting`. */
export function deliveryStatusOf(status: DeliveryReportStatus): DeliveryStatus {
  return status === 'accepted' ? 'waiting' : status;
}
