import type { DeliveryReportStatus } from '../shared/delivery-status.js';
import { messageStatus } from './get-report.js';
import { field, isObject, objectField, readInteger, readRecipient, readText } from './json.js';

/** One call of the delivery webhook. The pair of `id` and `rawStatus` is the provider's key against repeats. */
export interface DeliveryReport {
  /** The message's id. */
  id: string;
  /** The order's id (the wire's `packet_id`), equal to what send-sms answered. */
  orderId: string;
  status: DeliveryReportStatus;
  /** The status as it stood on the wire. */
  rawStatus: string;
  /** E.164 for Turkish numbers. */
  to: string;
  /** The message's text, empty when the wire has none. */
  text: string;
}

/** Why a body is no delivery report. */
export type WebhookFault = 'not-json' | 'no-report' | 'no-id' | 'no-order-id' | 'no-status' | 'no-recipient';

export type DecodedWebhook = { ok: true; report: DeliveryReport } | { ok: false; reason: WebhookFault };

const BY_WORD = new Map<string, DeliveryReportStatus>([
  ['accepted', 'accepted'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
]);

/**
 * Reads the body of a delivery webhook call, parsed or as JSON text. Never throws.
 * The provider signs nothing: guard the URL with a secret in its query. Source: provider documentation, webhooks.
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

/** The webhook speaks in words; the numeric codes of reports are understood as well. */
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
