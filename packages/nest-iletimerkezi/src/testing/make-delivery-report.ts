/** Body of a delivery webhook as sent by the provider. Source: provider documentation, webhooks. */
export interface DeliveryReportBody {
  report: { id: number | string; packet_id: number | string; status: string; to: string; body: string };
}

/** Values of the report. The others have defaults. */
export interface DeliveryReportInput {
  id?: number | string;
  orderId?: number | string;
  /** `accepted`, `delivered`, `undelivered`, or an undocumented status. */
  status?: string;
  to?: string;
  text?: string;
}

let lastId = 0;

/**
 * Returns the body of a delivery webhook, to be posted to a controller under test. The default `id` is unique per call.
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
