import type { DeliveryStatus } from 'iletimerkezi-core';

export type { DeliveryStatus };

/** The order in which the states are shown and sorted. */
export const DELIVERY_STATUSES: readonly DeliveryStatus[] = [
  'delivered',
  'waiting',
  'undelivered',
  'unknown',
];

/** One recipient of an order. Replace the object, do not change it: rows are compared by identity. */
export interface ReportRow {
  /** The number in E.164; it names the row within its order. */
  number: string;
  status: DeliveryStatus;
  /** The provider's status code, if the report gave one. */
  statusCode?: number;
  /** When the state was last seen to change, in epoch milliseconds. */
  updatedAt?: number;
}
