import { formatSendDateTime } from '../istanbul-time.js';
import type { Endpoint } from './endpoint.js';
import { field, isObject, objectField, readText } from './json.js';
import { malformedAnswer } from './malformed.js';

/** İYS list of a commercial order: individuals or merchants and tradesmen. */
export type Audience = 'BIREYSEL' | 'TACIR';

/** What an order is in the eyes of the law: there is no default, the caller has to know. */
export type OrderKind =
  /** Outside consent: one-time passwords, delivery and payment notices, reminders (`iys: "0"`). */
  | { kind: 'transactional' }
  /** Campaigns, offers, greetings: the provider asks the registry for each recipient (`iys: "1"`). */
  | { kind: 'commercial'; audience: Audience };

/** One text and who gets it. */
export interface OrderMessage {
  text: string;
  /** Numbers as `+905…`, `905…` or `5…`; other countries need the account's abroad mode and the client's `abroad`. */
  recipients: readonly string[];
}

/** One text for all recipients, or several texts, each for its own. At most 50,000 recipients together. */
export type OrderContent = OrderMessage | { messages: readonly OrderMessage[] };

/**
 * An order: one sender, one moment, one or more texts.
 * `sendAt` is sent in whole minutes of Turkish time; seconds are rounded up, so nothing leaves before it.
 */
export type SmsOrder = { sender: string; sendAt?: Date } & OrderKind & OrderContent;

/** The accepted order. Its id opens reports and cancels scheduled orders. */
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
export const sendSms: Endpoint<SmsOrder, AcceptedOrder> = {
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

/** One text is an object, several are a list of such objects. */
function encodeContent(content: OrderContent): object {
  const messages = 'messages' in content ? content.messages : [content];
  const encoded = messages.map(({ text, recipients }) => ({
    text,
    // The wire spells it so; `recipients` is answered with 452.
    receipents: { number: recipients },
  }));
  const [only] = encoded;
  return only !== undefined && encoded.length === 1 ? only : encoded;
}
