/** A webhook's body as the provider posts it. Source: provider documentation, webhooks. */
export interface DeliveryReportBody {
  report: { id: number | string; packet_id: number | string; status: string; to: string; body: string };
}

/** What to say in it; the rest is made up. */
export interface DeliveryReportInput {
  id?: number | string;
  orderId?: number | string;
  /** `accepted`, `delivered`, `undelivered`, or a word nobody knows yet. */
  status?: string;
  to?: string;
  text?: string;
}

let lastId = 0;

/**
 * The body of a delivery webhook, for posting it to one's own controller. Each call has an id of its own unless one is
 * given.
 *
 * @example
 * await request(app).post(`/hooks/sms?token=${token}`).send(makeDeliveryReport({ status: 'undelivered' }));
 */
export function makeDeliveryReport({
  id = (lastId += 1),
  orderId = 1,
  status = 'delivered',
  to = '+905301234567',
  text = '',
}: DeliveryReportInput = {}): DeliveryReportBody {
  return { report: { id, packet_id: orderId, status, to, body: text } };
}
