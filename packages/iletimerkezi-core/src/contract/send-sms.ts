import { formatSendDateTime } from '../istanbul-time.js';
import type { E164 } from '../phone/index.js';
import type { Endpoint } from './endpoint.js';
import { field, isObject, objectField, readText } from './json.js';
import { malformedAnswer } from './malformed.js';

/** İYS list of a commercial order: individuals, or merchants and tradesmen. */
export type Audience = 'BIREYSEL' | 'TACIR';

/** The legal kind of an order. It has no default: only the author of the text can decide it. Source: law 6563. */
export type OrderKind =
  /** Needs no consent: one-time passwords, delivery and payment notices, reminders (`iys: "0"`). */
  | { kind: 'transactional' }
  /** Campaigns, offers, greetings: the provider checks the consent of each recipient at İYS (`iys: "1"`). */
  | { kind: 'commercial'; audience: Audience };

/** One text and its recipients. */
export interface OrderMessage<Phone extends string = string> {
  text: string;
  /** Numbers as `+905…`, `905…` or `5…`. Numbers of other countries need the account's abroad mode and the option `abroad`. */
  recipients: readonly Phone[];
}

/** One text for all recipients, or several texts, each with its own recipients. At most 50,000 recipients together. */
export type OrderContent<Phone extends string = string> =
  | OrderMessage<Phone>
  | { messages: readonly OrderMessage<Phone>[] };

/**
 * The parts of an order that do not depend on its content. `sendAt` is sent in whole minutes of Turkish time; seconds are
 * rounded up, so nothing is sent before it.
 */
export type OrderHead = { sender: string; sendAt?: Date } & OrderKind;

/** An order: one sender, one time, one or more texts. */
export type SmsOrder<Phone extends string = string> = OrderHead & OrderContent<Phone>;

/** An order whose numbers have been parsed, as `checkOrder` returns it. */
export type ParsedOrder = SmsOrder<E164>;

/** The accepted order. Use its id for reports and to cancel a scheduled order. */
export interface AcceptedOrder {
  orderId: string;
}

/** Returns the number of recipients of all texts together. Fields that an untyped caller leaves out count as 0. */
export function countRecipients(order: SmsOrder): number {
  const { recipients, messages }: { recipients?: unknown; messages?: unknown } = { ...order };
  const lists = recipients === undefined ? listsOf(messages) : [recipients];
  return lists.reduce((sum: number, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
}

function listsOf(messages: unknown): unknown[] {
  if (!Array.isArray(messages)) return [];
  return messages.map((message: unknown) => (isObject(message) ? message['recipients'] : undefined));
}

/** `POST /v1/send-sms/json`. Source: provider documentation, send-sms. */
export const sendSms: Endpoint<ParsedOrder, AcceptedOrder> = {
  slug: 'send-sms',
  operation: 'send',
  path: '/v1/send-sms/json',
  effect: 'once',

  encode(order) {
    return {
      order: {
        sender: order.sender,
        ...(order.sendAt && { sendDateTime: formatSendDateTime(order.sendAt) }),
        ...(order.kind === 'commercial' ? { iys: '1', iysList: order.audience } : { iys: '0' }),
        message: encodeContent(order),
      },
    };
  },

  decode(response) {
    const order = objectField(response, 'order');
    const orderId = order && readText(field(order, 'id'));
    if (orderId === undefined) throw malformedAnswer('send-sms', 'it has no order id', 'applied');
    return { orderId };
  },
};

/** The wire has an object for one text, and a list of such objects for several. */
function encodeContent(content: OrderContent): object {
  const messages = 'messages' in content ? content.messages : [content];
  const encoded = messages.map(({ text, recipients }) => ({
    text,
    // The provider's spelling; it answers `recipients` with 452.
    receipents: { number: recipients },
  }));
  const [only] = encoded;
  return only !== undefined && encoded.length === 1 ? only : encoded;
}
