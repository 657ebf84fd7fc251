/**
 * The result of sending a composed message, as a server returns it to `SmsComposer` of `react-sms-ui`. The composer reads
 * any other value as `unknown`. Do not send the message again after `accepted` or `unknown`.
 */
export type SubmitResult =
  /**
   * The provider's order ids; empty while the order is queued and has no id yet. `campaignId` identifies the campaign of an
   * outbox, for its report.
   */
  | { state: 'accepted'; orderIds: readonly string[]; campaignId?: string }
  /** Nothing was sent. `code` is the provider's error code; the composer shows its explanation in the user's language. */
  | { state: 'refused'; code?: number; message?: string }
  /** Nothing was sent: no connection to the provider was made. */
  | { state: 'unreachable'; message?: string }
  /** The message may have been sent. */
  | { state: 'unknown'; message?: string };
