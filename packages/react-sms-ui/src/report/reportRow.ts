import type { DeliveryStatus } from 'iletimerkezi-core';

export type { DeliveryStatus };

/** The display and sort order of the states. */
export const DELIVERY_STATUSES: readonly DeliveryStatus[] = [
  'delivered',
  'waiting',
  'undelivered',
  'unknown',
];

/** One recipient of an order. Replace the object to change it: rows are compared by identity. */
export interface ReportRow {
  /** The number in E.164, which identifies the row within its order. */
  number: string;
  status: DeliveryStatus;
  /** The provider's status code, if the report has one. It explains why a message was not delivered. */
  statusCode?: number;
  /** Time of the last state change in epoch milliseconds. */
  updatedAt?: number;
  /** Billed credits; absent while they are not known. */
  credits?: number;
}
