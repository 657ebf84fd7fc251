import { ControlError, object, route, text, type ControlRoute } from '../control/route.js';
import { MessageState } from '../state/message-table.js';
import { cost, fromUnits, type Billing, type CharacterMode } from '../state/account.js';
import { messageId, orderId, type RecipientType } from '../state/order.js';
import type { World } from '../state/world.js';

const STATUS = {
  [MessageState.Waiting]: 'waiting',
  [MessageState.Accepted]: 'accepted',
  [MessageState.Delivered]: 'delivered',
  [MessageState.Undelivered]: 'undelivered',
  [MessageState.Cancelled]: 'cancelled',
} as const;

/** A message as its phone shows it. */
export interface PhoneMessage {
  id: number;
  orderId: number;
  account: string;
  from: string;
  text: string;
  parts: number;
  /** The account's setting, by which the text is counted. */
  characterMode: CharacterMode;
  turkishLetterCost: 1 | 2;
  /** What the message costs and keeps costing: nothing once undelivered or cancelled. Credits or lira, by `billing`. */
  price: number;
  billing: Billing;
  /** `BIREYSEL` or `TACIR` for a commercial order, nothing for a transactional one. */
  commercial: RecipientType | undefined;
  status: (typeof STATUS)[MessageState];
  sentAt: string;
  changedAt: string;
}

/** A phone with the newest of its messages. */
export interface Phone {
  number: string;
  last: PhoneMessage;
}

/** Phones by their newest message, newest first; `search` is digits anywhere in the number. */
export function listPhones(world: World, search: string, limit: number): { phones: Phone[]; more: boolean } {
  const wanted = search === '' ? undefined : { digits: Number(search), modulus: 10 ** search.length };
  const seen = new Set<number>();
  const phones: Phone[] = [];
  for (let row = world.messages.length - 1; row >= 0; row--) {
    const number = world.messages.number(row);
    if (wanted && !hasDigits(number, wanted)) continue;
    if (seen.has(number) || !world.isOut(row)) continue;
    seen.add(number);
    if (phones.length === limit) return { phones, more: true };
    phones.push({ number: `+${number}`, last: messageOf(world, row) });
  }
  return { phones, more: false };
}

/** Whether the digits stand together anywhere in the number; by arithmetic, as there may be a million numbers. */
function hasDigits(number: number, { digits, modulus }: { digits: number; modulus: number }): boolean {
  for (let rest = number; rest >= modulus / 10; rest = Math.trunc(rest / 10)) {
    if (rest % modulus === digits) return true;
  }
  return false;
}

/** The newest messages of a phone, oldest of them first, those before message `before` when it is given. */
export function listMessages(
  world: World,
  number: number,
  limit: number,
  before: number,
): { messages: PhoneMessage[]; more: boolean } {
  const messages: PhoneMessage[] = [];
  const newest = Math.min(world.messages.length, before - messageId(0)) - 1;
  for (let row = newest; row >= 0; row--) {
    if (world.messages.number(row) !== number || !world.isOut(row)) continue;
    if (messages.length === limit) return { messages: messages.toReversed(), more: true };
    messages.push(messageOf(world, row));
  }
  return { messages: messages.toReversed(), more: false };
}

function messageOf(world: World, row: number): PhoneMessage {
  const order = world.orders[world.messages.order(row)];
  const { text, parts } = world.textOf(row);
  const account = world.accounts.get(order?.account ?? '');
  const state = world.messages.state(row);
  const free = state === MessageState.Undelivered || state === MessageState.Cancelled;
  return {
    id: messageId(row),
    orderId: orderId(world.messages.order(row)),
    account: order?.account ?? '',
    from: order?.sender ?? '',
    text,
    parts,
    characterMode: account?.characterMode ?? 'unicode',
    turkishLetterCost: world.settings.quirks.turkishLetterCost === '1' ? 1 : 2,
    price: account && !free ? fromUnits(account.billing, cost(account, parts)) : 0,
    billing: account?.billing ?? 'credits',
    commercial: order?.commercial,
    status: STATUS[state],
    sentAt: new Date(order?.sendAt ?? 0).toISOString(),
    changedAt: new Date(world.messages.changedAt(row)).toISOString(),
  };
}

const LIMIT = { type: 'integer', minimum: 1, maximum: 200, default: 50 };

/** What the page's first view shows. */
export const phoneRoutes: readonly ControlRoute[] = [
  route<{ query: { search?: string; limit: number } }>({
    method: 'GET',
    path: '/phones',
    tag: 'page',
    summary: 'Phones by their newest message, newest first.',
    query: object({ search: { ...text, description: 'Digits anywhere in the number.' }, limit: LIMIT }),
    returns: '{ phones: [{ number, last }], more }',
    handle: ({ emulation, query }) =>
      listPhones(emulation.world, (query.search ?? '').replaceAll(/\D/g, ''), query.limit),
  }),
  route<{ params: { number: string }; query: { limit: number; before?: number } }>({
    method: 'GET',
    path: '/phones/:number/messages',
    tag: 'page',
    summary: 'The newest messages of a phone, oldest of them first.',
    params: object({ number: text }, ['number']),
    query: object({
      limit: LIMIT,
      before: { type: 'integer', description: 'Only messages before this id.' },
    }),
    returns: '{ messages, more }',
    handle: ({ emulation, params, query }) => {
      const number = emulation.toNumber(params.number);
      if (number === undefined) throw new ControlError(400, 'This is no phone number the provider takes.');
      return listMessages(emulation.world, number, query.limit, query.before ?? Infinity);
    },
  }),
];
