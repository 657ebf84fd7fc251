/** `GET /api/outbox`: what has not come to its end before the provider, in orders. */
export interface OutboxBacklog {
  readonly waiting: number;
  /** Commercial orders whose recipients are being checked in the registry. */
  readonly checking: number;
  /** Orders with an unknown outcome. */
  readonly unknown: number;
  /** Orders that need a decision. */
  readonly held: number;
  /** The time since which the oldest ready order has waited, ISO 8601. */
  readonly oldest?: string;
}
