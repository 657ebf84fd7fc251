import type { OrderKind } from '../contract/send-sms.js';
import type { TemplateValues } from '../templates/index.js';

/**
 * A complete message that a person has confirmed, as `SmsComposer` of `react-sms-ui` emits it. In JSON, `sendAt` is an ISO
 * 8601 text.
 */
export type ComposedMessage = {
  /** Numbers in E.164 without duplicates or blocked numbers. More than 50,000 need several orders. */
  recipients: readonly string[];
  /** With `values` a template, see `parseTemplate`. */
  text: string;
  /** The values of the template for each of `recipients`, in the same order. */
  values?: readonly TemplateValues[];
  /** Absent for immediate sending. The provider sends at whole minutes of Turkish time. */
  sendAt?: Date;
  /** An approved sender of the account, at most 11 characters. */
  sender: string;
} & OrderKind;
