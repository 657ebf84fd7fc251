import type { OrderKind } from '../contract/send-sms.js';

/**
 * A complete message that a person has confirmed, as `SmsComposer` of `react-sms-ui` emits it. In JSON, `sendAt` is an ISO
 * 8601 text.
 */
export type ComposedMessage = {
  /** Numbers in E.164 without duplicates or blocked numbers. More than 50,000 need several orders. */
  recipients: readonly string[];
  text: string;
  /** Absent for immediate sending. The provider sends at whole minutes of Turkish time. */
  sendAt?: Date;
  /** An approved sender of the account, at most 11 characters. */
  sender: string;
} & OrderKind;
