import type { ComposedMessage } from './composed-message.js';

/**
 * A message that a person sends to the own phone before the campaign, as `SmsComposer` of `react-sms-ui` emits it. It has one
 * recipient, the values of the recipient that is shown, and no `sendAt`.
 *
 * A commercial order leaves out a recipient without consent: a server may send tests to its staff as transactional messages.
 */
export type TestMessage = ComposedMessage & {
  readonly test: true;
  /** The key by which the server deduplicates the test. It stays while the outcome of an attempt is unknown. */
  readonly dedupeKey: string;
};
