/**
 * What a server answers to a composed message. `SmsComposer` of `react-sms-ui` takes anything else for `unknown`. After
 * `accepted` and `unknown` the message is not sent again.
 */
export type SubmitResult =
  /** The provider's order ids; empty where the order waits in an outbox and has none yet. */
  | { state: 'accepted'; orderIds: readonly string[] }
  /** Nothing was sent. `code` is the provider's; its meaning and what to do are shown in the person's language. */
  | { state: 'refused'; code?: number; message?: string }
  /** Nothing was sent: the request reached no provider. */
  | { state: 'unreachable'; message?: string }
  /** The message may have been sent. */
  | { state: 'unknown'; message?: string };
