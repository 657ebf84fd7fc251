import { ControlError, object, route, text, type ControlRoute } from './route.js';
import { readWrittenNumber } from '../written-number.js';
import { MessageState } from '../state/message-table.js';
import { cost, fromUnits, type Billing, type CharacterMode } from '../state/account.js';
import { messageId, orderId, type Order, type RecipientType } from '../state/order.js';
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
  /** The cost of the message in credits or lira, by `billing`; 0 once it is undelivered or cancelled. */
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
  for (const order of sentOrders(world)) {
    for (let row = order.first + order.total - 1; row >= order.first; row--) {
      const number = world.messages.number(row);
      if ((wanted && !hasDigits(number, wanted)) || seen.has(number)) continue;
      seen.add(number);
      if (phones.length === limit) return { phones, more: true };
      phones.push({ number: `+${number}`, last: messageOf(world, order, row) });
    }
  }
  return { phones, more: false };
}

/** The newest messages of a phone, oldest of them first. */
export function listMessages(
  world: World,
  number: number,
  limit: number,
): { messages: PhoneMessage[]; more: boolean } {
  const found: { row: number; order: Order }[] = [];
  let inOrder = 0;
  // Rows lie in the order of submission. Beyond enough of them only a scheduled one can still be newer.
  for (let row = world.messages.length - 1; row >= 0; row--) {
    if (world.messages.number(row) !== number) continue;
    const order = world.orders[world.messages.order(row)];
    if (!order || !hasLeft(order)) continue;
    if (!isLate(order) && ++inOrder > limit + 1) continue;
    found.push({ row, order });
  }
  const newest = found.toSorted((a, b) => b.order.sendAt - a.order.sendAt || b.row - a.row).slice(0, limit);
  return {
    messages: newest.toReversed().map(({ row, order }) => messageOf(world, order, row)),
    more: found.length > limit,
  };
}

/** Orders that left for the phone network, the last to leave first: a scheduled one stands at its own time. */
function* sentOrders({ orders }: World): Generator<Order> {
  const late = orders
    .filter((order) => isLate(order) && hasLeft(order))
    .toSorted((a, b) => a.sendAt - b.sendAt);
  for (let index = orders.length - 1; index >= 0; index--) {
    const order = orders[index];
    if (!order || isLate(order) || !hasLeft(order)) continue;
    for (let next = late.at(-1); next && next.sendAt >= order.sendAt; next = late.at(-1)) {
      yield next;
      late.pop();
    }
    yield order;
  }
  yield* late.toReversed();
}

/** Whether it left later than it was submitted. */
function isLate({ sendAt, submitAt }: Order): boolean {
  return sendAt > submitAt;
}

function hasLeft({ phase }: Order): boolean {
  return phase !== 'scheduled' && phase !== 'cancelled';
}

/** Whether the digits stand together anywhere in the number; by arithmetic, as there may be a million numbers. */
function hasDigits(number: number, { digits, modulus }: { digits: number; modulus: number }): boolean {
  for (let rest = number; rest >= modulus / 10; rest = Math.trunc(rest / 10)) {
    if (rest % modulus === digits) return true;
  }
  return false;
}

function messageOf(world: World, order: Order, row: number): PhoneMessage {
  const { text, parts } = world.textOf(row);
  const account = world.accounts.get(order.account);
  const state = world.messages.state(row);
  const free = state === MessageState.Undelivered || state === MessageState.Cancelled;
  return {
    id: messageId(row),
    orderId: orderId(order.index),
    account: order.account,
    from: order.sender,
    text,
    parts,
    characterMode: account?.characterMode ?? 'english',
    turkishLetterCost: world.settings.quirks.turkishLetterCost === '1' ? 1 : 2,
    price: account && !free ? fromUnits(account.billing, cost(account, parts)) : 0,
    billing: account?.billing ?? 'credits',
    commercial: order.commercial,
    status: STATUS[state],
    sentAt: new Date(order.sendAt).toISOString(),
    changedAt: new Date(world.messages.changedAt(row)).toISOString(),
  };
}

const LIMIT = { type: 'integer', minimum: 1, maximum: 200, default: 50 };

/** The data of the page's first view. */
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
  route<{ params: { number: string }; query: { limit: number } }>({
    method: 'GET',
    path: '/phones/:number/messages',
    tag: 'page',
    summary: 'The newest messages of a phone, oldest of them first.',
    params: object({ number: text }, ['number']),
    query: object({ limit: LIMIT }),
    returns: '{ messages, more }',
    handle: ({ emulation, params, query }) => {
      const number = readWrittenNumber(params.number);
      if (number === undefined) throw new ControlError(400, 'This is no phone number the provider takes.');
      return listMessages(emulation.world, number, query.limit);
    },
  }),
];
