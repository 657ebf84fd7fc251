import { ControlError, object, route, text, type ControlRoute } from '../control/route.js';
import type { Emulation } from '../emulation.js';
import { fromUnits, type Billing } from '../state/account.js';
import { orderId, type Order, type OrderPhase } from '../state/order.js';
import type { World } from '../state/world.js';

const PHASES: readonly OrderPhase[] = ['scheduled', 'sending', 'completed', 'cancelled'];

/** An order as the page shows it; times in ISO 8601. */
export interface PageOrder {
  id: number;
  account: string;
  sender: string;
  commercial: string | undefined;
  phase: OrderPhase;
  total: number;
  delivered: number;
  undelivered: number;
  waiting: number;
  /** What was taken and not given back, in credits or lira. */
  charged: number;
  billing: Billing;
  characterMode: string;
  texts: { text: string; parts: number }[];
  /** How many texts there are; `texts` holds the first few. */
  textCount: number;
  submittedAt: string;
  sendAt: string;
  acceptedAt: string;
  completedAt: string | undefined;
}

/** More texts than anybody reads at once. */
const TEXTS = 5;

/** Orders newest first, those before order `before` when it is given. */
export function listOrders(
  world: World,
  { account, phase, before, limit }: { account?: string; phase?: OrderPhase; before?: number; limit: number },
): { orders: PageOrder[]; more: boolean; total: number } {
  const orders: PageOrder[] = [];
  const newest = Math.min(world.orders.length, (before ?? Infinity) - orderId(0)) - 1;
  for (let index = newest; index >= 0; index--) {
    const order = world.orders[index];
    if (!order || (account !== undefined && order.account !== account)) continue;
    if (phase !== undefined && order.phase !== phase) continue;
    if (orders.length === limit) return { orders, more: true, total: world.orders.length };
    orders.push(orderOf(world, order));
  }
  return { orders, more: false, total: world.orders.length };
}

function orderOf(world: World, order: Order): PageOrder {
  const account = world.accounts.get(order.account);
  const billing = account?.billing ?? 'credits';
  const iso = (at: number) => new Date(at).toISOString();
  return {
    id: orderId(order.index),
    account: order.account,
    sender: order.sender,
    commercial: order.commercial,
    phase: order.phase,
    total: order.total,
    delivered: order.delivered,
    undelivered: order.undelivered,
    waiting: order.phase === 'cancelled' ? 0 : order.total - order.delivered - order.undelivered,
    charged: fromUnits(billing, order.charged),
    billing,
    characterMode: account?.characterMode ?? 'unicode',
    texts: order.groups.slice(0, TEXTS).map(({ text: words, parts }) => ({ text: words, parts })),
    textCount: order.groups.length,
    submittedAt: iso(order.submitAt),
    sendAt: iso(order.sendAt),
    acceptedAt: iso(order.sendAt + world.settings.acceptMs),
    completedAt: order.completedAt === undefined ? undefined : iso(order.completedAt),
  };
}

function known(emulation: Emulation, id: number): Order {
  const order = emulation.world.orders[id - orderId(0)];
  if (!order)
    throw new ControlError(404, 'There is no order with this id. GET /_emulator/orders lists them.');
  return order;
}

const id = { type: 'integer' };

/** Orders of every account, and the panel's way to cancel one. */
export const orderRoutes: readonly ControlRoute[] = [
  route<{ query: { account?: string; phase?: OrderPhase; before?: number; limit: number } }>({
    method: 'GET',
    path: '/orders',
    tag: 'page',
    summary: 'Orders of every account, newest first.',
    query: object({
      account: text,
      phase: { type: 'string', enum: PHASES },
      before: { ...id, description: 'Only orders before this id.' },
      limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    }),
    returns: '{ orders, more, total }',
    handle: ({ emulation, query }) => listOrders(emulation.world, query),
  }),
  route<{ params: { id: number } }>({
    method: 'GET',
    path: '/orders/:id',
    tag: 'page',
    summary: 'One order with its counters and times.',
    params: object({ id }, ['id']),
    returns: 'The order',
    handle: ({ emulation, params }) => orderOf(emulation.world, known(emulation, params.id)),
  }),
  route<{ params: { id: number } }>({
    method: 'POST',
    path: '/orders/:id/cancel',
    tag: 'page',
    summary: 'Cancels a scheduled order, as cancel-order does.',
    params: object({ id }, ['id']),
    returns: 'The order',
    handle: ({ emulation, params }) => {
      const order = known(emulation, params.id);
      const account = emulation.world.accounts.get(order.account);
      if (!account || order.phase !== 'scheduled') {
        throw new ControlError(409, `The order is ${order.phase}; only a scheduled one can be cancelled.`);
      }
      emulation.carrier.cancel(order, account);
      return orderOf(emulation.world, order);
    },
  }),
];
