import type { DeliveryReportStatus } from './delivery-status.js';
import { messageStatus } from './get-report.js';
import { field, isObject, objectField, readInteger, readRecipient, readText } from './json.js';

/** One call of the delivery webhook. `id` and `rawStatus` together are the provider's deduplication key. */
export interface DeliveryReport {
  /** The message id. */
  id: string;
  /** The order id that send-sms returned (`packet_id` on the wire). */
  orderId: string;
  status: DeliveryReportStatus;
  /** The status as the provider sent it. */
  rawStatus: string;
  /** E.164 for Turkish numbers. */
  to: string;
  /** The message text; empty when the call has none. */
  text: string;
}

/** Why a body is not a delivery report. */
export type WebhookFault = 'not-json' | 'no-report' | 'no-id' | 'no-order-id' | 'no-status' | 'no-recipient';

export type DecodedWebhook = { ok: true; report: DeliveryReport } | { ok: false; reason: WebhookFault };

const BY_WORD = new Map<string, DeliveryReportStatus>([
  ['accepted', 'accepted'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
]);

/**
 * Decodes the body of a delivery webhook call, given as a parsed value or as JSON text. Never throws.
 * The provider does not sign calls: protect the URL with a secret in its query. Source: provider documentation, webhooks.
 */
export function decodeDeliveryWebhook(body: unknown): DecodedWebhook {
  const parsed = typeof body === 'string' ? parseJson(body) : body;
  if (!isObject(parsed)) return { ok: false, reason: 'not-json' };
  const report = objectField(parsed, 'report');
  if (report === undefined) return { ok: false, reason: 'no-report' };

  const id = readText(field(report, 'id'));
  const orderId = readText(field(report, 'packet_id'));
  const rawStatus = readText(field(report, 'status'));
  const to = readRecipient(field(report, 'to'));
  if (id === undefined) return { ok: false, reason: 'no-id' };
  if (orderId === undefined) return { ok: false, reason: 'no-order-id' };
  if (rawStatus === undefined) return { ok: false, reason: 'no-status' };
  if (to === undefined) return { ok: false, reason: 'no-recipient' };

  const text = field(report, 'body');
  return {
    ok: true,
    report: {
      id,
      orderId,
      status: deliveryStatus(rawStatus),
      rawStatus,
      to,
      text: typeof text === 'string' ? text : '',
    },
  };
}

/** The webhook sends words. The numeric codes of reports are accepted, too. */
function deliveryStatus(rawStatus: string): DeliveryReportStatus {
  const byCode = messageStatus(readInteger(rawStatus));
  return BY_WORD.get(rawStatus.toLowerCase()) ?? (byCode === 'waiting' ? 'accepted' : byCode);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
