/** `GET /api/outbox`: what has not come to its end before the provider, in orders. */
export interface OutboxBacklog {
  readonly waiting: number;
  /** Commercial ones about whose recipients the registry is being asked. */
  readonly checking: number;
  /** Nobody knows yet whether the provider took them. */
  readonly unknown: number;
  /** They wait for a person. */
  readonly held: number;
  /** Since when the oldest waits that may go; ISO 8601. */
  readonly oldest?: string;
}
