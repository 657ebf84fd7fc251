import type { Emulation } from '../emulation.js';
import { fromUnits } from '../state/account.js';
import { orderId, orderIndex, type Order, type OrderPhase } from '../state/order.js';
import { journalAnswer, listOf, orderAnswer } from './answers.js';
import { ControlError, limit, object, route, text, type ControlRoute } from './route.js';

/** Orders and the journal. */
export const orderRoutes: readonly ControlRoute[] = [
  route<{ query: { limit: number; account?: string; phase?: OrderPhase } }>({
    method: 'GET',
    path: '/orders',
    tag: 'orders',
    summary: 'Lists the orders of all accounts, newest first.',
    query: object({
      limit,
      account: text,
      phase: { type: 'string', enum: ['scheduled', 'sending', 'completed', 'cancelled'] },
    }),
    response: listOf(orderAnswer),
    returns: 'A list of orders',
    handle: ({ emulation, query }) => {
      const { orders } = emulation.world;
      const found = [];
      for (let index = orders.length - 1; index >= 0 && found.length < query.limit; index--) {
        const order = orders[index];
        if (!order || (query.account !== undefined && order.account !== query.account)) continue;
        if (query.phase === undefined || order.phase === query.phase) found.push(view(emulation, order));
      }
      return found;
    },
  }),
  route<{ params: { id: string } }>({
    method: 'GET',
    path: '/orders/:id',
    tag: 'orders',
    summary: 'Returns one order with its texts and timeline.',
    params: object({ id: text }, ['id']),
    returns: 'The order',
    handle: ({ emulation, params }) => {
      const order = emulation.world.orders[orderIndex(params.id) ?? -1];
      if (!order) throw new ControlError(404, 'No order has this id.');
      return { ...view(emulation, order), texts: order.groups, timeline: timeline(order) };
    },
  }),
  route<{ query: { limit: number; endpoint?: string; account?: string; refused?: boolean; code?: number } }>({
    method: 'GET',
    path: '/journal',
    tag: 'journal',
    summary:
      'Lists the requests to the provider, newest first, with the reason of each refusal. The last 5,000 are kept.',
    query: object({
      limit,
      endpoint: text,
      account: text,
      code: { type: 'integer' },
      refused: { type: 'boolean', description: 'true for refusals alone, false for successes alone.' },
    }),
    response: listOf(journalAnswer),
    returns:
      'A list of { id, at, method, path, endpoint, account, code, reason, warnings, fault, orderId, recipients, durationMs, request }',
    handle: ({ emulation, query }) =>
      emulation.journal
        .list(
          query.limit,
          (entry) =>
            (query.endpoint === undefined || entry.endpoint === query.endpoint) &&
            (query.account === undefined || entry.account === query.account) &&
            (query.code === undefined || entry.code === query.code) &&
            (query.refused === undefined || (entry.code !== 200) === query.refused),
        )
        .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
  }),
  route({
    method: 'DELETE',
    path: '/journal',
    tag: 'journal',
    summary: 'Clears the journal.',
    returns: '{ cleared: true }',
    handle: ({ emulation }) => {
      emulation.journal.clear();
      emulation.world.changed('journal');
      return { cleared: true };
    },
  }),
];

function view({ world }: Emulation, order: Order) {
  const account = world.accounts.get(order.account);
  return {
    id: String(orderId(order.index)),
    account: order.account,
    sender: order.sender,
    commercial: order.commercial ?? null,
    phase: order.phase,
    text: order.groups[0]?.text ?? '',
    total: order.total,
    delivered: order.delivered,
    undelivered: order.undelivered,
    price: account ? fromUnits(account.billing, order.charged) : order.charged,
    submitAt: iso(order.submitAt),
    sendAt: iso(order.sendAt),
    completedAt: order.completedAt === undefined ? null : iso(order.completedAt),
  };
}

function timeline(order: Order) {
  const later = order.sendAt > order.submitAt;
  const started = order.phase === 'sending' || order.phase === 'completed';
  const steps: [step: string, at: number | undefined][] = [
    ['submitted', order.submitAt],
    ['scheduled', order.phase === 'scheduled' ? order.sendAt : undefined],
    ['started', later && started ? order.sendAt : undefined],
    ['accepted', order.acceptedAt],
    [order.phase, order.completedAt],
  ];
  return steps.flatMap(([step, at]) => (at === undefined ? [] : [{ step, at: iso(at) }]));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
